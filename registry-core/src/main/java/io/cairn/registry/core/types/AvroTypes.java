package io.cairn.registry.core.types;

import static java.util.Map.entry;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Avro: what a schema calls by a name, and in short what it writes as an object. Records, enums and
 * unions have no short form; {@code null} is no type by itself but makes a union nullable.
 */
final class AvroTypes implements TypeNames {
  private static final Pattern NESTED = Pattern.compile("(array|map) ?<(.*)>");

  private static final Map<String, DataType> ALL =
      Map.ofEntries(
          entry("boolean", ScalarType.BOOLEAN),
          entry("int", ScalarType.INT),
          entry("long", ScalarType.BIGINT),
          entry("float", ScalarType.FLOAT),
          entry("double", ScalarType.DOUBLE),
          entry("bytes", ScalarType.BYTES),
          entry("fixed", ScalarType.BYTES),
          entry("string", ScalarType.TEXT),
          entry("big-decimal", ScalarType.TEXT),
          entry("uuid", ScalarType.UUID),
          entry("date", ScalarType.DATE),
          entry("time-millis", ScalarType.TIME),
          entry("time-micros", ScalarType.TIME),
          entry("timestamp-millis", ScalarType.DATETIME),
          entry("timestamp-micros", ScalarType.DATETIME),
          entry("timestamp-nanos", ScalarType.DATETIME),
          entry("local-timestamp-millis", ScalarType.TIMESTAMP),
          entry("local-timestamp-micros", ScalarType.TIMESTAMP),
          entry("local-timestamp-nanos", ScalarType.TIMESTAMP),
          entry("duration", ScalarType.BYTES));

  @Override
  public @Nullable DataType find(String name) {
    return find(name.toLowerCase(Locale.ROOT), 1);
  }

  private static @Nullable DataType find(String name, int depth) {
    Matcher nested = NESTED.matcher(name);
    if (nested.matches()) {
      DataType inner = depth == Schema.MAX_DEPTH ? null : find(nested.group(2).strip(), depth + 1);
      if (inner == null) {
        return null;
      }
      return nested.group(1).equals("array") ? DataType.array(inner) : DataType.map(inner);
    }
    SqlName parts = SqlName.parse(name);
    if (parts == null || parts.dimensions() > 0) {
      return null;
    }
    return parts.base().equals("decimal") ? Decimals.of(parts.parameters()) : ALL.get(parts.base());
  }
}
