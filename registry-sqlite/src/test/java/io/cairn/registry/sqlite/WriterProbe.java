package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.testkit.TestClock;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Commits that run a test's code in the middle of their transaction, on the thread that writes. */
final class WriterProbe {
  private WriterProbe() {}

  /** A subject without versions. */
  static Commit put(Subject subject) {
    return Commit.of(new Operation.PutSubject(SubjectRow.fresh(subject)));
  }

  /** A subject with one version; the code runs when the version's one field is written. */
  static Commit running(Subject subject, Runnable code) {
    Set<FieldKey> keys =
        new AbstractSet<>() {
          @Override
          public Iterator<FieldKey> iterator() {
            code.run();
            return Collections.emptyIterator();
          }

          @Override
          public int size() {
            return 0;
          }
        };
    return Commit.of(
        new Operation.PutSubject(SubjectRow.fresh(subject)),
        new Operation.AppendVersion(
            subject,
            new VersionHead(1, new SchemaId(1, 1), VersionState.LIVE),
            new VersionBody("{}", List.of(), SemanticLabel.FIRST),
            new VersionFacts(VersionOrigin.CREATED, 0, "[]", TestClock.START, "", ""),
            List.of(new Column(1, "a", "TEXT", Nullability.REQUIRED, keys, "", "")),
            Set.of(),
            Map.of()));
  }

  /** Holds the writer in an open transaction, from when it is reached until it is let go. */
  static final class Barrier implements Runnable {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Override
    public void run() {
      reached.countDown();
      WriterProbe.await(free);
    }

    void awaitReached() {
      WriterProbe.await(reached);
    }

    void letGo() {
      free.countDown();
    }
  }

  /** Waits until the latch is open. */
  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
