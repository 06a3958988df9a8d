package io.cairn.examples.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Monotonicity;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.Temporality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Observes what requests of OpenTelemetry's protocol bring: metrics, spans and log records, in the
 * protocol's JSON form. Whatever is missing is left out, whatever is unknown is skipped. Not
 * thread-safe.
 *
 * <p>A span happened when it began. A log record's body is its text; the entries of one that is a
 * list of keys and values are attributes whose names begin with {@code body.}.
 */
final class OtlpJson {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final int MAX_SEVERITY = 24;

  /** By their numbers in the protocol. */
  private static final List<SpanKind> SPAN_KINDS =
      List.of(
          SpanKind.UNSPECIFIED,
          SpanKind.INTERNAL,
          SpanKind.SERVER,
          SpanKind.CLIENT,
          SpanKind.PRODUCER,
          SpanKind.CONSUMER);

  private static final Map<String, MetricType> DATA =
      new TreeMap<>(
          Map.of(
              "gauge", MetricType.GAUGE,
              "sum", MetricType.SUM,
              "histogram", MetricType.HISTOGRAM,
              "exponentialHistogram", MetricType.EXPONENTIAL_HISTOGRAM,
              "summary", MetricType.SUMMARY));

  private final Intake intake;

  OtlpJson(Intake intake) {
    this.intake = intake;
  }

  /** Who emitted something: a resource, and an instrumentation scope. */
  private record Origin(JsonPlace resource, JsonPlace scope) {}

  /** Takes each of what there is in a resource's scope. */
  private interface Taker {
    void take(JsonPlace item, Origin from);
  }

  /**
   * Observes all that a request brings.
   *
   * @throws InvalidInputException if something in it is not as the protocol has it; it names the
   *     place, and what stands before that has been observed
   */
  void observe(JsonNode request) {
    JsonPlace root = JsonPlace.root(request);
    forEach(root.at("resourceMetrics"), "scopeMetrics", "metrics", this::metric);
    forEach(root.at("resourceSpans"), "scopeSpans", "spans", this::span);
    forEach(root.at("resourceLogs"), "scopeLogs", "logRecords", this::logRecord);
  }

  private static void forEach(JsonPlace resources, String scopes, String items, Taker taker) {
    for (JsonPlace resource : resources.elements()) {
      for (JsonPlace scope : resource.at(scopes).elements()) {
        Origin from = new Origin(resource.at("resource"), scope.at("scope"));
        scope.at(items).elements().forEach(item -> taker.take(item, from));
      }
    }
  }

  private void metric(JsonPlace metric, Origin from) {
    DATA.forEach(
        (name, type) -> {
          JsonPlace data = metric.at(name);
          Metric described = described(metric, data, type);
          for (JsonPlace point : data.at("dataPoints").elements()) {
            Observation observation = intake.observation().metric(described);
            OtlpAttributes.put(point.at("attributes"), "", observation);
            putOrigin(from, observation);
            observe(point.at("timeUnixNano"));
          }
        });
  }

  private static Metric described(JsonPlace metric, JsonPlace data, MetricType type) {
    return new Metric(
        metric.at("name").text(),
        type,
        metric.at("unit").text(),
        metric.at("description").text(),
        temporality(data.at("aggregationTemporality")),
        type == MetricType.SUM ? monotonicity(data.at("isMonotonic")) : null);
  }

  private static @Nullable Temporality temporality(JsonPlace number) {
    long its = number.integer();
    return its == 1 ? Temporality.DELTA : its == 2 ? Temporality.CUMULATIVE : null;
  }

  /** What is false is left out by the protocol. */
  private static Monotonicity monotonicity(JsonPlace flag) {
    return flag.isTrue() ? Monotonicity.MONOTONIC : Monotonicity.NON_MONOTONIC;
  }

  private void span(JsonPlace span, Origin from) {
    Observation observation =
        intake.observation().span(span.at("name").text(), kind(span.at("kind")));
    OtlpAttributes.put(span.at("attributes"), "", observation);
    putOrigin(from, observation);
    for (JsonPlace event : span.at("events").elements()) {
      observation.event(event.at("name").text());
      OtlpAttributes.put(event.at("attributes"), "", observation);
    }
    for (JsonPlace link : span.at("links").elements()) {
      OtlpAttributes.put(link.at("attributes"), "", observation.link());
    }
    observe(span.at("startTimeUnixNano"));
  }

  private static SpanKind kind(JsonPlace number) {
    long its = number.integer();
    return its < 0 || its >= SPAN_KINDS.size() ? SpanKind.UNSPECIFIED : SPAN_KINDS.get((int) its);
  }

  private void logRecord(JsonPlace log, Origin from) {
    JsonPlace body = log.at("body").at("stringValue");
    Observation observation =
        intake
            .observation()
            .log(severity(log.at("severityNumber")), body.isThere() ? body.text() : null);
    String eventName = log.at("eventName").text();
    if (!eventName.isEmpty()) {
      observation.named(eventName);
    }
    OtlpAttributes.put(log.at("attributes"), "", observation);
    OtlpAttributes.put(log.at("body").at("kvlistValue").at("values"), "body.", observation);
    putOrigin(from, observation);
    JsonPlace time = log.at("timeUnixNano");
    observe(time.integer() == 0 ? log.at("observedTimeUnixNano") : time);
  }

  private static Severity severity(JsonPlace number) {
    long its = number.integer();
    return its < 0 || its > MAX_SEVERITY ? Severity.UNSPECIFIED : Severity.ofNumber((int) its);
  }

  private static void putOrigin(Origin from, Observation observation) {
    JsonPlace resource = from.resource().at("attributes");
    observation
        .service(OtlpAttributes.text(resource, OtlpAttributes.SERVICE_NAME))
        .scope(from.scope().at("name").text(), from.scope().at("version").text());
    OtlpAttributes.putOfResource(resource, observation.of(FieldSource.RESOURCE));
    OtlpAttributes.put(from.scope().at("attributes"), "", observation.of(FieldSource.SCOPE));
  }

  private void observe(JsonPlace nanos) {
    long its = nanos.integer();
    if (its > 0) {
      intake.observe(Instant.ofEpochMilli(its / NANOS_A_MILLI));
    } else {
      intake.observe();
    }
  }
}
