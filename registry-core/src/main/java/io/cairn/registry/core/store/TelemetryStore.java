package io.cairn.registry.core.store;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reads of what was observed. Each sees one consistent state; none waits for a commit under
 * way. Times are in milliseconds since 1970; a range of windows has those that begin at {@code
 * from} or later and before {@code to}.
 */
public interface TelemetryStore {

  /** Hands over the names of everything that was ever observed, signal by signal. */
  void forEachSignal(Consumer<Known> reader);

  /**
   * The names of what a signal has.
   *
   * @param signal the signal
   * @param attributes its attributes
   * @param said the values of its aspects
   */
  record Known(Signal signal, Set<AttributeKey> attributes, Set<Said> said) {}

  /** A value of an aspect. */
  record Said(Aspect aspect, String value) {}

  /**
   * Signals in the order that the query asks for.
   *
   * @param after the last one of the page before; null for the first page
   */
  List<SignalSummary> signals(SignalQuery query, @Nullable SignalSummary after, int limit);

  /** Everything about some signals but their windows; unknown ones are left out, in any order. */
  List<Details> details(Collection<Signal> signals);

  /**
   * What is kept of a signal.
   *
   * @param aspects by aspect, then the highest count first, then by value
   * @param attributes in the order of their keys
   */
  record Details(
      Signal signal, Tally tally, List<AspectValue> aspects, List<Attribute> attributes) {}

  /**
   * What is kept of an attribute.
   *
   * @param types as in {@link TelemetryDelta.OfAttribute}
   * @param peak the sketch of the window with the highest estimate there ever was; of equals the
   *     first to come
   * @param samples in the order they came
   */
  record Attribute(
      AttributeKey key, Tally tally, int types, StoredSketch peak, List<String> samples) {}

  /**
   * The metrics with several values of TYPE, UNIT, TEMPORALITY or MONOTONICITY, in the order of
   * signals, then aspects; the values as in {@link Details}.
   */
  List<AspectConflict> conflicts();

  /** How often a signal was observed in a range; 0 if never. */
  long count(Signal signal, long from, long to);

  /** A signal's windows in a range, the earliest first. */
  List<SignalWindow> windows(Signal signal, long from, long to);

  /** One window of a signal. */
  record SignalWindow(long start, Tally tally) {}

  /** The attributes that a signal had in a range, in the order of their keys. */
  List<Presence> presences(Signal signal, long from, long to);

  /**
   * An attribute in a range.
   *
   * @param types as in {@link TelemetryDelta.OfAttribute}
   */
  record Presence(AttributeKey key, long count, int types) {}

  /** An attribute's windows in a range, the earliest first. */
  List<Window> windows(Signal signal, AttributeKey key, long from, long to);

  /**
   * One window of an attribute.
   *
   * @param types as in {@link TelemetryDelta.OfAttribute}
   */
  record Window(long start, Tally tally, int types, StoredSketch sketch) {}

  /** How many values each attribute can have had at most in a range, in any order. */
  List<Estimates> estimates(long from, long to);

  /**
   * The estimates of an attribute's windows in a range.
   *
   * @param sum of all of them: there are not more values than that
   * @param highest the highest: there are not fewer values than that
   */
  record Estimates(Signal signal, AttributeKey key, long sum, long highest) {}

  /**
   * Templates, those with the highest count first, of equals by signal and number.
   *
   * @param signal of which logs; null for all
   * @param after the last one of the page before; null for the first page
   */
  List<Template> templates(@Nullable Signal signal, @Nullable Template after, int limit);

  /**
   * A template of a signal's bodies.
   *
   * @param observed how often the signal was observed in all
   */
  record Template(
      Signal signal,
      long number,
      String path,
      String template,
      String example,
      Tally tally,
      long observed) {}

  /** What a miner begins with again; in the order of the templates' last times, then numbers. */
  MinerState minerState(Signal signal);

  /**
   * What a signal's miner has made so far.
   *
   * @param templates all but number 0
   * @param lastNumber the highest number ever used, removed templates included; 0 if none was
   */
  record MinerState(List<Template> templates, long lastNumber) {}

  /** When the earliest window begins that is kept; {@link Long#MAX_VALUE} if none is. */
  long oldestWindow();
}
