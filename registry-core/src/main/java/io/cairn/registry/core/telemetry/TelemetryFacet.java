package io.cairn.registry.core.telemetry;

import io.cairn.registry.Cardinality;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.templates.Template;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AttributeCardinality;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeWindow;
import io.cairn.registry.telemetry.CardinalityGrowth;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TemplateQuery;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link Telemetry} over a store. Thread-safe. */
final class TelemetryFacet implements Telemetry {
  private final TelemetryStore store;
  private final TelemetryServices services;
  private final Ranking ranking;

  TelemetryFacet(TelemetryStore store, TelemetryServices services) {
    this.store = store;
    this.services = services;
    ranking = new Ranking(store);
  }

  @Override
  public Observation observation() {
    return services.newObservation();
  }

  @Override
  public void observe(Observation observation) {
    services.observe(observation);
  }

  @Override
  public Page<SignalSummary> signals(SignalQuery query, PageRequest page) {
    SignalSummary after = Cursors.findSignal(page, query.kind());
    return page(page, size -> store.signals(query, after, size), Cursors::of);
  }

  @Override
  public Page<LogTemplate> templates(TemplateQuery query, PageRequest page) {
    TelemetryStore.Template after = Cursors.findTemplate(page);
    Page<TelemetryStore.Template> found =
        page(page, size -> store.templates(query.signal(), after, size), Cursors::of);
    return new Page<>(found.items().stream().map(TelemetryFacet::template).toList(), found.next());
  }

  /** One more than asked for tells whether there are more. */
  private static <T> Page<T> page(
      PageRequest asked, Function<Integer, List<T>> reader, Function<T, String> cursor) {
    List<T> found = reader.apply(asked.size() + 1);
    if (found.size() <= asked.size()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, asked.size());
    return new Page<>(items, asked.after(cursor.apply(items.get(items.size() - 1))));
  }

  private static LogTemplate template(TelemetryStore.Template kept) {
    return new LogTemplate(
        kept.signal(),
        kept.number(),
        kept.number() == 0 ? Template.OTHER.text() : kept.template(),
        kept.example(),
        kept.tally().seen(),
        Profiles.share(kept.tally().count(), kept.observed()));
  }

  @Override
  public SignalDetails details(Signal signal) {
    return details(List.of(signal)).stream().findFirst().orElseThrow(() -> unknown(signal, ""));
  }

  private static NotFoundException unknown(Signal signal, String when) {
    return new NotFoundException("Nothing was observed of " + signal + when + ".");
  }

  @Override
  public List<SignalDetails> details(Collection<Signal> signals) {
    Map<Signal, TelemetryStore.Details> kept = new HashMap<>();
    store.details(signals).forEach(one -> kept.put(one.signal(), one));
    List<SignalDetails> details = new ArrayList<>();
    for (Signal signal : signals) {
      TelemetryStore.@Nullable Details found = kept.get(signal);
      if (found != null) {
        details.add(Profiles.of(found));
      }
    }
    return details;
  }

  @Override
  public List<AspectConflict> conflicts() {
    return store.conflicts();
  }

  @Override
  public List<AttributeWindow> windows(Signal signal, AttributeKey key, TimeRange range) {
    return stored(signal, key, range).stream()
        .map(
            window ->
                new AttributeWindow(
                    Instant.ofEpochMilli(window.start()),
                    window.tally().seen(),
                    window.sketch().cardinality().atMost(window.tally().count())))
        .toList();
  }

  @Override
  public Cardinality cardinality(Signal signal, AttributeKey key, TimeRange range) {
    return Ranking.cardinality(stored(signal, key, range));
  }

  private List<TelemetryStore.Window> stored(Signal signal, AttributeKey key, TimeRange range) {
    return store.windows(signal, key, range.from().toEpochMilli(), range.to().toEpochMilli());
  }

  @Override
  public List<AttributeCardinality> topAttributes(TimeRange range, int limit) {
    return ranking.top(range, PageRequest.ofSize(limit).size());
  }

  @Override
  public List<CardinalityGrowth> growth(TimeRange before, TimeRange after, int limit) {
    return ranking.growth(before, after, PageRequest.ofSize(limit).size());
  }

  @Override
  public Schema schema(Signal signal, TimeRange range) {
    long from = range.from().toEpochMilli();
    long to = range.to().toEpochMilli();
    long count = store.count(signal, from, to);
    if (count == 0) {
      throw unknown(signal, " from " + range.from() + " to " + range.to());
    }
    return SignalSchema.of(details(signal), store.presences(signal, from, to), count, range);
  }
}
