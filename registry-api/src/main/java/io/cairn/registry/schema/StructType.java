package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value with fields of its own.
 *
 * @param name the structure's name, or null; it names the branch when the structure is one of a
 *     union
 * @param fields its fields in the order given; no two have the same key, and no alias is another
 *     field's name
 */
public record StructType(@Nullable String name, List<Field> fields) implements DataType {

  /**
   * @throws InvalidInputException if a field stands twice, an alias is taken, or the name is empty
   *     or too long
   */
  public StructType {
    fields = List.copyOf(fields);
    if (name != null) {
      Field.checkName("struct name", name);
    }
    Field.checkDistinct(fields);
  }

  @Override
  public TypeTag tag() {
    return TypeTag.STRUCT;
  }

  @Override
  public String toString() {
    return (name == null ? "STRUCT" : "STRUCT " + name)
        + fields.stream().map(Field::toString).collect(Collectors.joining(", ", "<", ">"));
  }
}
