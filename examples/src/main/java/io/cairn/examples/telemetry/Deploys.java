package io.cairn.examples.telemetry;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what services emit into versions of schemas, and says what is different from before. */
final class Deploys {
  private final SchemaRegistry registry;
  private final CompatibilityMode mode;

  /**
   * The deploys that a registry sees.
   *
   * @param mode how signals may change that have no policy of their own yet
   */
  Deploys(SchemaRegistry registry, CompatibilityMode mode) {
    this.registry = registry;
    this.mode = mode;
  }

  /** What a signal looks like, and how that differs from its latest version, if it has one. */
  record Look(Signal signal, Schema schema, Optional<SchemaDiff> diff) {
    boolean isNew() {
      return diff.isEmpty();
    }

    boolean isChanged() {
      return diff.isPresent() && !diff.get().isEmpty();
    }
  }

  /** What all signals look like that were observed in a time up to now. */
  List<Look> looks(TimeRange range) {
    List<Look> looks = new ArrayList<>();
    for (SignalDetails details : Signals.of(registry.telemetry()).since(range.from())) {
      findSchema(details.signal(), range)
          .ifPresent(schema -> looks.add(look(details.signal(), schema)));
    }
    return looks;
  }

  private Look look(Signal signal, Schema schema) {
    Optional<SchemaVersion> latest = registry.schemas().findLatest(signal.subject());
    return new Look(
        signal, schema, latest.map(version -> registry.evolution().diff(version.schema(), schema)));
  }

  /** Nothing is known of windows that are not kept any more. */
  private Optional<Schema> findSchema(Signal signal, TimeRange range) {
    try {
      return Optional.of(registry.telemetry().schema(signal, range));
    } catch (NotFoundException unknown) {
      return Optional.empty();
    }
  }

  /** Registers what a signal looks like. */
  Registration register(Look look, String reason) {
    Subject subject = look.signal().subject();
    if (registry.evolution().findOwnPolicy(subject).isEmpty()) {
      registry.evolution().changeMode(subject, mode);
    }
    return registry.register(
        RegistrationRequest.builder(subject, look.schema()).reason(reason).build());
  }
}
