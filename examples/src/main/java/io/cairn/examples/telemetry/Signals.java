package io.cairn.examples.telemetry;

import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that a registry knows of metrics, spans and logs, page after page. */
record Signals(List<SignalDetails> all) {
  /** How long a window is, by default. */
  static final Duration WINDOW = Duration.ofHours(1);

  private static final List<SchemaKind> KINDS =
      List.of(SchemaKind.METRIC, SchemaKind.SPAN, SchemaKind.LOG);

  Signals {
    all = List.copyOf(all);
  }

  static Signals of(Telemetry telemetry) {
    List<SignalDetails> all = new ArrayList<>();
    for (SchemaKind kind : KINDS) {
      Optional<PageRequest> next = Optional.of(PageRequest.FIRST);
      while (next.isPresent()) {
        Page<SignalSummary> page = telemetry.signals(SignalQuery.of(kind), next.get());
        all.addAll(telemetry.details(page.items().stream().map(SignalSummary::signal).toList()));
        next = page.findNext();
      }
    }
    return new Signals(all);
  }

  /** The same by service; what came from none is under an empty name. */
  Map<String, List<SignalDetails>> byService() {
    Map<String, List<SignalDetails>> services = new TreeMap<>();
    for (SignalDetails details : all) {
      List<AspectValue> said = details.values(Aspect.SERVICE);
      List<String> names =
          said.isEmpty() ? List.of("") : said.stream().map(AspectValue::value).toList();
      names.forEach(name -> services.computeIfAbsent(name, any -> new ArrayList<>()).add(details));
    }
    return services;
  }

  /** Those that were observed at a time or later. */
  List<SignalDetails> since(Instant time) {
    return all.stream().filter(details -> !details.seen().last().isBefore(time)).toList();
  }

  /** The windows in which something was observed, cut in two; empty if there are not two. */
  Optional<Halves> findHalves() {
    Instant first =
        all.stream().map(one -> one.seen().first()).min(Instant::compareTo).orElse(Instant.EPOCH);
    Instant last =
        all.stream().map(one -> one.seen().last()).max(Instant::compareTo).orElse(Instant.EPOCH);
    Instant from = first.truncatedTo(ChronoUnit.HOURS);
    Instant to = last.truncatedTo(ChronoUnit.HOURS).plus(WINDOW);
    long windows = Duration.between(from, to).dividedBy(WINDOW);
    if (windows < 2) {
      return Optional.empty();
    }
    Instant middle = from.plus(WINDOW.multipliedBy(windows / 2));
    return Optional.of(new Halves(new TimeRange(from, middle), new TimeRange(middle, to)));
  }

  /** Two times that follow each other. */
  record Halves(TimeRange before, TimeRange after) {}
}
