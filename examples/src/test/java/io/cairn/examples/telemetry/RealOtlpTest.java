package io.cairn.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.TemplateQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples of OpenTelemetry's own specification are read. */
@Tag("T1")
@Tag("real-data")
class RealOtlpTest {
  private static final Path DATA =
      Path.of(Objects.requireNonNull(System.getProperty("cairn.data"), "cairn.data"));

  private final SchemaRegistry registry = EmbeddedRegistry.inMemory();

  @AfterEach
  void close() {
    registry.close();
  }

  private List<String> signals(String file) {
    String format =
        new TelemetryFile(DATA.resolve("otlp").resolve(file))
            .observe(new Intake(registry.telemetry()), progress -> {});
    registry.flush();
    assertThat(format).isEqualTo("OTLP");
    return Signals.of(registry.telemetry()).all().stream()
        .map(
            details ->
                details.signal()
                    + " "
                    + details.attributes().stream()
                        .map(one -> one.key() + " " + one.types())
                        .toList())
        .toList();
  }

  @Test
  void metrics() {
    assertThat(signals("metrics.json"))
        .containsExactly(
            "metric my.counter [scope:my.scope.attribute [TEXT], data_point:my.counter.attr"
                + " [TEXT]]",
            "metric my.exponential.histogram [scope:my.scope.attribute [TEXT],"
                + " data_point:my.exponential.histogram.attr [TEXT]]",
            "metric my.gauge [scope:my.scope.attribute [TEXT], data_point:my.gauge.attr [TEXT]]",
            "metric my.histogram [scope:my.scope.attribute [TEXT], data_point:my.histogram.attr"
                + " [TEXT]]");
  }

  @Test
  void spans() {
    assertThat(signals("trace.json"))
        .containsExactly(
            "span I'm a server span/SERVER [scope:my.scope.attribute [TEXT], span:my.span.attr"
                + " [TEXT]]");
  }

  @Test
  void logs() {
    assertThat(signals("logs.json"))
        .containsExactly(
            "log my.service/INFO [scope:my.scope.attribute [TEXT],"
                + " log_record:array.attribute [TEXT_ARRAY], log_record:boolean.attribute"
                + " [BOOLEAN], log_record:double.attribute [DOUBLE], log_record:int.attribute"
                + " [BIGINT], log_record:map.attribute [JSON], log_record:string.attribute"
                + " [TEXT]]");
    assertThat(registry.telemetry().templates(TemplateQuery.ALL, PageRequest.FIRST).items())
        .extracting(LogTemplate::template)
        .containsExactly("Example log record");
  }

  @Test
  void events() {
    assertThat(signals("events.json"))
        .containsExactly(
            "log browser.page_view/EVENT [scope:my.scope.attribute [TEXT],"
                + " log_record:body.referrer [TEXT], log_record:body.title [TEXT],"
                + " log_record:body.type [BIGINT], log_record:body.url [TEXT],"
                + " log_record:event.attribute [TEXT]]");
  }
}
