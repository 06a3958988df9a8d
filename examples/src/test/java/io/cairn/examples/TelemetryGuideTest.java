package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.telemetry.Redaction;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.CardinalityGrowth;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TemplateSettings;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says about telemetry is true. */
@Tag("T2")
class TelemetryGuideTest {
  private static final GuidePage GUIDE = GuidePage.read(Path.of("..", "docs", "telemetry.md"));

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream log = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private final TestClock clock = new TestClock();

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private SchemaRegistry openInMemory() {
    return EmbeddedRegistry.builder(new MemoryStore()).clock(clock).build();
  }

  private static void observe(SchemaRegistry registry) {
    // OBSERVE
    Metric requests = Metric.of("http.requests", MetricType.SUM).in("{request}");
    Telemetry telemetry = registry.telemetry();
    Observation observation = telemetry.observation(); // one for each thread, used again and again
    telemetry.observe(observation.metric(requests).service("shop").put("route", "/cart"));
    // OBSERVE

    // SIGNALS
    telemetry.observe(
        observation
            .span("POST /checkout", SpanKind.SERVER)
            .service("shop")
            .put("status", 500)
            .of(FieldSource.RESOURCE)
            .put("host.name", "h1")
            .event("exception")
            .put("exception.type", "DeclinedException"));
    telemetry.observe(observation.log(Severity.ERROR, "Order 7 failed").service("shop"));
    telemetry.observe(observation.record("orders").put("id", 7).put("country", "NZ"));
    // SIGNALS
  }

  private static void ask(Telemetry telemetry, PrintStream log) {
    // ASK
    SignalQuery ofShop = SignalQuery.of(SchemaKind.METRIC).of("shop").mostObservedFirst();
    Page<SignalSummary> page = telemetry.signals(ofShop, PageRequest.FIRST);
    for (SignalDetails details :
        telemetry.details(page.items().stream().map(SignalSummary::signal).toList())) {
      log.println(details.signal() + " in " + details.findLatest(Aspect.UNIT).orElse("?"));
      for (AttributeProfile attribute : details.attributes()) {
        log.println("  " + attribute.key() + " " + attribute.types() + attribute.samples());
      }
    }
    // ASK
  }

  private static void grow(Telemetry telemetry, Instant deploy, PrintStream log) {
    // GROWTH
    TimeRange dayBefore = TimeRange.before(deploy, Duration.ofDays(1));
    for (CardinalityGrowth grown : telemetry.growth(dayBefore, TimeRange.since(deploy), 10)) {
      log.println(grown.signal() + " " + grown.key() + ": " + grown.growth() + " more");
    }
    // GROWTH
  }

  private static SchemaRegistry open(Path file, Redaction noUsers) {
    // OPTIONS
    TelemetryOptions options =
        TelemetryOptions.builder()
            .flushInterval(Duration.ofSeconds(5))
            .retention(Duration.ofDays(90))
            .redaction(noUsers)
            .templates(service -> TemplateSettings.DEFAULTS.similarity(0.5))
            .build();
    SchemaRegistry registry = SqliteRegistry.builder(file).telemetry(options).open();
    // OPTIONS
    return registry;
  }

  private static Redaction redaction() {
    // REDACTION
    Redaction noUsers =
        new Redaction() {
          @Override
          public String sample(Signal signal, AttributeKey key, String value) {
            return key.name().startsWith("user.") ? "" : value;
          }

          @Override
          public String example(Signal signal, String body) {
            return "";
          }
        };
    // REDACTION
    return noUsers;
  }

  private static void deploy(
      SchemaRegistry registry, Signal placed, Instant deploy, PrintStream log) {
    Telemetry telemetry = registry.telemetry();
    TimeRange dayBefore = TimeRange.before(deploy, Duration.ofDays(1));
    // DEPLOY
    Subject orders = Signal.metric("orders.placed").subject(); // telemetry.metric.orders\.placed
    registry.evolution().changeMode(orders, CompatibilityMode.FORWARD);
    registry.register(orders, telemetry.schema(placed, dayBefore));

    Schema now = telemetry.schema(placed, TimeRange.since(deploy));
    log.println(registry.evolution().diff(registry.latest(orders).schema(), now).explain());
    log.println(registry.lineage().impact(orders, now).explain());
    // DEPLOY
  }

