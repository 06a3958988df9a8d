package io.cairn.registry.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.TelemetryDelta;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StripeTest {
  private final TelemetryOptions options = TelemetryOptions.DEFAULTS;
  private final Directory directory =
      Directory.of(new MemoryStore().telemetry(), options, new Overflow());
  private final WindowClock clock =
      new WindowClock(
          Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(100)), ZoneOffset.UTC),
          options.window(),
          options.retention());
  private final Stripe stripe =
      new Stripe(directory, clock, new StripeMemory(options, 1), () -> {});
  private final Recording recording = new Recording(stripe);

  private long attributesTaken() {
    Harvest harvest = new Harvest(options);
    stripe.take(harvest);
    return harvest.operations().stream()
        .map(Operation.AddTelemetry.class::cast)
        .map(Operation.AddTelemetry::delta)
        .filter(TelemetryDelta.OfAttribute.class::isInstance)
        .mapToLong(delta -> ((TelemetryDelta.OfAttribute) delta).tally().count())
        .sum();
  }

  @Test
  @Tag("T13")
  void shapesOfEndlesslyManyLongNamesAreForgottenInTimeAndCounted() {
    String padding = "x".repeat(500);
    int largest = 0;
    for (int i = 0; i < 100; i++) {
      recording.record("r");
      for (int name = 0; name < 1_000; name++) {
        recording.put(padding + i + "." + name, 1);
      }
      stripe.observe(recording);
      largest = Math.max(largest, stripe.shapeSize());
    }
    assertThat(largest).isBetween(Stripe.MAX_SHAPE_SIZE / 2, Stripe.MAX_SHAPE_SIZE);
    assertThat(attributesTaken()).isEqualTo(100_000);
  }

  @Test
  @Tag("T13")
  void moreShapesThanAreKnownAtOnceAreCountedAllTheSame() {
    for (int i = 0; i < 3 * Stripe.MAX_SHAPES; i++) {
      recording.record("r" + i).put("k", 1);
      stripe.observe(recording);
    }
    assertThat(attributesTaken()).isEqualTo(3L * Stripe.MAX_SHAPES);
    assertThat(attributesTaken()).isZero();
  }
}
