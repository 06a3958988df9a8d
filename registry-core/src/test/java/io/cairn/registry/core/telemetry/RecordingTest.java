package io.cairn.registry.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.SpanKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An observation that is used again says what a new one would say. */
class RecordingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static SchemaRegistry registry() {
    return EmbeddedRegistry.builder(new MemoryStore())
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .build();
  }

  private static List<SignalDetails> everything(SchemaRegistry registry) {
    registry.flush();
    List<SignalDetails> all = new ArrayList<>();
    for (SchemaKind kind :
        List.of(
            SchemaKind.METRIC,
            SchemaKind.SPAN,
            SchemaKind.LOG,
            SchemaKind.PROFILE,
            SchemaKind.RECORD)) {
      registry
          .telemetry()
          .signals(SignalQuery.of(kind), PageRequest.ofSize(PageRequest.MAX_SIZE))
          .items()
          .stream()
          .map(SignalSummary::signal)
          .map(registry.telemetry()::details)
          .map(RecordingTest::withSortedSamples)
          .forEach(all::add);
    }
    return all;
  }

  /** New observations may be counted apart from each other, whose samples have no order. */
  private static SignalDetails withSortedSamples(SignalDetails details) {
    List<AttributeProfile> attributes =
        details.attributes().stream()
            .map(
                one ->
                    new AttributeProfile(
                        one.key(),
                        one.seen(),
                        one.share(),
                        one.types(),
                        one.peak(),
                        one.samples().stream().sorted().toList()))
            .toList();
    return new SignalDetails(details.signal(), details.seen(), details.aspects(), attributes);
  }

  /** Something to be observed, the same each time. */
  private static Consumer<Observation> thing(long seed) {
    return observation -> {
      Random random = new Random(seed);
      begin(random, observation);
      for (int steps = random.nextInt(8); steps > 0; steps--) {
        step(random, observation);
      }
    };
  }

  private static void begin(Random random, Observation observation) {
    String name = "n" + random.nextInt(2);
    switch (random.nextInt(7)) {
      case 0 -> observation.metric(Metric.of(name, MetricType.GAUGE).in("s"));
      case 1 -> observation.metric(Metric.of(name, MetricType.SUM));
      case 2 -> observation.span(name, random.nextBoolean() ? SpanKind.SERVER : SpanKind.CLIENT);
      case 3 -> observation.log(Severity.WARN, random.nextBoolean() ? "slow " + name : null);
      case 4 -> observation.log(Severity.INFO, null).named(name);
      case 5 -> observation.profile(name, random.nextBoolean() ? "ns" : "");
      default -> observation.record(name);
    }
  }

  private static void step(Random random, Observation observation) {
    String attribute = "a" + random.nextInt(3);
    switch (random.nextInt(9)) {
      case 0 -> observation.service("s" + random.nextInt(2));
      case 1 -> observation.scope("lib", "" + random.nextInt(2));
      case 2 -> observation.atMillis(NOW.toEpochMilli() - random.nextInt(10_000_000));
      case 3 -> observation.event("e" + random.nextInt(2));
      case 4 -> observation.link();
      case 5 -> observation.of(FieldSource.RESOURCE);
      case 6 -> observation.put(attribute, random.nextInt(3));
      case 7 -> observation.put(attribute, random.nextBoolean());
      default -> observation.put(attribute, "v" + random.nextInt(3));
    }
  }

  private static List<SignalDetails> observed(
      long seed, int things, SchemaRegistry registry, Supplier<Observation> observations) {
    for (int i = 0; i < things; i++) {
      Observation observation = observations.get();
      thing(seed + i).accept(observation);
      registry.telemetry().observe(observation);
    }
    return everything(registry);
  }

  @Test
  void nothingOfAnEarlierObservationIsInALaterOne() {
    long seed = new Random().nextLong();
    for (int round = 0; round < 300; round++) {
      long first = seed + 1_000L * round;
      int things = 2 + round % 30;
      try (SchemaRegistry anew = registry();
          SchemaRegistry again = registry()) {
        Observation used = again.telemetry().observation();
        assertThat(observed(first, things, again, () -> used))
            .as("seed %s, %s things", first, things)
            .isNotEmpty()
            .isEqualTo(observed(first, things, anew, anew.telemetry()::observation));
      }
    }
  }

  @Test
  void whatIsRefusedIsAsIfItHadNotBeenSaid() {
    try (SchemaRegistry registry = registry()) {
      Observation observation = registry.telemetry().observation();
      observation.span("s", SpanKind.CLIENT).put("a", 1).event("e").put("b", 1).put("c", 1);
      observation.of(FieldSource.SPAN);
      assertThatThrownBy(() -> observation.put(nothing(), "x"))
          .isInstanceOf(NullPointerException.class);
      registry.telemetry().observe(observation.put("d", 1));
      assertThat(everything(registry).get(0).attributes())
          .extracting(one -> one.key().toString())
          .containsExactly("span:a", "span:d", "event:e/b", "event:e/c");
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
