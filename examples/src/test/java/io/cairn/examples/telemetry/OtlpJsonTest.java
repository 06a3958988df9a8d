package io.cairn.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.TemplateQuery;
import io.cairn.registry.telemetry.ValueType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("T1")
class OtlpJsonTest {
  private static final String RESOURCE =
      """
      "resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"shop"}},
        {"key":"host.name","value":{"stringValue":"h1"}}]}
      """;

  private final SchemaRegistry registry = EmbeddedRegistry.inMemory();
  private final Intake intake = new Intake(registry.telemetry());

  @AfterEach
  void close() {
    registry.close();
  }

  private void observe(String request) throws JsonProcessingException {
    new OtlpJson(intake).observe(new ObjectMapper().readTree(request));
    registry.flush();
  }

  private void observeLog(String record) throws JsonProcessingException {
    observe(
        "{\"resourceLogs\":[{"
            + RESOURCE
            + ",\"scopeLogs\":[{\"logRecords\":["
            + record
            + "]}]}]}");
  }

  private void observeAttribute(String value) throws JsonProcessingException {
    observeLog("{\"severityNumber\":9,\"attributes\":[{\"key\":\"a\",\"value\":" + value + "}]}");
  }

  private AttributeProfile attribute(Signal signal, AttributeKey key) {
    return registry.telemetry().details(signal).findAttribute(key).orElseThrow();
  }

