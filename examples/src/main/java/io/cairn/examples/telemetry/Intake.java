package io.cairn.examples.telemetry;

import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands observations to a registry, one after the other, and remembers how many there were and of
 * which time. Not thread-safe.
 */
final class Intake {
  private final Telemetry telemetry;
  private final Observation observation;
  private long count;
  private @Nullable Instant earliest;

  Intake(Telemetry telemetry) {
    this.telemetry = telemetry;
    observation = telemetry.observation();
  }

  /** The observation to fill in, again and again. */
  Observation observation() {
    return observation;
  }

  /** Observes what was filled in. */
  void observe() {
    telemetry.observe(observation);
    count++;
  }

  /** Observes what was filled in, of a time. */
  void observe(Instant time) {
    observation.at(time);
    observe();
    if (earliest == null || time.isBefore(earliest)) {
      earliest = time;
    }
  }

  long count() {
    return count;
  }

  /** The earliest time that was told; empty if none was. */
  Optional<Instant> findEarliest() {
    return Optional.ofNullable(earliest);
  }
}
