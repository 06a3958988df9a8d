package io.cairn.registry.core.versions;

import com.google.common.util.concurrent.Striped;
import io.cairn.registry.SchemaId;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.error.ReadOnlyException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Optimistic transactions over the index: decide from snapshots, commit on condition that they are
 * still true, publish, tell the listeners. A lost race is decided again from fresh snapshots.
 *
 * <p>Within the process, transactions of one subject queue up for a lock, so that they do not lose
 * races against each other; the store's condition is what makes them correct.
 */
final class Transactions {
  private static final int MAX_ATTEMPTS = 100;
  private static final int STRIPES = 1024;

  private final RegistryStore store;
  private final VersionIndex index;
  private final Listeners listeners;
  private final Recorder recorder;
  private final BodyReader bodies;
  private final Striped<Lock> locks = Striped.lock(STRIPES);

  Transactions(
      RegistryStore store,
      VersionIndex index,
      Listeners listeners,
      BodyReader bodies,
      Recorder recorder) {
    this.store = store;
    this.index = index;
    this.listeners = listeners;
    this.recorder = recorder;
    this.bodies = bodies;
  }

  /**
   * Runs {@code decision}, as often as it takes, until what it decided is durable. It must have no
   * effect but on its transaction.
   *
   * @param target what it is about, for people
   */
  <T> T run(
      OperationKind kind,
      Supplier<String> target,
      Collection<Subject> subjects,
      Function<Transaction, T> decision) {
    return run(kind, target, () -> subjects, decision);
  }

  /** As the other; finding out which subjects are involved belongs to the operation, too. */
  <T> T run(
      OperationKind kind,
      Supplier<String> target,
      Supplier<? extends Collection<Subject>> subjects,
      Function<Transaction, T> decision) {
    return recorder.measure(
        kind,
        target,
        () -> {
          if (kind == OperationKind.REGISTRATION || kind == OperationKind.CHANGE) {
            requireWritable();
          }
          return run(subjects.get(), decision);
        });
  }

  /**
   * Returns unless the store was opened for reading alone.
   *
   * @throws ReadOnlyException if it was
   */
  void requireWritable() {
    store.requireWritable();
  }

  /** Does something while no transaction of the subject is under way in this process. */
  void alone(Subject subject, Runnable work) {
    Lock lock = locks.get(subject);
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T run(Collection<Subject> subjects, Function<Transaction, T> decision) {
    List<Lock> held = new ArrayList<>();
    Transaction done = new Transaction();
    T result;
    try {
      for (Lock lock : locks.bulkGet(subjects)) {
        lock.lock();
        held.add(lock);
      }
      int attempts = 0;
      do {
        if (++attempts > MAX_ATTEMPTS) {
          throw new StoreException(
              "Gave up changing "
                  + subjects
                  + " after "
                  + MAX_ATTEMPTS
                  + " lost races against other writers; try again.",
              null);
        }
        done = new Transaction();
        result = decision.apply(done);
      } while (!done.commit());
    } finally {
      held.forEach(Lock::unlock);
      recorder.count(Counter.COMPATIBILITY_CHECKS, done.verdicts);
    }
    done.events.forEach(listeners::tell);
    return result;
  }

  /**
   * Waits for the store's answer, and turns what is not an outcome into what the caller is to see.
   */
  static CommitOutcome await(CompletableFuture<CommitOutcome> answer) {
    try {
      return answer.join();
    } catch (CompletionException | CancellationException failed) {
      throw visible(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  /**
   * The exception for the caller: of the same class as what happened on the store's thread, with
   * the caller's own stack.
   */
  private static RegistryException visible(Throwable cause) {
    if (cause instanceof RegistryClosedException
        || cause instanceof OverloadedException
        || cause instanceof ReadOnlyException) {
      return (RegistryException) cause;
    }
    return new StoreException(
        cause instanceof StoreException
            ? String.valueOf(cause.getMessage())
            : "The store failed; nothing was written: " + cause,
        cause);
  }

  /**
   * One attempt: what was read, what is to be written, and what the subjects look like afterwards.
   */
  final class Transaction {
    private final Map<StoreKey, Long> read = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<Subject, SubjectEntry> after = new LinkedHashMap<>();
    private final Map<SchemaId, KnownVersion> appended = new HashMap<>();
    private final List<KnownVersion> fresh = new ArrayList<>();
    private final List<SubjectEvent> events = new ArrayList<>();
    private @Nullable CompatibilityPolicy globalPolicy;
    private int verdicts;

    /**
     * The subject as this transaction sees it, its own changes included. The outcome depends on it
     * from now on.
     */
    SubjectEntry subject(Subject subject) {
      SubjectEntry own = after.get(subject);
      if (own != null) {
        return own;
      }
      SubjectEntry entry = index.subject(subject);
      read.putIfAbsent(new StoreKey.OfSubject(subject), entry.revision());
      return entry;
    }

    /** The settings; the outcome depends on them from now on. */
    Settings settings() {
      Settings settings = index.settings();
      read.putIfAbsent(StoreKey.Global.SETTINGS, settings.revision());
      return settings;
    }

    /**
     * A schema with this content, perhaps one of this transaction. All of them were compared with
     * one when they were registered, so that one speaks for all.
     */
    @Nullable Schema findContent(SchemaId id, BodyReader bodies) {
      KnownVersion own = appended.get(id);
      return own == null ? index.findSchema(id, bodies) : own.version(bodies).schema();
    }

    /** Writes a new version. */
    void append(Operation operation, SubjectEntry entryAfter, KnownVersion version) {
      write(operation, entryAfter);
      appended.put(version.id(), version);
      fresh.add(version);
    }

    void write(Operation operation, SubjectEntry entryAfter) {
      operations.add(operation);
      after.put(entryAfter.subject(), entryAfter);
    }

    /** Writes a subject's row. */
    void write(SubjectEntry entry, SubjectRow row) {
      write(new Operation.PutSubject(row), entry.withRow(row));
    }

    void write(CompatibilityPolicy policy) {
      operations.add(new Operation.PutGlobalPolicy(policy));
      globalPolicy = policy;
    }

    /** A verdict was reached. */
    void judged() {
      verdicts++;
    }

    void tell(SubjectEvent event) {
      events.add(event);
    }

    /** Whether what was decided is done; false if it must be decided again. */
    private boolean commit() {
      if (operations.isEmpty()) {
        return true;
      }
      Commit commit = new Commit(read, List.of(), operations);
      CommitOutcome outcome =
          recorder.measurePart(OperationKind.COMMIT, () -> await(store.commit(commit)));
      if (outcome instanceof CommitOutcome.Applied applied) {
        after.values().forEach(entry -> index.publish(entry.withRevision(applied.revision())));
        fresh.forEach(bodies::hold);
        if (globalPolicy != null) {
          index.publish(new Settings(globalPolicy, applied.revision()));
        }
        return true;
      }
      read.keySet().forEach(index::refresh);
      if (outcome instanceof CommitOutcome.Unknown unknown) {
        throw new CommitOutcomeUnknownException(
            "The store failed while it committed a change of "
                + after.keySet()
                + "; it may or may not be durable. Open the registry again and look.",
            unknown.cause());
      }
      return false;
    }
  }
}
