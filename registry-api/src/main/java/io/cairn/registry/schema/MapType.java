package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;

/**
 * A map from keys to values.
 *
 * @param key the type of the keys, which are never null: a scalar, a decimal or an enum
 * @param value the type of the values
 * @param values whether a value may be null
 */
public record MapType(DataType key, DataType value, Nullability values) implements DataType {

  /**
   * @throws InvalidInputException if the key's type has parts
   */
  public MapType {
    boolean simple =
        switch (key.tag()) {
          case BOOLEAN,
              SMALLINT,
              INT,
              BIGINT,
              FLOAT,
              DOUBLE,
              TEXT,
              BYTES,
              DATE,
              TIME,
              TIMESTAMP,
              DATETIME,
              UUID,
              DECIMAL,
              ENUM ->
              true;
          case EMBEDDING, ARRAY, MAP, STRUCT, UNION, REFERENCE, JSON -> false;
        };
    if (!simple) {
      throw new InvalidInputException(
          "A map cannot have keys of type " + key + "; use a scalar, a decimal or an enum.");
    }
  }

  @Override
  public TypeTag tag() {
    return TypeTag.MAP;
  }

  @Override
  public String toString() {
    return "MAP<" + key + "," + value + (values == Nullability.NULLABLE ? "?" : "") + ">";
  }
}
