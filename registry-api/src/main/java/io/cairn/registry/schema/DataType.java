package io.cairn.registry.schema;

import java.util.List;

/**
 * What values a field takes. Sealed: exhaustive switches over its kinds need no default. Immutable,
 * thread-safe, and compared by value.
 *
 * <p>{@code toString} gives the type's display form: {@code DECIMAL(10,2)}, {@code ARRAY<TEXT>}.
 * Nested types may be up to {@value Schema#MAX_DEPTH} deep, which {@link Schema} checks.
 */
public sealed interface DataType
    permits ScalarType,
        EmbeddingType,
        DecimalType,
        EnumType,
        ArrayType,
        MapType,
        StructType,
        UnionType,
        ReferenceType {

  /** The type's fixed wire tag. */
  TypeTag tag();

  /** A vector of {@code dimension} 32-bit floats; see {@link EmbeddingType}. */
  static EmbeddingType embedding(int dimension) {
    return new EmbeddingType(dimension);
  }

  /** A decimal number; see {@link DecimalType}. */
  static DecimalType decimal(int precision, int scale) {
    return new DecimalType(precision, scale);
  }

  /** One of the given symbols, without a default symbol; see {@link EnumType}. */
  static EnumType enumeration(String... symbols) {
    return new EnumType(List.of(symbols), null);
  }

  /** A list whose elements are never null; see {@link ArrayType}. */
  static ArrayType array(DataType element) {
    return new ArrayType(element, Nullability.REQUIRED);
  }

  /** A map from text to values that are never null; see {@link MapType}. */
  static MapType map(DataType value) {
    return new MapType(ScalarType.TEXT, value, Nullability.REQUIRED);
  }

  /** An unnamed structure; see {@link StructType}. */
  static StructType struct(Field... fields) {
    return new StructType(null, List.of(fields));
  }

  /** A named structure; see {@link StructType}. */
  static StructType struct(String name, Field... fields) {
    return new StructType(name, List.of(fields));
  }

  /** A value of exactly one of the branches; see {@link UnionType}. */
  static UnionType union(DataType... branches) {
    return new UnionType(List.of(branches));
  }
}
