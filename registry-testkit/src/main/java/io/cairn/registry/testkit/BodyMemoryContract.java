package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies are in memory as far as there is room, and read again otherwise. */
public interface BodyMemoryContract extends StoreUnderTest {
  /** Versions of one subject that {@link #fill} registers, with one field more each. */
  int VERSIONS = 60;

  private SchemaRegistry open(long maxBodyBytes) {
    return EmbeddedRegistry.builder(openStore())
        .clock(new TestClock())
        .maxBodyBytes(maxBodyBytes)
        .build();
  }

  private static Schema schema(int version) {
    Schema.Builder schema = Schema.builder();
    for (int i = 1; i <= version; i++) {
      schema.field(Field.nullable("f" + i, ScalarType.TEXT));
    }
    return schema.build();
  }

  private static void fill(SchemaRegistry registry) {
    registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL_TRANSITIVE);
    for (int version = 1; version <= VERSIONS; version++) {
      registry.register(ORDERS, schema(version));
    }
  }

  private static List<SchemaVersion> all(SchemaRegistry registry) {
    List<SchemaVersion> all = new ArrayList<>();
    for (int version = 1; version <= VERSIONS; version++) {
      all.add(registry.schemas().version(ORDERS, version));
    }
    return all;
  }

  private static long count(SchemaRegistry registry, Counter counter) {
    return registry.operations().measurements().count(counter);
  }

  @Test
  @Tag("K11")
  @Tag("R2")
  default void withoutMemoryForBodiesTheAnswersAreTheSame() {
    List<SchemaVersion> expected;
    try (SchemaRegistry registry = openRegistry()) {
      fill(registry);
      expected = all(registry);
    }
    for (long room : new long[] {0, 1, 2_000, Long.MAX_VALUE}) {
      try (SchemaRegistry registry = open(room)) {
        assertThat(all(registry)).isEqualTo(expected);
        assertThat(registry.latest(ORDERS)).isEqualTo(expected.get(VERSIONS - 1));
        for (SchemaVersion version : expected) {
          assertThat(registry.schemas().schema(version.id())).isEqualTo(version.schema());
          assertThat(registry.schemas().versionsOf(version.id())).containsExactly(version.ref());
          assertThat(registry.schemas().findByContent(ORDERS, schema(version.version())))
              .contains(version);
        }
        assertThat(registry.evolution().check(ORDERS, Schema.of()).isCompatible()).isTrue();
        assertThat(registry.register(ORDERS, schema(3)).outcome()).isEqualTo(Outcome.KNOWN_OLDER);
      }
    }
  }

  @Test
  @Tag("K11")
  default void withoutMemoryForBodiesARegistryIsWrittenToAllTheSame() {
    try (SchemaRegistry registry = open(0)) {
      fill(registry);
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(schema(VERSIONS));
      assertThat(registry.schemas().revertTo(ORDERS, 2, "", "").version().version())
          .isEqualTo(VERSIONS + 1);
      assertThat(registry.latest(ORDERS).layout())
          .isEqualTo(registry.schemas().version(ORDERS, 2).layout());
      assertThat(count(registry, Counter.BODY_EVICTIONS)).isZero();
    }
  }

  @Test
  @Tag("K9")
  default void aBodyInMemoryIsNotReadAgain() {
    try (SchemaRegistry registry = openRegistry()) {
      fill(registry);
      assertThat(count(registry, Counter.BODY_LOADS)).isZero();
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(count(registry, Counter.BODY_LOADS)).isZero();
      all(registry);
      all(registry);
      assertThat(count(registry, Counter.BODY_LOADS)).isEqualTo(VERSIONS);
      assertThat(count(registry, Counter.BODY_EVICTIONS)).isZero();
    }
  }

  @Test
  @Tag("K9")
  default void bodiesThatNobodyLookedAtLatelyMakeRoomFirst() {
    try (SchemaRegistry registry = openRegistry()) {
      fill(registry);
    }
    try (SchemaRegistry registry = open(20_000)) {
      all(registry);
      long loads = count(registry, Counter.BODY_LOADS);
      assertThat(count(registry, Counter.BODY_EVICTIONS)).isPositive();
      for (int version = 1; version < VERSIONS; version++) {
        registry.schemas().version(ORDERS, version);
        registry.latest(ORDERS);
      }
      assertThat(count(registry, Counter.BODY_LOADS)).isLessThan(loads + VERSIONS);
      loads = count(registry, Counter.BODY_LOADS);
      registry.latest(ORDERS);
      assertThat(count(registry, Counter.BODY_LOADS)).isEqualTo(loads);
      registry.schemas().version(ORDERS, 1);
      assertThat(count(registry, Counter.BODY_LOADS)).isEqualTo(loads + 1);
    }
  }

  @Test
  @Tag("K9")
  default void whatIsRegisteredTakesRoomToo() {
    try (SchemaRegistry registry = open(20_000)) {
      fill(registry);
      assertThat(count(registry, Counter.BODY_EVICTIONS)).isPositive();
      assertThat(registry.schemas().version(ORDERS, 1).schema()).isEqualTo(schema(1));
    }
  }

  @Test
  @Tag("K4")
  default void aHundredThreadsOnAColdVersionReadItsBodyOnce() throws Exception {
    try (SchemaRegistry registry = openRegistry()) {
      fill(registry);
    }
    int threads = 100;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (SchemaRegistry registry = openRegistry()) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<SchemaVersion>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(
            pool.submit(
                () -> {
                  start.await();
                  return registry.schemas().version(ORDERS, 7);
                }));
      }
      for (Future<SchemaVersion> answer : answers) {
        assertThat(answer.get()).isSameAs(answers.get(0).get());
      }
      assertThat(count(registry, Counter.BODY_LOADS)).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @Tag("K4")
  @Tag("K9")
  default void aReadThatFailedIsNotRemembered() {
    try (SchemaRegistry registry = openRegistry()) {
      fill(registry);
    }
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      store.failNextBodies(1);
      assertThatThrownBy(() -> registry.latest(ORDERS))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(new VersionRef(ORDERS, VERSIONS).toString());
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(schema(VERSIONS));
      assertThat(count(registry, Counter.BODY_LOAD_FAILURES)).isEqualTo(1);
      assertThat(count(registry, Counter.BODY_LOADS)).isEqualTo(2);
    }
  }

  @Test
  @Tag("K4")
  default void lessMemoryThanNoneIsRefused() {
    assertThatThrownBy(() -> EmbeddedRegistry.builder(new MemoryStore()).maxBodyBytes(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1");
  }
}
