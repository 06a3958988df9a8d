package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.discovery.DiscoveryEngine;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do at once has the results of some order in which they could have done it one
 * after the other.
 */
class LinearizabilityTest {

  private static StressOptions threads(int threads) {
    return new StressOptions()
        .iterations(10)
        .invocationsPerIteration(300)
        .threads(threads)
        .actorsPerThread(3);
  }

  /** The memory store's commits and reads. */
  @Param(name = "subject", gen = IntGen.class, conf = "1:2")
  @Param(name = "revision", gen = IntGen.class, conf = "0:4")
  public static final class StoreOperations {
    private final MemoryStore store = new MemoryStore();

    private static Subject subject(int number) {
      return Subject.of("lin", "s" + number);
    }

    @Operation
    public String put(
        @Param(name = "subject") int subject, @Param(name = "revision") int revision) {
      StoreKey key = new StoreKey.OfSubject(subject(subject));
      return Commits.commit(store, Commits.expecting(key, revision, Commits.put(subject(subject))))
          .toString();
    }

    @Operation
    public long revision(@Param(name = "subject") int subject) {
      return store.versions().findSubject(subject(subject)).map(kept -> kept.revision()).orElse(0L);
    }

    @Operation
    public String changes() {
      return store.changesSince(0, 10).toString();
    }
  }

  /** Registering and reading the latest version. */
  @Param(name = "subject", gen = IntGen.class, conf = "1:2")
  @Param(name = "content", gen = IntGen.class, conf = "1:3")
  public static final class RegistryOperations {
    private static final Discovery NOTHING_INSTALLED = DiscoveryEngine.builder().build();

    private final SchemaRegistry registry =
        EmbeddedRegistry.builder(new MemoryStore()).discovery(NOTHING_INSTALLED).build();

    @Operation
    public String register(
        @Param(name = "subject") int subject, @Param(name = "content") int content) {
      Schema schema = Schema.of(Field.nullable("f" + content, ScalarType.INT));
      Registration done = registry.register(StoreOperations.subject(subject), schema);
      return done.outcome() + " " + done.version().version();
    }

    @Operation
    public int latest(@Param(name = "subject") int subject) {
      return registry
          .schemas()
          .findLatest(StoreOperations.subject(subject))
          .map(version -> version.version())
          .orElse(0);
    }
  }

  /** Gives numbers as a registry must not: it reads, and then writes. */
  public static final class RacyNumbers {
    private volatile int last;

    /** Lets another thread in between, also where there is one processor only. */
    @Operation
    @SuppressWarnings("ThreadPriorityCheck")
    public int next() {
      int next = last + 1;
      Thread.yield();
      last = next;
      return next;
    }
  }

  @Test
  @Tag("W9")
  void commitsAndReadsOfTheMemoryStoreAreLinearizable() {
    threads(2).check(StoreOperations.class);
    threads(3).check(StoreOperations.class);
  }

  @Test
  @Tag("R1")
  void registrationsAndLookUpsAreLinearizable() {
    threads(2).invocationsPerIteration(100).check(RegistryOperations.class);
    threads(3).iterations(5).invocationsPerIteration(50).check(RegistryOperations.class);
  }

  @Test
  void aRaceIsFound() {
    assertThatThrownBy(
            () ->
                threads(2)
                    .minimizeFailedScenario(false)
                    .invocationsPerIteration(10_000)
                    .check(RacyNumbers.class))
        .isInstanceOf(LincheckAssertionError.class);
  }
}
