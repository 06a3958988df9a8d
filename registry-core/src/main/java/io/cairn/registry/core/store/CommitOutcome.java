package io.cairn.registry.core.store;

/** What became of a commit. */
public sealed interface CommitOutcome {

  /** Everything is written and durable, under this revision. */
  record Applied(long revision) implements CommitOutcome {}

  /** Nothing is written: {@code key} has the revision, or the counter the value, {@code actual}. */
  record Conflict(StoreKey key, long actual) implements CommitOutcome {}

  /** It may or may not be durable. */
  record Unknown(Throwable cause) implements CommitOutcome {}
}
