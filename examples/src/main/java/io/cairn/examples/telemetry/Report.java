package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.Style;
import io.cairn.examples.quickstart.Table;
import io.cairn.examples.quickstart.Table.Align;
import io.cairn.examples.quickstart.Views;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeCardinality;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.CardinalityGrowth;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TemplateQuery;
import io.cairn.registry.telemetry.TimeRange;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What services emit, as text: each part answers one question. */
final class Report {
  private static final int MAX_SIGNALS = 40;
  private static final int MAX_ATTRIBUTES = 8;
  private static final int MAX_TEMPLATES = 10;
  private static final int MAX_VALUES = 3;

  /** Fewer values more are no growth to speak of. */
  private static final int MIN_GROWTH = 10;

  private static final Set<FieldSource> OWN =
      EnumSet.complementOf(EnumSet.of(FieldSource.RESOURCE, FieldSource.SCOPE));

  private final Telemetry telemetry;
  private final Style style;
  private final PrintStream out;

  Report(Telemetry telemetry, Style style, PrintStream out) {
    this.telemetry = telemetry;
    this.style = style;
    this.out = out;
  }

  /** Which service sends what, with which attributes. */
  void services() {
    Signals.of(telemetry)
        .byService()
        .forEach(
            (service, signals) -> {
              out.println("  " + style.title(service.isEmpty() ? "(no service)" : service));
              signals.stream().limit(MAX_SIGNALS).forEach(one -> signal(service, one));
              if (signals.size() > MAX_SIGNALS) {
                int more = signals.size() - MAX_SIGNALS;
                out.println("    … and " + Views.count(more, "signal") + " more");
              }
            });
  }

  private void signal(String service, SignalDetails details) {
    String facts =
        List.of(Aspect.TYPE, Aspect.UNIT).stream()
            .flatMap(aspect -> details.values(aspect).stream().limit(MAX_VALUES))
            .map(value -> value.value().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    out.println(
        "    "
            + title(details)
            + "  "
            + style.faint(
                Views.count(count(service, details), "time")
                    + (facts.isEmpty() ? "" : ", " + facts)
                    + shared(details)));
    String attributes =
        details.attributes().stream()
            .filter(attribute -> OWN.contains(attribute.key().source()))
            .map(Report::attribute)
            .collect(Collectors.joining(", "));
    if (!attributes.isEmpty()) {
      out.println("      " + attributes);
    }
  }

  /** What is told of attributes is told of all services that send the signal. */
  private static String shared(SignalDetails details) {
    int services = details.values(Aspect.SERVICE).size();
    return services > 1 ? ", the attributes of " + services + " services" : "";
  }

  private static String title(SignalDetails details) {
    String variant = details.signal().variant().toLowerCase(Locale.ROOT);
    return switch (details.signal().kind()) {
      case METRIC -> details.signal().name();
      case LOG ->
          variant.equals("event") ? "event " + details.signal().name() : "logs of " + variant;
      default -> variant + " span " + details.signal().name();
    };
  }

  private static long count(String service, SignalDetails details) {
    return details.values(Aspect.SERVICE).stream()
        .filter(value -> value.value().equals(service))
        .mapToLong(value -> value.seen().count())
        .findFirst()
        .orElse(details.seen().count());
  }

  private static String attribute(AttributeProfile attribute) {
    String name =
        attribute.key().event().isEmpty()
            ? attribute.key().name()
            : attribute.key().event() + "/" + attribute.key().name();
    return attribute.share() < 1 ? name + " " + percent(attribute.share()) : name;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Which attributes have the most values, since when, and which have more of them lately. */
  void cardinality() {
    List<AttributeCardinality> top = telemetry.topAttributes(TimeRange.ALL, MAX_ATTRIBUTES);
    if (top.isEmpty()) {
      out.println("  There are no attributes.");
      return;
    }
    out.print(jumps(top));
    Signals.of(telemetry)
        .findHalves()
        .ifPresentOrElse(
            this::growth, () -> out.println("\n  All of it is from one hour; growth needs two."));
  }

  private String jumps(List<AttributeCardinality> attributes) {
    Table table =
        new Table()
            .column("attribute", Align.LEFT)
            .column("of", Align.LEFT)
            .column("different", Align.RIGHT)
            .column("jumped at", Align.LEFT)
            .column("from", Align.RIGHT)
            .column("to", Align.RIGHT);
    for (AttributeCardinality one : attributes) {
      Optional<Jump> jump = Jump.find(telemetry, one);
      table.row(
          one.key().name(),
          one.signal(),
          Views.different(one.cardinality()),
          jump.map(found -> hour(found.window())).orElse(""),
          jump.map(found -> Views.number(found.before())).orElse(""),
          jump.map(found -> Views.number(found.after())).orElse(""));
    }
    return table.render(style);
  }

  private void growth(Signals.Halves halves) {
    Table table =
        new Table()
            .column("more since " + hour(halves.after().from()), Align.LEFT)
            .column("of", Align.LEFT)
            .column("before", Align.RIGHT)
            .column("after", Align.RIGHT);
    List<CardinalityGrowth> grown =
        telemetry.growth(halves.before(), halves.after(), MAX_ATTRIBUTES).stream()
            .filter(one -> one.growth() >= MIN_GROWTH)
            .toList();
    for (CardinalityGrowth one : grown) {
      table.row(
          one.key().name(),
          one.signal(),
          Views.different(one.before()),
          Views.different(one.after()));
    }
    out.print(
        grown.isEmpty()
            ? "\n  None has many more since " + hour(halves.after().from()) + ".\n"
            : "\n" + table.render(style));
  }

  private static String hour(Instant window) {
    return window.toString().substring(0, "2026-03-02T08:00".length()).replace('T', ' ');
  }

  /** Which patterns make up the logs. */
  void templates() {
    long all = bodies();
    for (LogTemplate found :
        telemetry.templates(TemplateQuery.ALL, PageRequest.ofSize(MAX_TEMPLATES)).items()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %5.1f %%  %6s  %s  %s",
              100.0 * found.seen().count() / all,
              Views.number(found.seen().count()),
              found.template(),
              style.faint(
                  found.signal().name()
                      + ", "
                      + found.signal().variant().toLowerCase(Locale.ROOT))));
    }
    out.println("  of " + Views.count(all, "log record") + " with a text");
  }

  private long bodies() {
    long count = 0;
    Optional<PageRequest> next = Optional.of(PageRequest.ofSize(PageRequest.MAX_SIZE));
    while (next.isPresent()) {
      Page<LogTemplate> page = telemetry.templates(TemplateQuery.ALL, next.get());
      count += page.items().stream().mapToLong(found -> found.seen().count()).sum();
      next = page.findNext();
    }
    return count;
  }

  /** Of which metrics different things are said. */
  void conflicts() {
    List<AspectConflict> conflicts = telemetry.conflicts();
    for (AspectConflict conflict : conflicts) {
      String values =
          conflict.values().stream().map(Report::said).collect(Collectors.joining(", "));
      out.println(
          style.bad("  ! ")
              + conflict.signal().name()
              + ", "
              + conflict.aspect().name().toLowerCase(Locale.ROOT)
              + ": "
              + values);
    }
    if (conflicts.isEmpty()) {
      out.println("  none");
    }
  }

  private static String said(AspectValue value) {
    return value.value() + " (" + Views.count(value.seen().count(), "time") + ")";
  }
}
