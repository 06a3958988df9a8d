package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.Style;
import io.cairn.examples.quickstart.Views;
import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TimeRange;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reports on a morning of a small shop, then on a deploy that drops an attribute which somebody
 * reads.
 */
final class SampleTour {
  private static final List<String> MORNING =
      List.of("metrics.ndjson", "traces.json", "logs.ndjson", "gateway.log");
  private static final String AFTER_DEPLOY = "after-deploy.ndjson";
  private static final Instant DEPLOY = Instant.parse("2026-03-02T14:00:00Z");

  /** The samples are of that day; so it is now. */
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-02T16:00:00Z"), ZoneOffset.UTC);

  private static final Subject ORDERS = Signal.metric("orders.placed").subject();
  private static final Subject DURATION = Signal.metric("http.server.request.duration").subject();

  private final Path data;
  private final Path file;
  private final Style style;
  private final PrintStream out;

  SampleTour(Path data, Path file, Style style, PrintStream out) {
    this.data = data;
    this.file = file;
    this.style = style;
    this.out = out;
  }

  void run() {
    try (SchemaRegistry registry = SqliteRegistry.builder(file).clock(NOW).open()) {
      Report report = new Report(registry.telemetry(), style, out);
      Deploys deploys = new Deploys(registry, CompatibilityMode.FORWARD);
      MORNING.forEach(name -> observe(registry, name));
      step(1, "Which service sends what, with which attributes?");
      report.services();
      step(2, "Which attributes explode, and since when?");
      report.cardinality();
      step(3, "Which patterns make up the logs?");
      report.templates();
      step(4, "Of which metrics are different things said?");
      report.conflicts();
      step(5, "Who produces it, and who reads it?");
      registerAndRead(registry, deploys);
      step(6, "A deploy drops an attribute");
      deploy(registry, deploys);
    }
    step(7, "All of it is in one file");
    Queries.print(file, style, out);
    out.println("\nNow yours: " + style.title("./telemetry-report otlp.json app.log"));
  }

  private void step(int number, String title) {
    out.println("\n" + style.title(number + ". " + title) + "\n");
  }

  private void observe(SchemaRegistry registry, String name) {
    Intake intake = new Intake(registry.telemetry());
    String format = new TelemetryFile(data.resolve(name)).observe(intake, progress -> {});
    registry.flush();
    out.println(
        name + style.faint("  " + format + " · " + Views.count(intake.count(), "observation")));
  }

  /** What there is gets versions, and those who read it say so. */
  private void registerAndRead(SchemaRegistry registry, Deploys deploys) {
    for (Deploys.Look look : deploys.looks(TimeRange.ALL)) {
      Registration unused = deploys.register(look, "seen before the deploy");
    }
    Participant sales = new Participant("sales by region", "dashboard");
    Participant latency = new Participant("latency by route", "dashboard");
    Participant errors = new Participant("too many errors", "alert");
    registry
        .lineage()
        .report(
            Usage.consumed(ORDERS, sales)
                .withVersion(1)
                .withFields("data_point:shop\\.region", "data_point:payment\\.method"));
    registry
        .lineage()
        .report(
            Usage.consumed(DURATION, latency).withVersion(1).withFields("data_point:http\\.route"));
    registry
        .lineage()
        .report(
            Usage.consumed(DURATION, errors)
                .withVersion(1)
                .withFields("data_point:http\\.response\\.status_code"));
    registry.flush();
    out.print(new Participants(registry).render(style));
  }

  private void deploy(SchemaRegistry registry, Deploys deploys) {
    observe(registry, AFTER_DEPLOY);
    for (Deploys.Look look : deploys.looks(TimeRange.since(DEPLOY))) {
      if (look.isChanged()) {
        out.println("\n  " + style.title(look.signal().toString()));
        out.print(Views.indented(look.diff().orElseThrow().explain()));
        register(registry, deploys, look);
      }
    }
  }

  private void register(SchemaRegistry registry, Deploys deploys, Deploys.Look look) {
    try {
      Registration done = deploys.register(look, "seen after the deploy");
      out.println("  " + style.good("registered as version " + done.version().version()));
    } catch (IncompatibleSchemaException refused) {
      out.print(
          "  "
              + style.bad("refused: ")
              + Views.indented(
                      registry.lineage().impact(look.signal().subject(), look.schema()).explain())
                  .stripLeading());
    }
  }
}
