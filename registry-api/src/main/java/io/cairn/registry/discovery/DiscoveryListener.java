package io.cairn.registry.discovery;

import java.util.OptionalLong;

/**
 * Is told how reading goes on, a few times a second at most, on the reading thread. What it throws
 * ends the call.
 */
@FunctionalInterface
public interface DiscoveryListener {
  void progress(Progress progress);

  /**
   * How far reading has come; what is read twice starts over.
   *
   * @param bytesRead of the data as stored, compressed if it is
   * @param bytesTotal as stored, if known
   * @param records complete records so far
   */
  record Progress(long bytesRead, OptionalLong bytesTotal, long records) {}
}
