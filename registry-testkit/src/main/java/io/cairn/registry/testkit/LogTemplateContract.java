package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TemplateQuery;
import io.cairn.registry.telemetry.TemplateSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the bodies of logs have in common. */
public interface LogTemplateContract extends TelemetryUnderTest {
  Signal SHOP = Signal.logs("shop", Severity.INFO);

  private static void log(SchemaRegistry registry, int times, Signal logs, String body) {
    Severity severity = Severity.valueOf(logs.variant());
    observe(registry, times, o -> o.log(severity, body).service(logs.name()));
  }

  private static List<LogTemplate> all(SchemaRegistry registry, TemplateQuery query, int size) {
    registry.flush();
    List<LogTemplate> all = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(PageRequest.ofSize(size));
    while (next.isPresent()) {
      Page<LogTemplate> page = registry.telemetry().templates(query, next.get());
      all.addAll(page.items());
      next = page.findNext();
    }
    return all;
  }

  private static List<LogTemplate> of(SchemaRegistry registry, Signal logs) {
    return all(registry, TemplateQuery.of(logs), PageRequest.MAX_SIZE);
  }

  private static long sum(List<LogTemplate> templates) {
    return templates.stream().mapToLong(one -> one.seen().count()).sum();
  }

  @Test
  @Tag("T6")
  default void aTemplateHasItsExampleCountTimesAndShare() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      log(registry, 1, SHOP, "connected to 10.0.0.1 in 5 ms");
      clock.advance(Duration.ofMinutes(1));
      log(registry, 5, SHOP, "connected to 10.0.0.2 in 17 ms");
      log(registry, 2, SHOP, "cache is empty");
      observe(registry, 4, o -> o.log(Severity.INFO, null).service("shop"));
      assertThat(of(registry, SHOP))
          .extracting(
              one -> one.template(),
              one -> one.example(),
              one -> one.seen().count(),
              one -> one.seen().first(),
              one -> one.seen().last(),
              one -> one.share())
          .containsExactly(
              tuple(
                  "connected to <IP> in <NUM> ms",
                  "connected to 10.0.0.1 in 5 ms",
                  6L,
                  TestClock.START,
                  clock.instant(),
                  0.5),
              tuple(
                  "cache is empty",
                  "cache is empty",
                  2L,
                  clock.instant(),
                  clock.instant(),
                  2.0 / 12));
    }
  }

  @Test
  @Tag("T6")
  @Tag("T5")
  default void templatesOfServicesSeveritiesAndNamesDoNotMix() {
    Signal error = Signal.logs("shop", Severity.ERROR);
    Signal stock = Signal.logs("stock", Severity.INFO);
    try (SchemaRegistry registry = openObserving()) {
      log(registry, 3, SHOP, "started in 5 ms");
      log(registry, 2, error, "started in 7 ms");
      log(registry, 1, stock, "started in 9 ms");
      observe(registry, 4, o -> o.log(Severity.INFO, "started in 1 ms").named("start"));
      observe(registry, 5, o -> o.log(Severity.INFO, "started in 1 ms"));
      for (Signal logs :
          List.of(SHOP, error, stock, Signal.event("start"), Signal.logs("", Severity.INFO))) {
        assertThat(of(registry, logs))
            .singleElement()
            .satisfies(
                one -> {
                  assertThat(one.signal()).isEqualTo(logs);
                  assertThat(one.template()).isEqualTo("started in <NUM> ms");
                  assertThat(one.number()).isEqualTo(1);
                  assertThat(one.share()).isEqualTo(1);
                });
      }
      assertThat(all(registry, TemplateQuery.ALL, 10))
          .extracting(one -> one.seen().count())
          .containsExactly(5L, 4L, 3L, 2L, 1L);
      assertThat(of(registry, Signal.logs("nobody", Severity.INFO))).isEmpty();
    }
  }

  @Test
  @Tag("T6")
  default void pagesHaveEachTemplateOnceTheMostFrequentFirst() {
    Comparator<LogTemplate> order =
        Comparator.comparing((LogTemplate one) -> -one.seen().count())
            .thenComparing(LogTemplate::signal)
            .thenComparing(LogTemplate::number);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (SchemaRegistry registry = openObserving()) {
      for (String service : List.of("a", "b:1", ":")) {
        for (char c = 'a'; c < 'k'; c++) {
          String body = c + " happened";
          log(registry, 1 + random.nextInt(3), Signal.logs(service, Severity.INFO), body);
        }
      }
      List<LogTemplate> whole = all(registry, TemplateQuery.ALL, PageRequest.MAX_SIZE);
      assertThat(whole).as("seed %s", seed).hasSize(30).isSortedAccordingTo(order);
      for (int size : new int[] {1, 2, 7, 29, 30, 31}) {
        assertThat(all(registry, TemplateQuery.ALL, size))
            .as("seed %s, %s", seed, size)
            .isEqualTo(whole);
      }
      PageRequest foreign = PageRequest.ofSize(1).after("1:x:0:");
      assertThatThrownBy(() -> registry.telemetry().templates(TemplateQuery.ALL, foreign))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("1:x:0:");
    }
  }

  @Test
  @Tag("T7")
  default void aTemplateThatBecomesMoreGeneralKeepsItsNumberExampleAndCount() {
    try (SchemaRegistry registry = openObserving()) {
      log(registry, 3, SHOP, "user bob has logged in");
      assertThat(of(registry, SHOP))
          .extracting(LogTemplate::template)
          .containsExactly("user bob has logged in");
      log(registry, 2, SHOP, "user eve has logged in");
      assertThat(of(registry, SHOP))
          .extracting(
              one -> one.number(),
              one -> one.template(),
              one -> one.example(),
              one -> one.seen().count())
          .containsExactly(tuple(1L, "user <*> has logged in", "user bob has logged in", 5L));
    }
  }

  @Test
  @Tag("T7")
  default void eachBodyIsCountedByOneTemplateHoweverTheyChangeAndAcrossRestarts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TelemetryOptions.Builder options =
        quiet().templates(service -> TemplateSettings.DEFAULTS.similarity(0.5).maxClusters(30));
    long observed = 0;
    for (int opening = 0; opening < 4; opening++) {
      try (SchemaRegistry registry = openObserving(options)) {
        for (int i = 0; i < 1_000; i++) {
          StringBuilder body = new StringBuilder("do");
          for (int word = 0; word < 5; word++) {
            body.append(' ').append((char) ('a' + random.nextInt(1 + 2 * word)));
          }
          log(registry, 1, SHOP, body.toString());
          if (random.nextInt(50) == 0) {
            registry.flush();
          }
        }
        observed += 1_000;
        List<LogTemplate> found = of(registry, SHOP);
        assertThat(sum(found)).as("seed %s", seed).isEqualTo(observed);
        assertThat(found).as("seed %s", seed).hasSizeLessThanOrEqualTo(31);
        assertThat(found)
            .as("seed %s", seed)
            .filteredOn(one -> one.number() != 0)
            .extracting(LogTemplate::template)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  @Tag("T7")
  default void afterARestartTheSameLinesHaveTheSameNumbers() {
    List<String> lines =
        List.of("user bob has logged in", "disk is full", "user eve has logged in", "bye 17");
    List<LogTemplate> before = List.of();
    for (int opening = 1; opening <= 3; opening++) {
      try (SchemaRegistry registry = openObserving()) {
        lines.forEach(line -> log(registry, 1, SHOP, line));
        List<LogTemplate> found = of(registry, SHOP);
        assertThat(found).hasSize(3);
        assertThat(sum(found)).isEqualTo((long) opening * lines.size());
        if (opening > 1) {
          assertThat(found)
              .extracting(LogTemplate::number, LogTemplate::template, LogTemplate::example)
              .isEqualTo(
                  before.stream()
                      .map(one -> tuple(one.number(), one.template(), one.example()))
                      .toList());
        }
        before = found;
      }
    }
  }

  @Test
  @Tag("T7")
  default void eachServiceHasItsOwnSettings() {
    TelemetryOptions.Builder options =
        quiet()
            .templates(
                service ->
                    service.equals("raw")
                        ? TemplateSettings.DEFAULTS.masks(Set.of())
                        : TemplateSettings.DEFAULTS);
    try (SchemaRegistry registry = openObserving(options)) {
      Signal raw = Signal.logs("raw", Severity.INFO);
      log(registry, 1, raw, "took 17 ms");
      log(registry, 1, SHOP, "took 17 ms");
      assertThat(of(registry, raw)).extracting(LogTemplate::template).containsExactly("took 17 ms");
      assertThat(of(registry, SHOP))
          .extracting(LogTemplate::template)
          .containsExactly("took <NUM> ms");
    }
  }

  @Test
  @Tag("T13")
  default void aTemplateForEveryLineFindsNoRoomAndIsCountedTogether() {
    try (SchemaRegistry registry = openObserving(quiet().maxTemplates(50))) {
      for (int i = 0; i < 20_000; i++) {
        String word = Integer.toString(i, 26).replaceAll("[0-9]", "z");
        log(registry, 1, Signal.logs("s" + i % 4, Severity.INFO), word + " x" + i + " " + word);
        if (i % 5_000 == 0) {
          registry.flush();
        }
      }
      List<LogTemplate> found = all(registry, TemplateQuery.ALL, PageRequest.MAX_SIZE);
      assertThat(found).filteredOn(one -> one.number() != 0).hasSizeLessThanOrEqualTo(50);
      assertThat(sum(found)).isEqualTo(20_000);
      assertThat(registry.operations().health().reasons())
          .filteredOn(reason -> reason.contains("templates"))
          .hasSize(1);
    }
  }

  @Test
  @Tag("T13")
  default void bodiesOfAnyKindAreCounted() {
    List<String> bodies =
        List.of(
            "",
            " ",
            "\0",
            "\uD800",
            "\uDC00\uD800",
            "\n\t",
            "x".repeat(1 << 20),
            "<*>",
            "\uD83D\uDE00");
    try (SchemaRegistry registry = openObserving()) {
      bodies.forEach(body -> log(registry, 1, SHOP, body));
      List<LogTemplate> found = of(registry, SHOP);
      assertThat(sum(found)).isEqualTo(bodies.size());
      assertThat(found)
          .allSatisfy(
              one -> {
                assertThat(one.example().length()).isLessThan(5_000);
                assertThat(one.template().length()).isLessThan(10_000);
                assertThat(one.template()).doesNotContain("\0", "\uD800");
              });
    }
    try (SchemaRegistry registry = openObserving()) {
      bodies.forEach(body -> log(registry, 1, SHOP, body));
      assertThat(sum(of(registry, SHOP))).isEqualTo(2L * bodies.size());
    }
  }

  @Test
  @Tag("T7")
  default void settingsThatFailAreTheDefaults() {
    TelemetryOptions.Builder failing =
        quiet()
            .templates(
                service -> {
                  throw new IllegalStateException("no settings for " + service);
                });
    try (SchemaRegistry registry = openObserving(failing, new TestClock())) {
      log(registry, 3, SHOP, "paid 5 coins");

      assertThat(of(registry, SHOP))
          .extracting(LogTemplate::template)
          .containsExactly("paid <NUM> coins");
    }
  }
}
