package io.cairn.registry.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Which templates are asked for; those with the highest count come first. Immutable and
 * thread-safe.
 *
 * @param signal of which logs; null for all
 */
public record TemplateQuery(@Nullable Signal signal) {
  /** The templates of all logs. */
  public static final TemplateQuery ALL = new TemplateQuery(null);

  /** The templates of some logs. */
  public static TemplateQuery of(Signal logs) {
    return new TemplateQuery(logs);
  }
}
