package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A release of the Elastic Common Schema, a schema that people have lived with for years. Its
 * dotted names are the names of top-level fields, every field may be null, and a field that a
 * release lists several times is one field.
 *
 * @param name its version
 * @param schema its fields
 * @param indexed how Elasticsearch indexes each field, by the field's name
 */
record EcsRelease(String name, Schema schema, Map<String, String> indexed) {
  static final List<String> NAMES =
      List.of("1.0.0", "1.4.0", "1.8.0", "1.12.0", "8.0.0", "8.5.0", "8.11.0", "9.0.0");

  /** All of them, oldest first, from the folder that the property {@code cairn.data} names. */
  static List<EcsRelease> all() throws IOException {
    Path data =
        Path.of(
            Objects.requireNonNull(
                System.getProperty("cairn.data"),
                "This test needs -Dcairn.data=/absolute/path/of/the/data"));
    List<EcsRelease> releases = new ArrayList<>();
    for (String name : NAMES) {
      releases.add(read(name, data.resolve("ecs-history").resolve("v" + name + ".csv")));
    }
    return releases;
  }

  private static EcsRelease read(String release, Path csv) throws IOException {
    Map<String, Field> fields = new LinkedHashMap<>();
    Map<String, String> indexed = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (NamedCsvRecord row : rows) {
        String name = row.getField("Field");
        Field field =
            Field.builder(name, type(row.getField("Type")))
                .nullable()
                .doc(row.findField("Description").orElse(""))
                .build();
        Field twin = fields.putIfAbsent(name, field);
        assertThat(twin == null || twin.type().equals(field.type())).as(name).isTrue();
        indexed.putIfAbsent(name, row.getField("Type"));
      }
    }
    Schema schema = Schema.builder().fields(List.copyOf(fields.values())).build();
    return new EcsRelease(release, schema, indexed);
  }

  boolean has(String field) {
    return indexed.containsKey(field);
  }

  /**
   * What a value of the field is, not how Elasticsearch indexes it: all its kinds of text are TEXT,
   * and so is an address, as it is written. A scaled float is sent as a floating-point number;
   * "number", which Elasticsearch itself does not know, promises no more than that. An object may
   * be anything; a flattened one is at least an object, and a nested one a list.
   */
  private static DataType type(String name) {
    return switch (name) {
      case "keyword", "constant_keyword", "wildcard", "match_only_text", "text", "ip" ->
          ScalarType.TEXT;
      case "long" -> ScalarType.BIGINT;
      case "integer" -> ScalarType.INT;
      case "float" -> ScalarType.FLOAT;
      case "scaled_float", "number" -> ScalarType.DOUBLE;
      case "boolean" -> ScalarType.BOOLEAN;
      case "date" -> ScalarType.DATETIME;
      case "geo_point" ->
          DataType.struct(
              Field.required("lat", ScalarType.DOUBLE), Field.required("lon", ScalarType.DOUBLE));
      case "object" -> ScalarType.JSON;
      case "flattened" -> new MapType(ScalarType.TEXT, ScalarType.JSON, Nullability.NULLABLE);
      case "nested" -> new ArrayType(ScalarType.JSON, Nullability.REQUIRED);
      default -> throw new AssertionError("There is no type for " + name);
    };
  }
}
