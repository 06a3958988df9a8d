package io.cairn.registry.core.cache;

import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.discovery.Discovered;

/**
 * What was found.
 *
 * @param found the answer
 * @param since when looking began, in nanoseconds of the cache's ticker
 * @param epoch how often anything had been forgotten by then
 * @param bytes about how much memory it takes
 */
record Answer(Discovered found, long since, long epoch, long bytes) {
  private static final long BYTES_OF_ALL = 1_024;
  private static final long BYTES_OF_FIELD = 400;
  private static final long BYTES_OF_PROFILE = 600;
  private static final long BYTES_OF_CONTRADICTION = 300;

  static Answer of(Discovered found, long since, long epoch) {
    long bytes =
        BYTES_OF_ALL
            + BYTES_OF_FIELD * SchemaWalk.fields(found.schema()).size()
            + BYTES_OF_PROFILE * found.profile().fields().size()
            + BYTES_OF_CONTRADICTION * found.contradictions().size();
    return new Answer(found, since, epoch, bytes);
  }

  Answer withSince(long value) {
    return new Answer(found, value, epoch, bytes);
  }
}
