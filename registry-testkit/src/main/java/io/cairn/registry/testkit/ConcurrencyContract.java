package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Registration;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.StillReferencedException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads at once. */
public interface ConcurrencyContract extends StoreUnderTest {

  private static <T> List<T> together(int threads, IntFunction<Callable<T>> task)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<T> own = task.apply(i);
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return own.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Schema numbered(int n) {
    return Schema.of(ID, Field.nullable("field_of_" + n, ScalarType.TEXT));
  }

  @Test
  @Tag("R1")
  default void sixtyFourThreadsOnOneSubjectGetContiguousVersions() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      List<List<Integer>> numbers =
          together(
              64,
              thread ->
                  () -> {
                    List<Integer> own = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                      Schema schema = numbered(thread * 4 + i);
                      Registration done = registry.register(ORDERS, schema);
                      assertThat(done.outcome()).isEqualTo(Outcome.CREATED);
                      assertThat(
                              registry.schemas().version(ORDERS, done.version().version()).schema())
                          .isEqualTo(schema);
                      own.add(done.version().version());
                    }
                    return own;
                  });
      assertThat(numbers.stream().flatMap(List::stream).sorted())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 256).boxed().toList());
      assertThat(numbers).allSatisfy(own -> assertThat(own).isSorted());
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.subjects().history(ORDERS)).hasSize(256);
    }
  }

  @Test
  @Tag("R1")
  default void oneContentRegisteredByManyThreadsIsOneVersion() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      List<Outcome> outcomes =
          together(32, thread -> () -> registry.register(ORDERS, V1).outcome());

      assertThat(outcomes).containsOnlyOnce(Outcome.CREATED);
      assertThat(registry.latest(ORDERS).version()).isEqualTo(1);
      assertThat(registry.subjects().history(ORDERS).get(0).seenCount()).isEqualTo(31);
    }
  }

  @Test
  @Tag("R17")
  default void ofManyThatExpectTheSameHeadOneWins() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      List<Boolean> won =
          together(
              16,
              thread ->
                  () -> {
                    try {
                      registry.register(
                          RegistrationRequest.builder(ORDERS, numbered(thread))
                              .expectedLatest(1)
                              .build());
                      return true;
                    } catch (VersionConflictException lost) {
                      return false;
                    }
                  });
      assertThat(won).containsOnlyOnce(true);
      assertThat(registry.latest(ORDERS).version()).isEqualTo(2);
    }
  }

  @Test
  @Tag("R16")
  default void aDraftEnabledByManyThreadsIsCheckedOnce() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(RegistrationRequest.builder(ORDERS, V1).draft().build());
      List<Outcome> outcomes =
          together(32, thread -> () -> registry.subjects().enable(ORDERS, 1).outcome());
      assertThat(outcomes)
          .containsOnlyOnce(Outcome.CREATED)
          .containsOnly(Outcome.CREATED, Outcome.KNOWN_LATEST);
    }
  }

  @Test
  @Tag("R16")
  default void enablingAndRegisteringRaceToAHistoryInOrder() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      for (int n = 0; n < 16; n++) {
        registry.register(RegistrationRequest.builder(ORDERS, numbered(n)).draft().build());
      }
      List<Boolean> live =
          together(
              32,
              thread ->
                  () -> {
                    try {
                      if (thread < 16) {
                        registry.subjects().enable(ORDERS, 2 + thread);
                      } else {
                        registry.register(ORDERS, numbered(thread));
                      }
                      return true;
                    } catch (IllegalTransitionException overtaken) {
                      return false;
                    }
                  });
      assertThat(live.subList(16, 32)).containsOnly(true);
      int expected = 1 + (int) live.stream().filter(done -> done).count();
      assertInOrder(registry, expected);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertInOrder(registry, registry.subjects().history(ORDERS).size() - drafts(registry));
    }
  }

  private static int drafts(SchemaRegistry registry) {
    return registry.subjects().find(ORDERS).orElseThrow().drafts().size();
  }

  /** Each live version follows the one before it, and no ordinal stands for two fields. */
  private static void assertInOrder(SchemaRegistry registry, int expected) {
    List<VersionDetails> live =
        registry.subjects().history(ORDERS).stream()
            .filter(details -> details.state() == VersionState.LIVE)
            .toList();
    assertThat(live).hasSize(expected);
    assertThat(live).extracting(details -> details.label()).doesNotHaveDuplicates();
    Map<Integer, FieldPath> fields = new HashMap<>();
    for (int i = 0; i < live.size(); i++) {
      VersionRef ref = live.get(i).ref();
      assertThat(live.get(i).previous()).isEqualTo(i == 0 ? 0 : live.get(i - 1).ref().version());
      registry
          .schemas()
          .version(ORDERS, ref.version())
          .layout()
          .ordinals()
          .forEach(
              (path, ordinal) ->
                  assertThat(fields.merge(ordinal, path, (known, again) -> known)).isEqualTo(path));
    }
    assertThat(registry.latest(ORDERS).version())
        .isEqualTo(live.get(live.size() - 1).ref().version());
  }

  @Test
  @Tag("R7")
  default void pinningAndDeletingRaceToAStateThatIsAllowed() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      for (int n = 1; n <= 8; n++) {
        registry.register(ORDERS, numbered(n));
      }
      // Eight pin a version each, seven delete one each: the last version is never deleted, so that
      // one pin at least succeeds whoever comes first.
      List<Boolean> done =
          together(
              15,
              thread ->
                  () -> {
                    int version = 1 + thread % 8;
                    try {
                      if (thread < 8) {
                        registry.subjects().activate(ORDERS, version);
                      } else {
                        registry.subjects().delete(ORDERS, version);
                      }
                      return true;
                    } catch (DeletedException | IllegalTransitionException refused) {
                      return false;
                    }
                  });
      int pinned = registry.subjects().find(ORDERS).orElseThrow().pinnedVersion();
      assertThat(pinned)
          .as("somebody has pinned a version, and nobody could delete it")
          .isPositive();
      assertThat(done.get(pinned - 1)).as("the pin that stands was said to succeed").isTrue();
      if (pinned < 8) {
        assertThat(done.get(7 + pinned)).as("the version pinned was not deleted").isFalse();
      }
      assertThat(registry.schemas().active(ORDERS).version()).isEqualTo(pinned);
    }
  }

  @Test
  @Tag("W9")
  default void aPurgeAndANewReferenceNeverBothSucceed() throws Exception {
    for (int round = 0; round < 20; round++) {
      var target = Subject.of("race", "target" + round);
      var referrer = Subject.of("race", "referrer" + round);
      try (SchemaRegistry registry = openRegistry()) {
        registry.register(target, V1);
        Schema referring =
            Schema.of(Field.required("t", new ReferenceType(new VersionRef(target, 1))));
        List<Boolean> done =
            together(
                2,
                thread ->
                    () -> {
                      try {
                        if (thread == 0) {
                          registry.register(referrer, referring);
                        } else {
                          registry.subjects().delete(target);
                          registry.subjects().purge(target);
                        }
                        return true;
                      } catch (DeletedException
                          | NotFoundException
                          | StillReferencedException refused) {
                        return false;
                      }
                    });
        assertThat(done).as("registered, purged").containsOnlyOnce(true);
      }
    }
  }

  @Test
  @Tag("W9")
  default void twoRegistriesOnOneStoreDoNotOverwriteEachOther() throws Exception {
    try (SchemaRegistry first = openRegistry()) {
      first.register(CUSTOMERS, V1);
    }
    try (var store = openStore()) {
      SchemaRegistry one = EmbeddedRegistry.builder(store).build();
      SchemaRegistry other = EmbeddedRegistry.builder(store).build();
      List<Integer> numbers =
          together(
              8,
              thread ->
                  () ->
                      (thread % 2 == 0 ? one : other)
                          .register(ORDERS, numbered(thread))
                          .version()
                          .version());
      assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  @Tag("W9")
  default void manyThatReferToOneVersionDoNotStarveEachOther() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      Schema referring =
          Schema.of(Field.required("order", new ReferenceType(new VersionRef(ORDERS, 1))));
      List<Integer> registered =
          together(
              32,
              thread ->
                  () -> {
                    for (int i = 0; i < 10; i++) {
                      registry.register(Subject.of("race", "s" + thread + "_" + i), referring);
                    }
                    return 10;
                  });
      assertThat(registered).hasSize(32).containsOnly(10);
      assertThat(registry.subjects().list("race")).hasSize(320);
    }
  }
}
