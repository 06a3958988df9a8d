package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.TelemetryUnderTest.open;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static io.cairn.registry.testkit.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.ParticipantInfo;
import io.cairn.registry.lineage.Participation;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.lineage.UsageWindow;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.telemetry.Seen;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who produces data of a subject, and who reads it. */
public interface LineageContract extends TelemetryUnderTest {
  private static Participant service(String name) {
    return Participant.service(name);
  }

  private static Participation only(List<Participation> participations) {
    assertThat(participations).hasSize(1);
    return participations.get(0);
  }

  private static Seen seen(long count, Instant first, Instant last) {
    return new Seen(count, first, last);
  }

  private static <T> List<T> all(Function<PageRequest, Page<T>> query, int size) {
    List<T> all = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(PageRequest.ofSize(size));
    while (next.isPresent()) {
      Page<T> page = query.apply(next.get());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
      all.addAll(page.items());
      next = page.findNext();
    }
    return all;
  }

  @Test
  @Tag("L1")
  default void whoProducesAndWhoReadsIsKeptWithVersionsAndFields() {
    Instant later = START.plusSeconds(60);
    try (SchemaRegistry registry = openRegistry()) {
      Lineage lineage = registry.lineage();
      lineage.report(Usage.produced(ORDERS, service("shop")).withVersion(2));
      Usage read = Usage.consumed(ORDERS, service("billing")).withVersion(1);
      lineage.report(read.withFields("id", "total"));
      lineage.report(read.withVersion(2).withFields("total").withTime(later));
      lineage.report(Usage.consumed(ORDERS, new Participant("sales", "dashboard")));
      registry.flush();

      Participation shop = only(lineage.producers(ORDERS));
      assertThat(shop.participant()).isEqualTo(service("shop"));
      assertThat(shop.versions()).isEqualTo(Map.of(2, seen(1, START, START)));
      assertThat(lineage.consumers(ORDERS))
          .extracting(one -> one.participant().toString())
          .containsExactly("dashboard sales", "service billing");
      Participation billing = lineage.consumers(ORDERS).get(1);
      assertThat(billing.seen()).isEqualTo(seen(2, START, later));
      assertThat(billing.versions())
          .isEqualTo(Map.of(1, seen(1, START, START), 2, seen(1, later, later)));
      assertThat(billing.fields())
          .isEqualTo(
              Map.of(
                  FieldPath.of("id"), seen(1, START, START),
                  FieldPath.of("total"), seen(2, START, later)));
      assertThat(billing.findUnnamed()).isEmpty();
      assertThat(billing.lastVersion()).hasValue(2);
      Participation sales = lineage.consumers(ORDERS).get(0);
      assertThat(sales.findUnnamed()).contains(seen(1, START, START));
      assertThat(sales.lastVersion()).isEmpty();
    }
  }

  @Test
  @Tag("L1")
  default void inWhichOrderReportsComeDoesNotMatter() {
    Usage use = Usage.consumed(ORDERS, service("billing")).withFields("id");
    try (SchemaRegistry registry = openRegistry()) {
      for (int minute : new int[] {7, 3, 9, 5}) {
        registry.lineage().report(use.withTime(START.minus(Duration.ofMinutes(minute))));
        registry.flush();
      }
      Seen expected =
          seen(4, START.minus(Duration.ofMinutes(9)), START.minus(Duration.ofMinutes(3)));

      Participation found = only(registry.lineage().consumers(ORDERS));
      assertThat(found.seen()).isEqualTo(expected);
      assertThat(found.versions()).isEqualTo(Map.of(0, expected));
      assertThat(found.fields()).isEqualTo(Map.of(FieldPath.of("id"), expected));
    }
  }

  @Test
  @Tag("L1")
  default void aSecondOpeningKnowsEverythingAndGoesOn() {
    Usage use = Usage.produced(ORDERS, service("shop")).withVersion(1).withFields("a\\.b[]");
    try (SchemaRegistry registry = openRegistry()) {
      registry.lineage().report(use);
    }
    try (SchemaRegistry registry = openRegistry()) {
      registry.lineage().report(use);
      registry.flush();

      Participation found = only(registry.lineage().producers(ORDERS));
      assertThat(found.seen().count()).isEqualTo(2);
      assertThat(found.fields()).containsOnlyKeys(FieldPath.parse("a\\.b[]"));
      assertThat(registry.lineage().usage(ORDERS, TimeRange.ALL))
          .containsExactly(new UsageWindow(START, 2, 0));
    }
  }

