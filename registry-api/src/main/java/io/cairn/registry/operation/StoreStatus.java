package io.cairn.registry.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of itself at one moment. Immutable.
 *
 * @param waitingChanges how many changes wait for their turn to be written
 * @param waitingCounts how many batches of seen counts do
 * @param lastBatch what was written last since the store was opened; null if nothing was
 * @param fileBytes the size of what the store keeps on disk, without the log; 0 if it keeps nothing
 *     there
 * @param logBytes the size of what is on disk and not merged into the file yet
 * @param failure why nothing can be written any more, or nothing be read where it was opened for
 *     that, for people; empty while the store works
 * @param warnings what is not as it should be though the store works, for people: too much that
 *     waits, a log that cannot be emptied, changes that were missing when it was opened
 */
public record StoreStatus(
    int waitingChanges,
    int waitingCounts,
    @Nullable Batch lastBatch,
    long fileBytes,
    long logBytes,
    String failure,
    List<String> warnings) {

  public StoreStatus {
    warnings = List.copyOf(warnings);
  }

  /** The status of a store of which there is nothing to warn. */
  public StoreStatus(
      int waitingChanges,
      int waitingCounts,
      @Nullable Batch lastBatch,
      long fileBytes,
      long logBytes,
      String failure) {
    this(waitingChanges, waitingCounts, lastBatch, fileBytes, logBytes, failure, List.of());
  }

  /**
   * What was written at once.
   *
   * @param commits how many commits it had
   * @param at when it was complete
   * @param took how long writing took; zero for a store that only keeps things in memory
   */
  public record Batch(int commits, Instant at, Duration took) {}

  /** Whether the store can write. */
  public boolean canWrite() {
    return failure.isEmpty();
  }
}