  private AttributeProfile attribute() {
    return attribute(
        Signal.logs("shop", Severity.INFO), AttributeKey.of(FieldSource.LOG_RECORD, "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gauge                | GAUGE
          sum                  | SUM
          histogram            | HISTOGRAM
          exponentialHistogram | EXPONENTIAL_HISTOGRAM
          summary              | SUMMARY
          """)
  void everyKindOfMetricIsObservedByItsDataPoints(String data, String type) throws Exception {
    observe(
        """
        {"resourceMetrics":[{%s,"scopeMetrics":[{
          "scope":{"name":"lib","version":"1.0","attributes":[{"key":"team","value":{"stringValue":"x"}}]},
          "metrics":[{"name":"m","unit":"s","description":"a metric","%s":{"dataPoints":[
            {"timeUnixNano":"1772438400000000000","attributes":[{"key":"route","value":{"stringValue":"/"}}],
             "exemplars":[{"asDouble":1.5}]},
            {"timeUnixNano":"1772438401000000000"}]}}]}]}]}
        """
            .formatted(RESOURCE, data));

    SignalDetails details = registry.telemetry().details(Signal.metric("m"));
    assertThat(details.seen().count()).isEqualTo(2);
    assertThat(details.seen().first()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(details.findLatest(Aspect.TYPE)).contains(type);
    assertThat(details.findLatest(Aspect.UNIT)).contains("s");
    assertThat(details.findLatest(Aspect.DESCRIPTION)).contains("a metric");
    assertThat(details.findLatest(Aspect.SERVICE)).contains("shop");
    assertThat(details.findLatest(Aspect.SCOPE)).contains("lib@1.0");
    assertThat(details.attributes())
        .extracting(one -> one.key() + " " + one.seen().count())
        .containsExactly("resource:host.name 2", "scope:team 2", "data_point:route 1");
    assertThat(intake.count()).isEqualTo(2);
    assertThat(intake.findEarliest()).contains(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "aggregationTemporality":1,"isMonotonic":true | DELTA      | MONOTONIC
          "aggregationTemporality":2                    | CUMULATIVE | NON_MONOTONIC
          """)
  void aSumTellsItsTemporalityAndMonotonicity(String said, String temporality, String monotonicity)
      throws Exception {
    observe(
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","sum":{%s,"dataPoints":[{}]}}]}]}]}
        """
            .formatted(said));

    SignalDetails details = registry.telemetry().details(Signal.metric("m"));
    assertThat(details.findLatest(Aspect.TEMPORALITY)).contains(temporality);
    assertThat(details.findLatest(Aspect.MONOTONICITY)).contains(monotonicity);
    assertThat(details.findLatest(Aspect.SERVICE)).isEmpty();
  }

  @Test
  void aSpanHasEventsAndLinks() throws Exception {
    observe(
        """
        {"resourceSpans":[{%s,"scopeSpans":[{"spans":[{"name":"GET /","kind":2,
          "attributes":[{"key":"status","value":{"intValue":"200"}}],
          "events":[{"name":"exception","attributes":[{"key":"type","value":{"stringValue":"E"}}]},
                    {"name":"retry"}],
          "links":[{"attributes":[{"key":"offset","value":{"intValue":7}}]}]}]}]}]}
        """
            .formatted(RESOURCE));

    SignalDetails details = registry.telemetry().details(Signal.span("GET /", SpanKind.SERVER));
    assertThat(details.attributes())
        .extracting(one -> one.key() + " " + one.types() + " " + one.samples())
        .containsExactly(
            "resource:host.name [TEXT] [h1]",
            "span:status [BIGINT] [200]",
            "event:exception/type [TEXT] [E]",
            "link:offset [BIGINT] [7]");
    assertThat(details.values(Aspect.EVENT))
        .extracting(one -> one.value())
        .containsExactlyInAnyOrder("exception", "retry");
    assertThat(details.values(Aspect.LINK)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"stringValue":"text"}  | TEXT     | text
          {"stringValue":""}      | TEXT     | ``
          {"boolValue":true}      | BOOLEAN  | true
          {"boolValue":false}     | BOOLEAN  | false
          {"intValue":"10"}       | BIGINT   | 10
          {"intValue":-3}         | BIGINT   | -3
          {"doubleValue":637.704} | DOUBLE   | 637.704
          {"doubleValue":"NaN"}   | DOUBLE   | NaN
          {"bytesValue":"aGk="}   | BYTES    | aGk=
          {"arrayValue":{"values":[{"stringValue":"x"},{"stringValue":"y"}]}} | TEXT_ARRAY | ["x","y"]
          {"arrayValue":{"values":[{"intValue":"1"},{"intValue":"2"}]}}  | BIGINT_ARRAY | [1,2]
          {"arrayValue":{"values":[{"intValue":"1"},{"doubleValue":2.5}]}} | DOUBLE_ARRAY | [1,2.5]
          {"arrayValue":{"values":[{"boolValue":true}]}}  | BOOLEAN_ARRAY | [true]
          {"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"y"}]}} | JSON | [1,"y"]
          {"arrayValue":{}}       | JSON     | []
          {"kvlistValue":{"values":[{"key":"k","value":{"intValue":"1"}},{"key":"a","value":{}}]}} | JSON | {"a":null,"k":1}
          """)
  void anAttributeHasTheTypeOfItsValue(String value, ValueType type, String sample)
      throws Exception {
    observeAttribute(value);

    assertThat(attribute().types()).containsExactly(type);
    assertThat(attribute().peak().estimate()).isEqualTo(1);
    if (!sample.isEmpty()) {
      assertThat(attribute().samples()).containsExactly(sample);
    }
  }

  @Test
  void aValueOfNoKindIsNotThere() throws Exception {
    observeAttribute("{}");
    observeAttribute("{\"dateValue\":\"2026-01-01\"}");

    assertThat(registry.telemetry().details(Signal.logs("shop", Severity.INFO)).attributes())
        .extracting(one -> one.key().name())
        .containsExactly("host.name");
  }

  @Test
  void aLogRecordIsOneOfItsServiceAndSeverityAndItsBodyHasATemplate() throws Exception {
    observeLog(
        """
        {"observedTimeUnixNano":"1772438400000000000","severityNumber":18,"body":{"stringValue":"order 7 failed"}}
        """);

    assertThat(registry.telemetry().details(Signal.logs("shop", Severity.ERROR)).seen().last())
        .isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(registry.telemetry().templates(TemplateQuery.ALL, PageRequest.FIRST).items())
        .extracting(one -> one.template())
        .containsExactly("order <NUM> failed");
  }

  @Test
  void anEventHasANameAndTheEntriesOfItsBodyAreAttributes() throws Exception {
    observeLog(
        """
        {"eventName":"browser.page_view","severityNumber":9,"body":{"kvlistValue":{"values":[
          {"key":"url","value":{"stringValue":"/cart"}}]}}}
        """);

    assertThat(
            attribute(
                    Signal.event("browser.page_view"),
                    AttributeKey.of(FieldSource.LOG_RECORD, "body.url"))
                .samples())
        .containsExactly("/cart");
    assertThat(registry.telemetry().templates(TemplateQuery.ALL, PageRequest.FIRST).items())
        .isEmpty();
  }

  @Test
  void whatIsMissingOrUnknownDoesNoHarm() throws Exception {
    observe("{}");
    observe("{\"resourceMetrics\":null,\"resourceSpans\":[{}],\"resourceProfiles\":[1]}");
    observe("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"flags\":1}]}]}]}");
    observe("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\",\"kind\":99}]}]}]}");
    observe(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityNumber\":\"99\"}]}]}]}");

    assertThat(registry.telemetry().details(Signal.logs("", Severity.UNSPECIFIED)).seen().count())
        .isEqualTo(2);
    assertThat(registry.telemetry().details(List.of(Signal.span("s", SpanKind.UNSPECIFIED))))
        .hasSize(1);
    assertThat(intake.findEarliest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                        | the whole should be an object, and is []
          {"resourceLogs":{}}                       | resourceLogs should be an array, and is {}
          {"resourceSpans":[7]}                     | resourceSpans[0] should be an object, and is 7
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":5}]}]}]} | resourceSpans[0].scopeSpans[0].spans[0].name should be a text, and is 5
          {"resourceSpans":[{"scopeSpans":[{"spans":[{},{"startTimeUnixNano":"soon"}]}]}]} | spans[1].startTimeUnixNano should be a whole number, and is "soon"
          {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":[{"key":"a","value":{"doubleValue":"x"}}]}]}]}]} | attributes[0].value.doubleValue should be a number, and is "x"
          {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":[{"key":"a","value":{"boolValue":1}}]}]}]}]} | attributes[0].value.boolValue should be true or false, and is 1
          """)
  void whatIsWrongIsNamedWithItsPlace(String request, String message) {
    assertThatThrownBy(() -> observe(request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
