package io.cairn.registry.operation;

/**
 * How the cache of discovered schemas is used, since the registry was opened. Immutable.
 *
 * @param entries how many answers it has now
 * @param bytes about how much memory they take, estimated by the number of their fields
 * @param hits how often an answer was there
 * @param misses how often it was not, or was not to be remembered
 * @param loads how often data was looked at, refreshing ahead included
 * @param failures how often that failed
 * @param evictions how many answers had to go for want of room, or because their time was over
 */
public record CacheStatus(
    long entries, long bytes, long hits, long misses, long loads, long failures, long evictions) {
  /** That of a registry without a cache. */
  public static final CacheStatus OFF = new CacheStatus(0, 0, 0, 0, 0, 0, 0);

  /** The share of hits among all that was asked for, from 0 to 1; 0 before anything was. */
  public double hitRate() {
    long asked = hits + misses;
    return asked == 0 ? 0 : (double) hits / asked;
  }
}
