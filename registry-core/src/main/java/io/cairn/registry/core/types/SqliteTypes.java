package io.cairn.registry.core.types;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.ScalarType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: the common names that say more than an affinity, then the five rules for affinities, in
 * their order. So {@code FLOATING POINT} is {@code BIGINT}, as SQLite's manual warns.
 */
final class SqliteTypes implements TypeNames {
  /** Whole numbers are kept in 64 bits, others as IEEE 754 numbers of 64 bits. */
  private static final DataType NUMERIC = DataType.union(ScalarType.BIGINT, ScalarType.DOUBLE);

  @Override
  public DataType find(String name) {
    SqlName parts = SqlName.parse(name);
    DataType known = parts == null ? null : known(parts);
    return known == null ? byAffinity(name.toUpperCase(Locale.ROOT)) : known;
  }

  private static @Nullable DataType known(SqlName name) {
    return switch (name.base()) {
      case "boolean", "bool" -> ScalarType.BOOLEAN;
      case "date" -> ScalarType.DATE;
      case "time" -> ScalarType.TIME;
      case "timestamp" -> ScalarType.TIMESTAMP;
      case "datetime", "timestamptz", "timestamp with time zone" -> ScalarType.DATETIME;
      case "uuid", "guid" -> ScalarType.UUID;
      case "json", "jsonb" -> ScalarType.JSON;
      case "numeric", "decimal" -> Decimals.of(name.parameters());
      default -> null;
    };
  }

  private static DataType byAffinity(String name) {
    if (name.contains("INT")) {
      return ScalarType.BIGINT;
    } else if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
      return ScalarType.TEXT;
    } else if (name.contains("BLOB") || name.isEmpty()) {
      return ScalarType.BYTES;
    } else if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
      return ScalarType.DOUBLE;
    } else {
      return NUMERIC;
    }
  }
}
