package io.cairn.registry.testkit.avro;

import io.cairn.registry.schema.TypeTag;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Avro stores for the types without parts, and which forms it reads as which others. */
enum StoredForm {
  BOOLEAN,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  STRING,
  BYTES;

  /** Those whose meaning is in the logical type alone. */
  static final Set<TypeTag> LOGICAL =
      Set.of(
          TypeTag.DECIMAL,
          TypeTag.DATE,
          TypeTag.TIME,
          TypeTag.TIMESTAMP,
          TypeTag.DATETIME,
          TypeTag.UUID);

  private static final Map<StoredForm, Set<StoredForm>> PROMOTIONS =
      Map.of(
          INT, Set.of(LONG, FLOAT, DOUBLE),
          LONG, Set.of(FLOAT, DOUBLE),
          FLOAT, Set.of(DOUBLE),
          STRING, Set.of(BYTES),
          BYTES, Set.of(STRING));

  /** Empty for types with parts, and for enums. */
  static Optional<StoredForm> of(TypeTag tag) {
    return switch (tag) {
      case BOOLEAN -> Optional.of(BOOLEAN);
      case SMALLINT, INT, DATE -> Optional.of(INT);
      case BIGINT, TIME, TIMESTAMP, DATETIME -> Optional.of(LONG);
      case FLOAT -> Optional.of(FLOAT);
      case DOUBLE -> Optional.of(DOUBLE);
      case TEXT, UUID -> Optional.of(STRING);
      case BYTES, DECIMAL -> Optional.of(BYTES);
      case ENUM, ARRAY, MAP, STRUCT, UNION, JSON, EMBEDDING, REFERENCE -> Optional.empty();
    };
  }

  /** Whether Avro reads the stored form of one type as that of another. */
  static boolean reads(TypeTag reader, TypeTag writer) {
    Optional<StoredForm> from = of(writer);
    Optional<StoredForm> to = of(reader);
    return from.isPresent()
        && to.isPresent()
        && (from.equals(to) || PROMOTIONS.getOrDefault(from.get(), Set.of()).contains(to.get()));
  }
}
