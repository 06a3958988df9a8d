package io.cairn.registry.core.types;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: Table 8.1 of its manual with all aliases, the other built-in types, and those of
 * pgvector and hstore. An array of n declared dimensions is n arrays, and {@code _int4}, the
 * catalog's name, is {@code int4[]}.
 */
final class PostgresqlTypes implements TypeNames {
  private static final int DOUBLE_DIGITS = 53;
  private static final Map<String, DataType> PLAIN = plain();

  private static Map<String, DataType> plain() {
    Map<String, DataType> types = new HashMap<>();
    add(types, ScalarType.BOOLEAN, "boolean", "bool");
    add(types, ScalarType.SMALLINT, "smallint", "int2", "smallserial", "serial2");
    add(types, ScalarType.INT, "integer", "int", "int4", "serial", "serial4");
    add(types, ScalarType.BIGINT, "bigint", "int8", "bigserial", "serial8", "oid", "xid", "cid");
    add(types, Decimals.UNSIGNED_64, "xid8");
    add(types, ScalarType.FLOAT, "real", "float4");
    add(types, ScalarType.DOUBLE, "double precision", "float8");
    add(types, DataType.decimal(19, 2), "money");
    add(
        types,
        ScalarType.TEXT,
        "text",
        "character varying",
        "varchar",
        "character",
        "char",
        "bpchar");
    add(types, ScalarType.TEXT, "name", "citext", "xml", "bit", "bit varying", "varbit");
    add(types, ScalarType.BYTES, "bytea");
    add(types, ScalarType.DATE, "date");
    add(types, ScalarType.TIME, "time", "time without time zone");
    add(types, ScalarType.TEXT, "timetz", "time with time zone");
    add(types, ScalarType.TIMESTAMP, "timestamp", "timestamp without time zone");
    add(types, ScalarType.DATETIME, "timestamptz", "timestamp with time zone");
    add(types, ScalarType.UUID, "uuid");
    add(types, ScalarType.JSON, "json", "jsonb");
    add(types, new MapType(ScalarType.TEXT, ScalarType.TEXT, Nullability.NULLABLE), "hstore");
    add(types, ScalarType.TEXT, "inet", "cidr", "macaddr", "macaddr8");
    add(types, ScalarType.TEXT, "point", "line", "lseg", "box", "path", "polygon", "circle");
    add(types, ScalarType.TEXT, "tsvector", "tsquery", "jsonpath", "pg_lsn", "tid");
    add(types, ScalarType.TEXT, "pg_snapshot", "txid_snapshot");
    add(types, ScalarType.TEXT, "int4range", "int8range", "numrange");
    add(types, ScalarType.TEXT, "tsrange", "tstzrange", "daterange");
    add(types, ScalarType.TEXT, "int4multirange", "int8multirange", "nummultirange");
    add(types, ScalarType.TEXT, "tsmultirange", "tstzmultirange", "datemultirange");
    add(types, ScalarType.TEXT, "regclass", "regtype", "regproc", "regprocedure", "regoper");
    add(
        types,
        ScalarType.TEXT,
        "regoperator",
        "regrole",
        "regnamespace",
        "regconfig",
        "regdictionary");
    add(types, ScalarType.TEXT, "regcollation", "sparsevec");
    return Map.copyOf(types);
  }

  private static void add(Map<String, DataType> types, DataType type, String... names) {
    for (String name : names) {
      types.put(name, type);
    }
  }

  @Override
  public @Nullable DataType find(String name) {
    SqlName parts = SqlName.parse(name.replace("\"", ""));
    if (parts == null) {
      return null;
    }
    String base = parts.base().replaceFirst("^pg_catalog\\.", "");
    if (base.startsWith("_") && parts.dimensions() == 0) {
      parts = new SqlName(base.substring(1), parts.parameters(), 1);
    } else {
      parts = new SqlName(base, parts.parameters(), parts.dimensions());
    }
    return parts.arrayed(element(parts));
  }

  private static @Nullable DataType element(SqlName name) {
    return switch (name.base()) {
      case "numeric", "decimal", "dec" -> decimal(name.parameters());
      case "float" -> AnsiTypes.binary(name.first(DOUBLE_DIGITS));
      case "vector", "halfvec" -> vector(name.first(0));
      default -> isInterval(name) ? ScalarType.TEXT : PLAIN.get(name.base());
    };
  }

  private static boolean isInterval(SqlName name) {
    return name.base().equals("interval") || name.base().startsWith("interval ");
  }

  private static @Nullable DataType decimal(List<Integer> parameters) {
    return parameters.isEmpty() ? ScalarType.TEXT : Decimals.of(parameters);
  }

  /** A column of pgvector may be declared without a dimension, and then holds vectors of any. */
  private static DataType vector(int dimension) {
    return dimension < 1 || dimension > EmbeddingType.MAX_DIMENSION
        ? new ArrayType(ScalarType.FLOAT, Nullability.REQUIRED)
        : new EmbeddingType(dimension);
  }
}
