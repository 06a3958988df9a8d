package io.cairn.examples.quickstart;

import io.cairn.registry.discovery.DiscoveryListener;
import java.io.PrintStream;

/**
 * Shows on a terminal how far a long file has been read, on a line that it takes away afterwards.
 */
public final class ProgressLine implements DiscoveryListener, AutoCloseable {
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final Style style;
  private final String name;

  /** Nothing is shown yet; nothing ever is where there is no terminal. */
  public ProgressLine(PrintStream out, Style style, String name) {
    this.out = out;
    this.style = style;
    this.name = name;
  }

  @Override
  public void progress(Progress progress) {
    if (style.isTerminal()) {
      String share =
          progress.bytesTotal().isPresent() && progress.bytesTotal().getAsLong() > 0
              ? progress.bytesRead() * 100 / progress.bytesTotal().getAsLong() + " %"
              : Views.bytes(progress.bytesRead());
      out.print(
          ERASE
              + style.faint(
                  "reading "
                      + name
                      + "  "
                      + share
                      + ", "
                      + Views.count(progress.records(), "record")));
      out.flush();
    }
  }

  @Override
  public void close() {
    if (style.isTerminal()) {
      out.print(ERASE);
      out.flush();
    }
  }
}