  @Test
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/TelemetryGuideTest.java"));
    assertThat(GUIDE.all("(?s)\n```java\n(.*?)\n```"))
        .containsExactly(
            Stream.of("OBSERVE", "SIGNALS", "ASK", "GROWTH", "OPTIONS", "REDACTION", "DEPLOY")
                .map(name -> test.only("(?s) // " + name + "\n(.*?)\n *// " + name + "\n"))
                .map(String::stripIndent)
                .toArray(String[]::new));
  }

  @Test
  void whatIsObservedIsThereAfterAFlush() {
    try (SchemaRegistry registry = openInMemory()) {
      observe(registry);
      registry.flush();
      ask(registry.telemetry(), log);

      assertThat(printed())
          .isEqualTo(
              "metric http.requests in {request}%n  data_point:route [TEXT][/cart]%n".formatted());
      assertThat(
              registry
                  .telemetry()
                  .details(Signal.span("POST /checkout", SpanKind.SERVER))
                  .attributes())
          .extracting(one -> one.key().toString())
          .containsExactly("resource:host.name", "span:status", "event:exception/exception.type");
    }
  }

  @Test
  void anAttributeThatExplodesIsFound() {
    try (SchemaRegistry registry = openInMemory()) {
      observeUsers(registry, 2);
      clock.advance(Duration.ofHours(1));
      Instant deploy = clock.instant();
      observeUsers(registry, 50);
      registry.flush();
      grow(registry.telemetry(), deploy, log);
    }

    assertThat(printed())
        .isEqualTo("metric http.requests data_point:user.id: 48 more%n".formatted());
  }

  private static void observeUsers(SchemaRegistry registry, int users) {
    Metric requests = Metric.of("http.requests", MetricType.SUM);
    Observation observation = registry.telemetry().observation();
    for (int user = 0; user < users; user++) {
      registry.telemetry().observe(observation.metric(requests).put("user.id", "u" + user));
    }
  }

  @Test
  @Tag("T14")
  void whatIsRedactedIsNotKept() {
    try (SchemaRegistry registry = open(folder.resolve("registry.db"), redaction())) {
      observeUsers(registry, 3);
      observe(registry);
      registry.flush();

      assertThat(registry.telemetry().details(Signal.metric("http.requests")).attributes())
          .extracting(one -> one.key().name() + " " + one.peak().estimate() + one.samples())
          .containsExactly("route 1[/cart]", "user.id 3[]");
    }
  }

  @Test
  void aDeployThatDropsAnAttributeIsRefusedAsTheGuideShows() {
    Signal placed = Signal.metric("orders.placed");
    try (SchemaRegistry registry = openInMemory()) {
      Metric metric = Metric.of("orders.placed", MetricType.SUM);
      Telemetry telemetry = registry.telemetry();
      Observation observation = telemetry.observation();
      telemetry.observe(observation.metric(metric).put("shop.region", "eu"));
      clock.advance(Duration.ofHours(1));
      telemetry.observe(observation.metric(metric));
      registry
          .lineage()
          .report(
              Usage.consumed(placed.subject(), new Participant("sales by region", "dashboard"))
                  .withVersion(1)
                  .withFields("data_point:shop\\.region"));
      registry.flush();

      deploy(registry, placed, clock.instant(), log);
    } catch (IncompatibleSchemaException refused) {
      throw new AssertionError(refused);
    }
    assertThat(printed().lines())
        .containsAll(GUIDE.only("(?s)\n```\n(- data_point.*?)\n```").lines().toList());
    assertThat(placed.subject()).hasToString("telemetry.metric.orders\\.placed");
  }

  @Test
  void theDefaultsAreThoseOfTheGuide() {
    TelemetryOptions defaults = TelemetryOptions.DEFAULTS;
    assertThat(defaults.flushInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(defaults.window()).isEqualTo(Duration.ofHours(1));
    assertThat(defaults.retention()).isEqualTo(Duration.ofDays(30));
    assertThat(GUIDE.text())
        .contains("| `maxSignals` | " + number(defaults.maxSignals()) + " |")
        .contains(
            number(defaults.maxAttributesPerSignal()) + ", " + number(defaults.maxAttributes()))
        .contains("| `maxValuesPerAspect` | " + number(defaults.maxValuesPerAspect()) + ":")
        .contains("| `maxSketchBytes` | " + (defaults.maxSketchBytes() >> 20) + " MiB |")
        .contains("| `maxSampleLength` | " + number(defaults.maxSampleLength()) + " characters")
        .contains("| `maxTemplates` | " + number(defaults.maxTemplates()) + " of all logs |")
        .contains(number(Observation.MAX_ATTRIBUTES) + " attributes of an observation");
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
