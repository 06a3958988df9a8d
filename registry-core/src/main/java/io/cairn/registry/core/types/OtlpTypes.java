package io.cairn.registry.core.types;

import static java.util.Map.entry;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP, with the names of fields as in its JSON and, with underscores, in its protocol buffers. */
final class OtlpTypes implements TypeNames {
  private static final Map<String, DataType> ALL =
      Map.ofEntries(
          entry("stringvalue", ScalarType.TEXT),
          entry("boolvalue", ScalarType.BOOLEAN),
          entry("intvalue", ScalarType.BIGINT),
          entry("doublevalue", ScalarType.DOUBLE),
          entry("bytesvalue", ScalarType.BYTES),
          entry("arrayvalue", ScalarType.JSON),
          entry("kvlistvalue", ScalarType.JSON),
          entry("asint", ScalarType.BIGINT),
          entry("asdouble", ScalarType.DOUBLE),
          entry("string", ScalarType.TEXT),
          entry("bool", ScalarType.BOOLEAN),
          entry("boolean", ScalarType.BOOLEAN),
          entry("int", ScalarType.BIGINT),
          entry("int32", ScalarType.INT),
          entry("sint32", ScalarType.INT),
          entry("sfixed32", ScalarType.INT),
          entry("uint32", ScalarType.BIGINT),
          entry("fixed32", ScalarType.BIGINT),
          entry("int64", ScalarType.BIGINT),
          entry("sint64", ScalarType.BIGINT),
          entry("sfixed64", ScalarType.BIGINT),
          entry("uint64", Decimals.UNSIGNED_64),
          entry("fixed64", Decimals.UNSIGNED_64),
          entry("float", ScalarType.FLOAT),
          entry("double", ScalarType.DOUBLE),
          entry("bytes", ScalarType.BYTES),
          entry("any", ScalarType.JSON),
          entry("anyvalue", ScalarType.JSON),
          entry("string[]", arrayOf(ScalarType.TEXT)),
          entry("boolean[]", arrayOf(ScalarType.BOOLEAN)),
          entry("int[]", arrayOf(ScalarType.BIGINT)),
          entry("double[]", arrayOf(ScalarType.DOUBLE)));

  private static DataType arrayOf(DataType element) {
    return new ArrayType(element, Nullability.NULLABLE);
  }

  @Override
  public @Nullable DataType find(String name) {
    return ALL.get(name.toLowerCase(Locale.ROOT).replace("_", ""));
  }
}
