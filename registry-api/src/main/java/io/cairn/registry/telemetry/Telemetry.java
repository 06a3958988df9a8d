package io.cairn.registry.telemetry;

import io.cairn.registry.Cardinality;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.schema.Schema;
import java.util.Collection;
import java.util.List;

/**
 * Takes what services emit, and says what it looks like. Thread-safe.
 *
 * <p>Observations are counted in memory and written in batches: every second by default, earlier
 * when there is much, and by {@link io.cairn.registry.SchemaRegistry#flush} and {@code close}. What
 * was not written yet is lost with the process, and, but for {@code flush} and {@code close}, what
 * was written in the last second with a loss of power. Counts are exact as long as nothing is lost;
 * they are never counted twice.
 *
 * <p>Everything asked sees what was written: call {@code flush} first where the last observations
 * matter.
 *
 * <p>Time is cut into windows, of one hour by default and from the full hour in UTC; an observation
 * belongs to the window of its own time, however late it comes. Windows are kept for 30 days by
 * default; totals, samples and templates stay. An observation from before that time counts in the
 * totals alone, and one from more than a window in the future as if it were from now.
 *
 * <p>Memory and file are bounded: what finds no room is counted under {@link Signal#OTHER}, and
 * told once in the log and by {@code operations().health()}.
 */
public interface Telemetry {

  /**
   * A new observation to fill in, again and again, by one thread. The first one reads the names of
   * all that is known, and may wait for the store.
   *
   * @throws io.cairn.registry.error.ReadOnlyException if the registry was opened for reading
   * @throws io.cairn.registry.error.RegistryClosedException if it is closed
   */
  Observation observation();

  /**
   * Counts an observation as it is now; it may be changed at once, or observed again. Never waits
   * for the store.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it is none of this registry, or has
   *     not begun
   * @throws io.cairn.registry.error.RegistryClosedException if it is closed
   */
  void observe(Observation observation);

  /** The signals of a kind, in pages; in the order of their counts one may move between pages. */
  Page<SignalSummary> signals(SignalQuery query, PageRequest page);

  /**
   * Everything that is known of a signal.
   *
   * @throws io.cairn.registry.error.NotFoundException if it was never observed
   */
  SignalDetails details(Signal signal);

  /**
   * Everything that is known of some signals, in one reading, in their order; those that were never
   * observed are left out.
   */
  List<SignalDetails> details(Collection<Signal> signals);

  /** The metrics of which different things are said, in the order of signals, then aspects. */
  List<AspectConflict> conflicts();

  /** An attribute window by window, the earliest first; windows without it are left out. */
  List<AttributeWindow> windows(Signal signal, AttributeKey key, TimeRange range);

  /**
   * How many different values an attribute had in a time; 0 if it was not observed. Exact while
   * there are few; then with a standard error of 1.6 %.
   */
  Cardinality cardinality(Signal signal, AttributeKey key, TimeRange range);

  /**
   * The attributes that had the most different values in a time, the first of them first.
   *
   * @param limit how many, from 1 to {@value PageRequest#MAX_SIZE}
   */
  List<AttributeCardinality> topAttributes(TimeRange range, int limit);

  /**
   * The attributes of which there were more different values in the second time than in the first,
   * the most grown first; those that did not grow are left out.
   *
   * @param limit how many, from 1 to {@value PageRequest#MAX_SIZE}
   */
  List<CardinalityGrowth> growth(TimeRange before, TimeRange after, int limit);

  /** The templates of logs, the most frequent first. */
  Page<LogTemplate> templates(TemplateQuery query, PageRequest page);

  /**
   * What a signal looked like in a time, as a schema: of its kind, with a field for each attribute
   * that was there, and its metric type, unit, temporality and monotonicity, or span kind, as
   * traits. A field is nullable unless each observation had it. One whose values had several types
   * has the type that all of them widen to, or is text. The events of a span are nullable fields of
   * source EVENT, each with a structure of its attributes.
   *
   * <p>Register it as any other, under {@link Signal#subject} for example; versions, checks and
   * differences then say what has changed in what a service emits.
   *
   * @throws io.cairn.registry.error.NotFoundException if it was not observed in that time
   */
  Schema schema(Signal signal, TimeRange range);
}
