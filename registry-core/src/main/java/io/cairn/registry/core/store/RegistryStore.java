package io.cairn.registry.core.store;

import io.cairn.registry.operation.StoreStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps what the registry knows. It checks no rule; its one hard promise is the conditional commit.
 *
 * <p>The contract, each number proven by the testkit's store contract:
 *
 * <ol>
 *   <li>Thread-safe.
 *   <li>A commit is all or nothing, for readers and after a crash. Its future completes when it is
 *       durable, as far as its {@linkplain Commit.Lane lane} promises.
 *   <li>Every key's revision is the number of the last commit that changed it; 0 for a key that was
 *       never written. Numbers rise by commit order, over all keys.
 *   <li>A commit is applied only if every expected revision is the actual one, and every guard
 *       holds; otherwise the outcome is {@link CommitOutcome.Conflict}, naming the first key that
 *       differs, and nothing is written.
 *   <li>Every operation but {@link Operation.AddSightings}, {@link Operation.AddTelemetry} and
 *       {@link Operation.AddUsage} moves the revision of the key it names.
 *   <li>A commit that fails by itself does not harm others: its future completes exceptionally with
 *       a {@link io.cairn.registry.error.StoreException} and nothing of it is written. That is so
 *       for whatever the operations throw, too.
 *   <li>When it cannot be known whether a commit became durable, the outcome is {@link
 *       CommitOutcome.Unknown}.
 *   <li>Reads see every commit whose future has completed.
 *   <li>{@link #changesSince} lists the keys changed after a revision, each once, by the order of
 *       their last commits. A limit never cuts through one commit: the keys of the last one listed
 *       are there to the end.
 *   <li>{@link #close} completes every future first; afterwards everything throws, or completes
 *       with, {@link io.cairn.registry.error.RegistryClosedException}. Closing twice does nothing.
 *   <li>A caller that is interrupted is served like any other, and stays interrupted; only one that
 *       has to wait for room may be told that nothing was written.
 *   <li>{@link Commit.Lane#COUNTS} never wait for room: where there is none, the future completes
 *       with an {@link io.cairn.registry.error.OverloadedException} at once. They are applied in
 *       their order, and may be overtaken by changes.
 *   <li>{@link #status} waits for nothing. Its last batch is the one of the last commit that was
 *       applied, or a later one; what changed nothing is not one.
 *   <li>A store that was opened for reading alone says so by {@link #requireWritable}, and refuses
 *       every commit by the same exception.
 * </ol>
 */
public interface RegistryStore extends AutoCloseable {

  /**
   * Applies operations atomically if what the caller read is still true.
   *
   * @return completes with the outcome, or exceptionally with a {@link
   *     io.cairn.registry.error.RegistryException} if nothing was written
   */
  CompletableFuture<CommitOutcome> commit(Commit commit);

  /**
   * Returns if the store takes commits, as it does unless it was opened for reading alone.
   *
   * @throws io.cairn.registry.error.ReadOnlyException if it never takes any; the message says what
   *     else to do
   */
  default void requireWritable() {}

  /** The reads of subjects and versions. */
  VersionStore versions();

  /** The reads of what is said about them. */
  CatalogStore catalog();

  /** The reads of what was observed. */
  TelemetryStore telemetry();

  /** The reads of who uses what. */
  LineageStore lineage();

  /**
   * The keys that changed after {@code revision}, by commit order.
   *
   * @param limit where to stop, from 1: after so many entries, and those of the same commit
   */
  List<KeyChange> changesSince(long revision, int limit);

  /**
   * Waits until every commit handed over before, of either lane, has failed or survives a loss of
   * power.
   *
   * @throws io.cairn.registry.error.StoreException if the store can no longer write
   */
  void flush();

  /** How the store is doing. */
  StoreStatus status();

  @Override
  void close();

  /**
   * An entry of the change feed.
   *
   * @param key what changed
   * @param revision the commit that changed it last
   */
  record KeyChange(StoreKey key, long revision) {}
}