  @Test
  @Tag("L1")
  default void reportsAreWrittenWhenTheIntervalIsOverWithoutBeingAskedTo() {
    Usage use = Usage.produced(ORDERS, service("shop"));
    try (SchemaRegistry registry = openObserving()) {
      registry.lineage().report(use);
      assertThat(registry.lineage().producers(ORDERS)).isEmpty();
    }
    TelemetryOptions.Builder soon = TelemetryOptions.builder().flushInterval(Duration.ofMillis(1));
    try (SchemaRegistry registry = openObserving(soon)) {
      registry.lineage().report(use);
      Seen both = seen(2, START, START);
      while (!only(registry.lineage().producers(ORDERS)).seen().equals(both)
          && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      assertThat(only(registry.lineage().producers(ORDERS)).seen()).isEqualTo(both);
    }
  }

  @Test
  @Tag("L1")
  default void ofUnknownSubjectsAndParticipantsNothingIsKnown() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.lineage().producers(ORDERS)).isEmpty();
      assertThat(registry.lineage().consumers(ORDERS)).isEmpty();
      assertThat(registry.lineage().usage(ORDERS, TimeRange.ALL)).isEmpty();
      assertThat(registry.lineage().uses(service("shop"), PageRequest.FIRST).items()).isEmpty();
      assertThat(registry.lineage().orphans(PageRequest.FIRST).items()).isEmpty();
    }
  }

  @Test
  @Tag("L3")
  default void whatAParticipantUsesComesInPages() {
    List<SubjectUse> expected = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      for (int i = 0; i < 7; i++) {
        Subject subject = Subject.of("a.b", "t" + (9 - i)).ownedBy("o@" + i);
        registry.lineage().report(Usage.produced(subject, service("etl")));
        registry.lineage().report(Usage.consumed(subject, service("etl")));
        registry.lineage().report(Usage.consumed(subject, service("other")));
        registry.flush();
        expected.add(new SubjectUse(subject, Role.CONSUMER, seen(1, START, START)));
        expected.add(new SubjectUse(subject, Role.PRODUCER, seen(1, START, START)));
      }

      for (int size : new int[] {1, 2, 3, 100}) {
        assertThat(all(page -> registry.lineage().uses(service("etl"), page), size))
            .containsExactlyElementsOf(expected);
      }
      assertThatThrownBy(
              () -> registry.lineage().uses(service("etl"), PageRequest.FIRST.after("READER:a.b")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("READER:a.b");
    }
  }

  @Test
  @Tag("L3")
  default void orphansHaveAProducerAndNoConsumer() {
    List<Subject> expected = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(CUSTOMERS, V1);
      for (String name : List.of("a", "b", "ä", "\uFF5E", "\uD83D\uDE00")) {
        Subject subject = Subject.of("n", name);
        expected.add(subject);
        registry.lineage().report(Usage.produced(subject, service("shop")));
        registry.lineage().report(Usage.produced(subject.ownedBy("read"), service("shop")));
        registry.lineage().report(Usage.consumed(subject.ownedBy("read"), service("billing")));
        registry.lineage().report(Usage.consumed(subject.ownedBy("alone"), service("billing")));
      }
      registry.flush();

      for (int size : new int[] {1, 2, 5}) {
        assertThat(all(registry.lineage()::orphans, size)).containsExactlyElementsOf(expected);
      }
      registry.lineage().report(Usage.consumed(expected.get(1), service("billing")));
      registry.flush();
      assertThat(registry.lineage().orphans(PageRequest.FIRST).items())
          .hasSize(4)
          .doesNotContain(expected.get(1));
      assertThatThrownBy(() -> registry.lineage().orphans(PageRequest.FIRST.after("a\\")))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  @Tag("L3")
  default void usageOverTimeIsCountedByTheHourOfItsOwnTime() {
    TestClock clock = new TestClock();
    Usage made = Usage.produced(ORDERS, service("shop"));
    Usage read = Usage.consumed(ORDERS, service("billing"));
    Duration hour = Duration.ofHours(1);
    try (SchemaRegistry registry = openRegistry(clock)) {
      Lineage lineage = registry.lineage();
      lineage.report(made.withTime(START.plusMillis(3_599_999)));
      lineage.report(made.withTime(START.plus(hour)));
      lineage.report(read.withTime(START.plus(hour)));
      lineage.report(read.withTime(START.minusMillis(1)));
      lineage.report(made.withTime(START.plus(Duration.ofDays(9))));
      lineage.report(made.withTime(START.minus(Duration.ofDays(30))));
      lineage.report(made.withTime(START.minus(Duration.ofDays(30)).minusMillis(1)));
      registry.flush();

      UsageWindow first = new UsageWindow(START.minus(Duration.ofDays(30)), 1, 0);
      UsageWindow before = new UsageWindow(START.minus(hour), 0, 1);
      UsageWindow now = new UsageWindow(START, 2, 0);
      UsageWindow next = new UsageWindow(START.plus(hour), 1, 1);
      assertThat(lineage.usage(ORDERS, TimeRange.ALL)).containsExactly(first, before, now, next);
      assertThat(lineage.usage(ORDERS, new TimeRange(START.minus(hour), START.plus(hour))))
          .containsExactly(before, now);
      assertThat(lineage.usage(ORDERS, new TimeRange(Instant.MIN, START))).hasSize(2);
      assertThat(lineage.usage(ORDERS, new TimeRange(START.plusNanos(1), Instant.MAX)))
          .containsExactly(next);
      assertThat(only(lineage.producers(ORDERS)).seen())
          .isEqualTo(seen(5, START.minus(Duration.ofDays(30)).minusMillis(1), START.plus(hour)));
    }
  }

  @Test
  @Tag("L1")
  default void concurrentReportsAreAllCountedWhileOthersFlush() throws Exception {
    int threads = 8;
    int each = 2_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (SchemaRegistry registry = openRegistry()) {
      CountDownLatch start = new CountDownLatch(threads);
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String own = "service" + i;
        Callable<Boolean> work =
            () -> {
              start.countDown();
              start.await();
              for (int n = 0; n < each; n++) {
                report(registry, own, n);
              }
              return true;
            };
        running.add(pool.submit(work));
      }
      for (Future<Boolean> one : running) {
        assertThat(one.get()).isTrue();
      }
      registry.flush();

      List<Participation> all = registry.lineage().consumers(ORDERS);
      assertThat(all).hasSize(threads + 1);
      assertThat(all.stream().mapToLong(one -> one.seen().count()).sum())
          .isEqualTo((long) threads * each);
      for (Participation one : all) {
        long count = one.seen().count();
        assertThat(one.versions().values().stream().mapToLong(Seen::count).sum()).isEqualTo(count);
        assertThat(one.fields().values().stream().mapToLong(Seen::count).sum()).isEqualTo(count);
      }
      assertThat(registry.lineage().usage(ORDERS, TimeRange.ALL))
          .containsExactly(new UsageWindow(START, 0, (long) threads * each));
    } finally {
      pool.shutdownNow();
    }
  }

  private static void report(SchemaRegistry registry, String own, int n) {
    Participant participant = service(n % 2 == 0 ? own : "shared");
    registry
        .lineage()
        .report(Usage.consumed(ORDERS, participant).withVersion(n % 5).withFields("f" + n % 7));
    if (n % 200 == 0) {
      registry.flush();
    }
  }

  @Test
  @Tag("L1")
  default void reportsOutliveAFailedWriteAndAreCountedOnce() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = open(store, quiet(), new TestClock())) {
      Usage use = Usage.consumed(ORDERS, service("billing")).withVersion(3);
      registry.lineage().report(use.withFields("id"));
      store.failNext(Fault.NOT_WRITTEN);
      assertThatThrownBy(registry::flush).isInstanceOf(StoreException.class);
      registry.lineage().report(use);
      registry.flush();
      store.failNext(Fault.UNKNOWN_WRITTEN);
      registry.lineage().report(use);
      assertThatThrownBy(registry::flush).isInstanceOf(CommitOutcomeUnknownException.class);
      registry.flush();

      Participation found = only(registry.lineage().consumers(ORDERS));
      assertThat(found.seen().count()).isEqualTo(3);
      assertThat(found.versions()).isEqualTo(Map.of(3, seen(3, START, START)));
      assertThat(found.fields()).isEqualTo(Map.of(FieldPath.of("id"), seen(1, START, START)));
      assertThat(found.findUnnamed()).contains(seen(2, START, START));
      assertThat(registry.lineage().usage(ORDERS, TimeRange.ALL))
          .containsExactly(new UsageWindow(START, 0, 3));
    }
  }

  @Test
  @Tag("L1")
  default void aClosedRegistryCountsNothing() {
    SchemaRegistry registry = openRegistry();
    Lineage lineage = registry.lineage();
    registry.close();
    assertThatThrownBy(() -> lineage.report(Usage.produced(ORDERS, service("shop"))))
        .isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(registry::lineage).isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(() -> lineage.producers(ORDERS)).isInstanceOf(RegistryClosedException.class);
  }

  @Test
  @Tag("L1")
  default void aHundredThousandParticipantsAreCountedAndAThousandAreKept() {
    try (SchemaRegistry registry = openRegistry()) {
      for (int i = 0; i < 100_000; i++) {
        registry.lineage().report(Usage.consumed(ORDERS, service("pod-" + i)).withVersion(1));
      }
      registry.flush();
      checkCrowd(registry, 100_000);
    }
    try (SchemaRegistry registry = openRegistry()) {
      registry.lineage().report(Usage.consumed(ORDERS, service("pod-99999")).withVersion(1));
      registry.flush();
      checkCrowd(registry, 100_001);
    }
  }

  private static void checkCrowd(SchemaRegistry registry, int reports) {
    List<Participation> all = registry.lineage().consumers(ORDERS);
    assertThat(all).hasSize(1_001);
    assertThat(all.get(0).participant()).isEqualTo(Participant.OTHER);
    assertThat(all.get(0).seen().count()).isEqualTo(reports - 1_000);
    assertThat(all.stream().mapToLong(one -> one.seen().count()).sum()).isEqualTo(reports);
  }

  @Test
  @Tag("L1")
  default void fieldsAndVersionsWithoutRoomAreCountedAsNotSaid() {
    try (SchemaRegistry registry = openRegistry()) {
      for (int i = 1; i <= 300; i++) {
        registry
            .lineage()
            .report(Usage.consumed(ORDERS, service("billing")).withVersion(i).withFields("f" + i));
      }
      registry.flush();

      Participation found = only(registry.lineage().consumers(ORDERS));
      assertThat(found.seen().count()).isEqualTo(300);
      assertThat(found.versions()).hasSize(101).containsEntry(0, seen(200, START, START));
      assertThat(found.fields()).hasSize(256);
      assertThat(found.findUnnamed()).contains(seen(44, START, START));
    }
  }

  /** Asks again while the directory, which is waited for only so long, has said nothing. */
  private static List<Participation> informed(Supplier<List<Participation>> question) {
    List<Participation> answer = question.get();
    for (int i = 1; i < 100 && answer.stream().allMatch(one -> one.findInfo().isEmpty()); i++) {
      answer = question.get();
    }
    return answer;
  }

  @Test
  @Tag("L3")
  default void aDirectorySaysMoreAndNeverHarms() {
    ParticipantInfo info = new ParticipantInfo("mia", "https://b", ParticipantInfo.Liveness.UP);
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore())
            .clock(new TestClock())
            .participants(
                who -> {
                  if (who.id().equals("broken")) {
                    throw new IllegalStateException("injected");
                  }
                  return who.id().equals("known") ? Optional.of(info) : Optional.empty();
                })
            .build()) {
      for (String id : List.of("broken", "known", "unknown")) {
        registry.lineage().report(Usage.consumed(ORDERS, service(id)));
        registry.lineage().report(Usage.produced(ORDERS, service(id)));
      }
      registry.flush();

      assertThat(informed(() -> registry.lineage().consumers(ORDERS)))
          .extracting(Participation::findInfo)
          .containsExactly(Optional.empty(), Optional.of(info), Optional.empty());
      assertThat(informed(() -> registry.lineage().producers(ORDERS)).get(1).findInfo())
          .contains(info);
    }
  }

  @Test
  @Tag("L3")
  default void aDirectoryThatHangsIsNotWaitedForForEver() {
    CountDownLatch never = new CountDownLatch(1);
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore())
            .clock(new TestClock())
            .participants(
                who -> {
                  try {
                    never.await();
                  } catch (InterruptedException given) {
                    throw new IllegalStateException(given);
                  }
                  return Optional.empty();
                })
            .build()) {
      registry.lineage().report(Usage.consumed(ORDERS, service("billing")));
      registry.flush();
      assertThat(only(registry.lineage().consumers(ORDERS)).findInfo()).isEmpty();
    } finally {
      never.countDown();
    }
  }

  @Test
  @Tag("L3")
  default void windowsOfUsagesGoWhenTheirTimeIsOverThoughNothingIsObserved() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openRegistry(clock)) {
      registry.lineage().report(Usage.produced(ORDERS, service("shop")));
      registry.flush();
      clock.advance(Duration.ofDays(31));
      registry.lineage().report(Usage.produced(ORDERS, service("shop")));
      registry.flush();

      assertThat(registry.lineage().usage(ORDERS, TimeRange.ALL))
          .containsExactly(new UsageWindow(START.plus(Duration.ofDays(31)), 1, 0));
      assertThat(only(registry.lineage().producers(ORDERS)).seen().count()).isEqualTo(2);
    }
  }
}
