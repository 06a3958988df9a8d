package io.cairn.registry.core.telemetry;

import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;

/** What an observation says of its signal beside its attributes; what is empty is not said. */
final class Sayings {
  /** The value under which links are counted. */
  static final String LINK = "link";

  private Sayings() {}

  /** Hears what is said. */
  interface Hearer {
    void hear(Aspect aspect, String value);
  }

  static void of(Recording from, Recording.Part part, Hearer hearer) {
    switch (part.owner) {
      case OBSERVATION -> ofWhole(from, hearer);
      case EVENT -> hearer.hear(Aspect.EVENT, part.event);
      case LINK -> hearer.hear(Aspect.LINK, LINK);
    }
  }

  private static void ofWhole(Recording from, Hearer hearer) {
    say(Aspect.SERVICE, from.service(), hearer);
    if (!from.scopeName().isEmpty()) {
      String version = from.scopeVersion().isEmpty() ? "" : "@" + from.scopeVersion();
      say(Aspect.SCOPE, from.scopeName() + version, hearer);
    }
    say(Aspect.UNIT, from.unit, hearer);
    Severity severity = from.severity();
    if (from.isNamed() && severity != null) {
      say(Aspect.SEVERITY, severity.name(), hearer);
    }
    Metric metric = from.metric();
    if (metric != null) {
      ofMetric(metric, hearer);
    }
  }

  private static void ofMetric(Metric metric, Hearer hearer) {
    say(Aspect.TYPE, metric.type().name(), hearer);
    say(Aspect.UNIT, metric.unit(), hearer);
    say(Aspect.DESCRIPTION, Names.cut(metric.description(), Signal.MAX_NAME_LENGTH), hearer);
    if (metric.temporality() != null) {
      say(Aspect.TEMPORALITY, metric.temporality().name(), hearer);
    }
    if (metric.monotonicity() != null) {
      say(Aspect.MONOTONICITY, metric.monotonicity().name(), hearer);
    }
  }

  private static void say(Aspect aspect, String value, Hearer hearer) {
    if (!value.isEmpty()) {
      hearer.hear(aspect, value);
    }
  }
}
