package io.cairn.registry.core.telemetry;

import io.cairn.registry.Cardinality;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Estimates;
import io.cairn.registry.telemetry.AttributeCardinality;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.CardinalityGrowth;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Finds the attributes with the most values without uniting the sketches of all: an attribute has
 * not more values in several windows than the sum of their estimates. So candidates are looked at
 * in the order of what they can have at most, until no other can be among the first. That is the
 * threshold algorithm (Fagin, Lotem, Naor: Optimal aggregation algorithms for middleware, 2001)
 * with one list.
 */
final class Ranking {
  private final TelemetryStore store;

  Ranking(TelemetryStore store) {
    this.store = store;
  }

  private record Attribute(Signal signal, AttributeKey key) {
    static final Comparator<Attribute> ORDER =
        Comparator.comparing(Attribute::signal).thenComparing(Attribute::key);
  }

  /** An attribute, and the most that its rank can be founded on. */
  private record Candidate(Attribute attribute, long atMost) {}

  List<AttributeCardinality> top(TimeRange range, int limit) {
    List<Candidate> candidates =
        estimates(range).stream()
            .map(one -> new Candidate(new Attribute(one.signal(), one.key()), one.sum()))
            .toList();
    return first(
        candidates,
        limit,
        attribute ->
            new AttributeCardinality(
                attribute.signal, attribute.key, cardinality(attribute, range)),
        found -> found.cardinality().estimate());
  }

  List<CardinalityGrowth> growth(TimeRange before, TimeRange after, int limit) {
    Map<Attribute, Long> atLeast = new HashMap<>();
    for (Estimates one : estimates(before)) {
      atLeast.put(new Attribute(one.signal(), one.key()), one.highest());
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Estimates one : estimates(after)) {
      Attribute attribute = new Attribute(one.signal(), one.key());
      long atMost = one.sum() - atLeast.getOrDefault(attribute, 0L);
      candidates.add(new Candidate(attribute, atMost));
    }
    return first(
            candidates,
            limit,
            attribute ->
                new CardinalityGrowth(
                    attribute.signal,
                    attribute.key,
                    cardinality(attribute, before),
                    cardinality(attribute, after)),
            CardinalityGrowth::growth)
        .stream()
        .filter(found -> found.growth() > 0)
        .toList();
  }

  private record Found<T>(Attribute attribute, T answer, long rank) {}

  private static <T> List<T> first(
      List<Candidate> candidates, int limit, Function<Attribute, T> look, ToLongFunction<T> rank) {
    Comparator<Found<T>> best =
        Comparator.comparingLong((Found<T> found) -> found.rank)
            .reversed()
            .thenComparing(found -> found.attribute, Attribute.ORDER);
    PriorityQueue<Found<T>> found = new PriorityQueue<>(best.reversed());
    List<Candidate> byMost = new ArrayList<>(candidates);
    byMost.sort(
        Comparator.comparingLong(Candidate::atMost)
            .reversed()
            .thenComparing(Candidate::attribute, Attribute.ORDER));
    for (Candidate candidate : byMost) {
      if (found.size() == limit && candidate.atMost < found.element().rank) {
        break;
      }
      T answer = look.apply(candidate.attribute);
      found.add(new Found<>(candidate.attribute, answer, rank.applyAsLong(answer)));
      if (found.size() > limit) {
        found.remove();
      }
    }
    return found.stream().sorted(best).map(one -> one.answer).toList();
  }

  private List<Estimates> estimates(TimeRange range) {
    return store.estimates(range.from().toEpochMilli(), range.to().toEpochMilli());
  }

  private Cardinality cardinality(Attribute attribute, TimeRange range) {
    return cardinality(
        store.windows(
            attribute.signal,
            attribute.key,
            range.from().toEpochMilli(),
            range.to().toEpochMilli()));
  }

  /** How many different values there were in some windows together. */
  static Cardinality cardinality(List<TelemetryStore.Window> windows) {
    long count = 0;
    List<StoredSketch> sketches = new ArrayList<>(windows.size());
    for (TelemetryStore.Window window : windows) {
      count += window.tally().count();
      sketches.add(window.sketch());
    }
    return StoredSketch.union(sketches).cardinality().atMost(count);
  }
}
