package io.cairn.registry.testkit.reading;

import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.FieldPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stored values. Each says by its class what it is: Boolean, Short, Integer, Long, Float, Double,
 * BigDecimal (with the scale of its type), String, LocalDate, LocalTime, LocalDateTime, Instant,
 * UUID, List for an array, Map for a map, and what is here for the rest.
 */
final class Stored {
  private Stored() {}

  /** A record or structure: its writer's fields by their keys. */
  record Row(Map<FieldPath.Named, @Nullable Object> values) {}

  /** One of an enum's symbols. */
  record Symbol(String name) {}

  /** A union's value, with the branch it was written as. */
  record Chosen(String branch, Object value) {}

  /** Bytes, as hexadecimal digits. */
  record Bytes(String hex) {}

  /** A JSON value, as its text. */
  record Json(String text) {}

  /** An embedding; compared by identity, as readers never copy it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Vector(float[] numbers) {}

  /** Not stored at all: what a reader takes for an absent field. */
  record Filled(DefaultValue value) {}
}
