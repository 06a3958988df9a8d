package io.cairn.registry.core.types;

import static java.util.Map.entry;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.ScalarType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema: its types, its formats, and the formats of OpenAPI's registry. The format {@code
 * time} is RFC 3339's full time, which has an offset.
 */
final class JsonTypes implements TypeNames {
  private static final Map<String, DataType> ALL =
      Map.ofEntries(
          entry("boolean", ScalarType.BOOLEAN),
          entry("integer", ScalarType.BIGINT),
          entry("number", ScalarType.DOUBLE),
          entry("string", ScalarType.TEXT),
          entry("object", ScalarType.JSON),
          entry("array", ScalarType.JSON),
          entry("date-time", ScalarType.DATETIME),
          entry("date", ScalarType.DATE),
          entry("time", ScalarType.TEXT),
          entry("duration", ScalarType.TEXT),
          entry("email", ScalarType.TEXT),
          entry("idn-email", ScalarType.TEXT),
          entry("hostname", ScalarType.TEXT),
          entry("idn-hostname", ScalarType.TEXT),
          entry("ipv4", ScalarType.TEXT),
          entry("ipv6", ScalarType.TEXT),
          entry("uri", ScalarType.TEXT),
          entry("uri-reference", ScalarType.TEXT),
          entry("uri-template", ScalarType.TEXT),
          entry("iri", ScalarType.TEXT),
          entry("iri-reference", ScalarType.TEXT),
          entry("uuid", ScalarType.UUID),
          entry("json-pointer", ScalarType.TEXT),
          entry("relative-json-pointer", ScalarType.TEXT),
          entry("regex", ScalarType.TEXT),
          entry("int8", ScalarType.SMALLINT),
          entry("int16", ScalarType.SMALLINT),
          entry("int32", ScalarType.INT),
          entry("int64", ScalarType.BIGINT),
          entry("uint8", ScalarType.SMALLINT),
          entry("uint16", ScalarType.INT),
          entry("uint32", ScalarType.BIGINT),
          entry("uint64", Decimals.UNSIGNED_64),
          entry("float", ScalarType.FLOAT),
          entry("double", ScalarType.DOUBLE),
          entry("double-int", ScalarType.BIGINT),
          entry("decimal", ScalarType.TEXT),
          entry("decimal128", ScalarType.TEXT),
          entry("byte", ScalarType.BYTES),
          entry("base64url", ScalarType.BYTES),
          entry("binary", ScalarType.BYTES),
          entry("char", ScalarType.TEXT),
          entry("password", ScalarType.TEXT),
          entry("date-time-local", ScalarType.TIMESTAMP),
          entry("time-local", ScalarType.TIME));

  @Override
  public @Nullable DataType find(String name) {
    return ALL.get(name.toLowerCase(Locale.ROOT));
  }
}
