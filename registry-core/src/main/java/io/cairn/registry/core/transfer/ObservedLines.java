package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import org.jspecify.annotations.Nullable;

/** Hands on what the lines of an export say was observed, and sees that they are in order. */
final class ObservedLines {
  private final Observed.Sink sink;
  private @Nullable Signal signal;
  private boolean open;
  private @Nullable AttributeKey key;
  private int attributes;
  private long number;
  private int templates;

  ObservedLines(Observed.Sink sink) {
    this.sink = sink;
  }

  /** Whether a signal is not complete. */
  boolean isOpen() {
    return open;
  }

  void signal(Line line) {
    ObservedSignal next = ObservedContent.signal(line);
    if (open || (signal != null && signal.compareTo(next.signal()) >= 0)) {
      throw outOfOrder(line);
    }
    signal = next.signal();
    open = true;
    key = null;
    attributes = 0;
    number = -1;
    templates = 0;
    sink.on(next);
  }

  void attribute(Line line) {
    ObservedAttribute next = ObservedContent.attribute(line);
    requireOpen(line, next.signal());
    AttributeKey its = next.attribute().key();
    if ((key != null && key.compareTo(its) >= 0) || templates > 0) {
      throw outOfOrder(line);
    }
    key = its;
    attributes++;
    sink.on(next);
  }

  void template(Line line) {
    OfTemplate next = ObservedContent.template(line);
    requireOpen(line, next.signal());
    if (next.number() <= number) {
      throw outOfOrder(line);
    }
    number = next.number();
    templates++;
    sink.on(next);
  }

  void end(Line line) {
    Observed.End end = ObservedContent.end(line);
    requireOpen(line, end.signal());
    if (end.attributes() != attributes
        || end.templates() != templates
        || end.lastTemplate() < number
        || (end.lastTemplate() > 0 && templates == 0)) {
      throw line.malformed("it is not the end of what stands before it.");
    }
    open = false;
    sink.on(end);
  }

  private void requireOpen(Line line, Signal of) {
    if (!open || !of.equals(signal)) {
      throw outOfOrder(line);
    }
  }

  private static MalformedExportException outOfOrder(Line line) {
    return line.malformed("it does not stand behind its signal, or is out of order.");
  }
}
