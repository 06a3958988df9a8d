package io.cairn.registry.discovery;

import io.cairn.registry.Cardinality;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.FieldPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one field's values are like. Immutable.
 *
 * <p>Values that contradict the type count as values and have no part in the rest.
 *
 * @param path the field, or what is inside it: {@code tags[]}
 * @param type its type in the schema
 * @param values how many values were there, nulls not counted
 * @param nulls how many times it was null, or absent where its record was there
 * @param range the smallest and the largest value; null if there is none, or its type has no order
 * @param cardinality how many different values there are
 * @param examples the first few different values, abbreviated
 */
public record FieldProfile(
    FieldPath path,
    DataType type,
    long values,
    long nulls,
    @Nullable Range range,
    Cardinality cardinality,
    List<String> examples) {
  public FieldProfile {
    examples = List.copyOf(examples);
  }

  /** The smallest and the largest value, if there are any and they have an order. */
  public Optional<Range> findRange() {
    return Optional.ofNullable(range);
  }

  /**
   * The smallest and the largest value: numbers and times by their meaning, text by its code
   * points; long text is abbreviated.
   *
   * @param min the smallest
   * @param max the largest
   */
  public record Range(String min, String max) {}
}
