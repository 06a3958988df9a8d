package io.cairn.registry.core.types;

import static java.util.Map.entry;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.ScalarType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Standard SQL: the predefined types of ISO/IEC 9075-2, clause 6.1, and arrays of them. */
final class AnsiTypes implements TypeNames {
  private static final int SINGLE_DIGITS = 24;
  private static final int DOUBLE_DIGITS = 53;

  private static final Map<String, DataType> PLAIN =
      Map.ofEntries(
          entry("boolean", ScalarType.BOOLEAN),
          entry("smallint", ScalarType.SMALLINT),
          entry("int", ScalarType.INT),
          entry("integer", ScalarType.INT),
          entry("bigint", ScalarType.BIGINT),
          entry("real", ScalarType.FLOAT),
          entry("double precision", ScalarType.DOUBLE),
          entry("decfloat", ScalarType.TEXT),
          entry("char", ScalarType.TEXT),
          entry("character", ScalarType.TEXT),
          entry("varchar", ScalarType.TEXT),
          entry("char varying", ScalarType.TEXT),
          entry("character varying", ScalarType.TEXT),
          entry("clob", ScalarType.TEXT),
          entry("char large object", ScalarType.TEXT),
          entry("character large object", ScalarType.TEXT),
          entry("nchar", ScalarType.TEXT),
          entry("nchar varying", ScalarType.TEXT),
          entry("national char", ScalarType.TEXT),
          entry("national character", ScalarType.TEXT),
          entry("national char varying", ScalarType.TEXT),
          entry("national character varying", ScalarType.TEXT),
          entry("nclob", ScalarType.TEXT),
          entry("nchar large object", ScalarType.TEXT),
          entry("national character large object", ScalarType.TEXT),
          entry("binary", ScalarType.BYTES),
          entry("varbinary", ScalarType.BYTES),
          entry("binary varying", ScalarType.BYTES),
          entry("blob", ScalarType.BYTES),
          entry("binary large object", ScalarType.BYTES),
          entry("date", ScalarType.DATE),
          entry("time", ScalarType.TIME),
          entry("time without time zone", ScalarType.TIME),
          entry("time with time zone", ScalarType.TEXT),
          entry("timestamp", ScalarType.TIMESTAMP),
          entry("timestamp without time zone", ScalarType.TIMESTAMP),
          entry("timestamp with time zone", ScalarType.DATETIME),
          entry("json", ScalarType.JSON),
          entry("xml", ScalarType.TEXT));

  @Override
  public @Nullable DataType find(String name) {
    SqlName parts = SqlName.parse(name);
    return parts == null ? null : parts.arrayed(element(parts));
  }

  private static @Nullable DataType element(SqlName name) {
    return switch (name.base()) {
      case "numeric", "decimal", "dec" ->
          name.parameters().isEmpty()
              ? new DecimalType(DecimalType.MAX_PRECISION, 0)
              : Decimals.of(name.parameters());
      case "float" -> binary(name.first(DOUBLE_DIGITS));
      default -> isInterval(name) ? ScalarType.TEXT : PLAIN.get(name.base());
    };
  }

  private static boolean isInterval(SqlName name) {
    return name.base()
        .matches(
            "interval( (year|month|day|hour|minute|second)( to (month|hour|minute|second))?)?");
  }

  /** The binary floating-point type of so many binary digits. */
  static @Nullable DataType binary(int digits) {
    if (digits < 1 || digits > DOUBLE_DIGITS) {
      return null;
    }
    return digits <= SINGLE_DIGITS ? ScalarType.FLOAT : ScalarType.DOUBLE;
  }
}
