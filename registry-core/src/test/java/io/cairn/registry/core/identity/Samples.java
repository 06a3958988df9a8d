package io.cairn.registry.core.identity;

import io.cairn.registry.Scope;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types and schemas of the golden files, by name. Add, but never change or remove one. */
final class Samples {
  private Samples() {}

  static Map<String, DataType> types() {
    Map<String, DataType> types = new LinkedHashMap<>();
    for (ScalarType scalar : ScalarType.values()) {
      types.put(scalar.name(), scalar);
    }
    types.put("EMBEDDING-1", DataType.embedding(1));
    types.put("EMBEDDING-1536", DataType.embedding(1536));
    types.put("EMBEDDING-8192", DataType.embedding(8192));
    types.put("DECIMAL-1-0", DataType.decimal(1, 0));
    types.put("DECIMAL-10-2", DataType.decimal(10, 2));
    types.put("DECIMAL-38-38", DataType.decimal(38, 38));
    types.put("ENUM", DataType.enumeration("b", "a"));
    types.put("ENUM-default", new EnumType(List.of("ja", "nein", "größer", "😀"), "größer"));
    types.put("ARRAY", DataType.array(ScalarType.INT));
    types.put("ARRAY-nullable", new ArrayType(ScalarType.TEXT, Nullability.NULLABLE));
    types.put("MAP", DataType.map(ScalarType.DOUBLE));
    types.put("MAP-keys", new MapType(ScalarType.UUID, ScalarType.JSON, Nullability.NULLABLE));
    types.put("STRUCT-empty", DataType.struct());
    types.put("STRUCT", DataType.struct(everyField().toArray(Field[]::new)));
    types.put("STRUCT-named", DataType.struct("Point", Field.required("x", ScalarType.FLOAT)));
    types.put("UNION", union());
    types.put("REFERENCE", reference(Scope.GLOBAL));
    types.put("REFERENCE-owner", reference(Scope.ownedBy("tenant-7")));
    types.put(
        "nested", DataType.array(DataType.map(DataType.struct(Field.nullable("u", union())))));
    return types;
  }

  static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("empty", Schema.of());
    for (SchemaKind kind : SchemaKind.values()) {
      schemas.put(
          "kind-" + kind,
          Schema.builder().kind(kind).field(Field.required("id", ScalarType.BIGINT)).build());
    }
    types()
        .forEach((name, type) -> schemas.put("type-" + name, Schema.of(Field.required("f", type))));
    for (FieldSource source : FieldSource.values()) {
      schemas.put(
          "source-" + source,
          Schema.of(Field.builder("host", ScalarType.TEXT).source(source).build()));
    }
    defaults().forEach((name, value) -> schemas.put("default-" + name, withDefault(value)));
    schemas.put(
        "traits",
        Schema.builder().trait("unit", "ms").trait("a|b", "").trait("größe", "😀").build());
    schemas.put("everything", Schema.builder().fields(everyField()).trait("unit", "s").build());
    return schemas;
  }

  static List<Field> everyField() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.builder("id", ScalarType.BIGINT).key(FieldKey.PRIMARY).build());
    fields.add(Field.builder("day", ScalarType.DATE).key(FieldKey.PARTITION).build());
    fields.add(
        Field.builder("both", ScalarType.INT)
            .key(FieldKey.PRIMARY)
            .key(FieldKey.PARTITION)
            .build());
    fields.add(Field.builder("new", ScalarType.TEXT).alias("old").alias("older").build());
    fields.add(Field.builder("documented", ScalarType.TEXT).doc("What it is: größer.").build());
    fields.add(Field.builder("x", ScalarType.TEXT).source(FieldSource.RESOURCE).build());
    fields.add(Field.builder("x", ScalarType.TEXT).source(FieldSource.SPAN).nullable().build());
    fields.add(Field.required("\uFFFD after every surrogate in UTF-16", ScalarType.TEXT));
    fields.add(Field.required("😀", ScalarType.TEXT));
    defaults()
        .forEach(
            (name, value) ->
                fields.add(
                    Field.builder("default-" + name, ScalarType.JSON)
                        .nullable()
                        .defaultValue(value)
                        .build()));
    return fields;
  }

  static Map<String, DefaultValue> defaults() {
    Map<String, DefaultValue> defaults = new LinkedHashMap<>();
    defaults.put("null", DefaultValue.literal(null));
    defaults.put("false", DefaultValue.literal(false));
    defaults.put("true", DefaultValue.literal(true));
    defaults.put("text", DefaultValue.literal("it's größer 😀"));
    defaults.put("empty-text", DefaultValue.literal(""));
    defaults.put("zero", DefaultValue.literal(0));
    defaults.put("negative", DefaultValue.literal(Long.MIN_VALUE));
    defaults.put("hundred", DefaultValue.literal(100));
    defaults.put("fraction", DefaultValue.literal(new BigDecimal("-1.25")));
    defaults.put("huge", DefaultValue.literal(new BigDecimal("1E+10000")));
    defaults.put("tiny", DefaultValue.literal(new BigDecimal("7E-10000")));
    defaults.put("list", DefaultValue.literal(Arrays.asList(1, null, "a", List.of())));
    defaults.put("map", DefaultValue.literal(Map.of("b", 1, "a", Map.of(), "\uFFFD", 2, "😀", 3)));
    defaults.put("call", DefaultValue.call("NOW"));
    defaults.put("call-arguments", DefaultValue.call("pg.nextval", "seq", 7, List.of(true)));
    return defaults;
  }

  private static Schema withDefault(DefaultValue value) {
    return Schema.of(Field.builder("f", ScalarType.JSON).nullable().defaultValue(value).build());
  }

  private static DataType union() {
    return DataType.union(
        ScalarType.TEXT,
        DataType.struct("Order", Field.required("id", ScalarType.UUID)),
        DataType.struct("Note"),
        ScalarType.INT);
  }

  private static ReferenceType reference(Scope scope) {
    return new ReferenceType(new VersionRef(new Subject("shop.eu", "customer", scope), 3));
  }
}
