package io.cairn.registry.telemetry;

import io.cairn.registry.schema.FieldSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing observed, put together and handed to {@link Telemetry#observe}. Made once by {@link
 * Telemetry#observation} and used again and again: each of {@link #metric}, {@link #span}, {@link
 * #log}, {@link #profile} and {@link #record} begins anew and forgets what was there before.
 *
 * <p>Not thread-safe: each thread has its own. Nothing given is changed, kept for longer than the
 * call of {@code observe}, or refused: what is too long or too much, and a name that is empty, is
 * counted under {@link Signal#OTHER}. Unpaired surrogates and U+0000 are counted as U+FFFD.
 */
public interface Observation {
  /** The most attributes of an observation that are looked at one by one. */
  int MAX_ATTRIBUTES = 1_000;

  /** Begins with a data point of a metric; its attributes are {@link FieldSource#DATA_POINT}. */
  Observation metric(Metric metric);

  /** Begins with a span; its attributes are {@link FieldSource#SPAN}. */
  Observation span(String name, SpanKind kind);

  /**
   * Begins with a log record; its attributes are {@link FieldSource#LOG_RECORD}.
   *
   * @param body the text of which templates are made; null if it has none
   */
  Observation log(Severity severity, @Nullable String body);

  /** Gives a log record a name of its own, such as {@code browser.page_view}. */
  Observation named(String eventName);

  /** Begins with a profile's sample; its attributes are {@link FieldSource#PROFILE}. */
  Observation profile(String name, String unit);

  /** Begins with a record of any kind; its attributes are {@link FieldSource#COLUMN}. */
  Observation record(String name);

  /** The service it comes from; unknown by default. */
  Observation service(String name);

  /** The instrumentation scope; the version may be empty. None by default. */
  Observation scope(String name, String version);

  /** When it happened; by default when it is observed. */
  Observation at(Instant time);

  /** When it happened, in milliseconds since 1970-01-01T00:00Z. */
  Observation atMillis(long epochMillis);

  /** From here on attributes are those of an event of the span. */
  Observation event(String name);

  /** From here on attributes are those of a link of the span. */
  Observation link();

  /** An attribute where the last one went; one that is null is not there. */
  Observation put(String name, @Nullable String value);

  /** An attribute with a whole number. */
  Observation put(String name, long value);

  /** An attribute with a number. */
  Observation put(String name, double value);

  /** An attribute that is true or false. */
  Observation put(String name, boolean value);

  /** An attribute of another type, by its text. */
  Observation put(String name, ValueType type, @Nullable String value);

  /**
   * From here on attributes are those of the observation itself again, of a source; {@link
   * FieldSource#EVENT} and {@link FieldSource#LINK} are begun by their own methods.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it is one of these two
   */
  Observation of(FieldSource source);
}
