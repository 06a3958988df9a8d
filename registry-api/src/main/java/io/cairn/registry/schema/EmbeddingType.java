package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;

/**
 * A vector of 32-bit floats.
 *
 * @param dimension how many, 1 to {@value #MAX_DIMENSION}
 */
public record EmbeddingType(int dimension) implements DataType {
  /** The largest dimension. */
  public static final int MAX_DIMENSION = 8192;

  /**
   * @throws InvalidInputException if the dimension is out of range
   */
  public EmbeddingType {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new InvalidInputException(
          "EMBEDDING("
              + dimension
              + ") is not a type; its dimension is 1 to "
              + MAX_DIMENSION
              + ".");
    }
  }

  @Override
  public TypeTag tag() {
    return TypeTag.EMBEDDING;
  }

  @Override
  public String toString() {
    return "EMBEDDING(" + dimension + ")";
  }
}
