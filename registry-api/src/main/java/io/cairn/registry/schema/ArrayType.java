package io.cairn.registry.schema;

/**
 * A list of values of one type.
 *
 * @param element the type of each element
 * @param elements whether an element may be null
 */
public record ArrayType(DataType element, Nullability elements) implements DataType {
  @Override
  public TypeTag tag() {
    return TypeTag.ARRAY;
  }

  @Override
  public String toString() {
    return "ARRAY<" + element + (elements == Nullability.NULLABLE ? "?" : "") + ">";
  }
}
