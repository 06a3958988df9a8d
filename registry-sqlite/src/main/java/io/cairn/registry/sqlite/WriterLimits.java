package io.cairn.registry.sqlite;

import java.time.Duration;

/**
 * What bounds the writer.
 *
 * @param waitingCommits how many commits of each lane may wait
 * @param patience how long a caller waits for room in the lane of changes
 * @param sliceOperations how many operations of the lane of counts are written at once, before
 *     changes get their turn again
 * @param syncInterval how long counts may stay at the mercy of a loss of power
 * @param logBytes the size of the write-ahead log from which on the writer tries to empty it
 * @param maxLogBytes the size from which on nothing is accepted any more until it is smaller
 * @param readTime how long one read may take while the log cannot be emptied because of it
 */
record WriterLimits(
    int waitingCommits,
    Duration patience,
    int sliceOperations,
    Duration syncInterval,
    long logBytes,
    long maxLogBytes,
    Duration readTime) {

  static final WriterLimits DEFAULTS =
      new WriterLimits(
          10_000,
          Duration.ofSeconds(5),
          100,
          Duration.ofSeconds(1),
          64L << 20,
          256L << 20,
          Duration.ofSeconds(30));

  /** From how many commits on that wait in one lane there is something to warn of. */
  int manyWaiting() {
    return Math.max(1, waitingCommits - waitingCommits / 10);
  }

  WriterLimits withPatience(Duration value) {
    return new WriterLimits(
        waitingCommits, value, sliceOperations, syncInterval, logBytes, maxLogBytes, readTime);
  }

  WriterLimits withWaitingCommits(int value) {
    return new WriterLimits(
        value, patience, sliceOperations, syncInterval, logBytes, maxLogBytes, readTime);
  }

  WriterLimits withLogBytes(long tidy, long most) {
    return new WriterLimits(
        waitingCommits, patience, sliceOperations, syncInterval, tidy, most, readTime);
  }
}
