package io.cairn.registry.testkit.avro;

import static io.cairn.registry.schema.DataType.array;
import static io.cairn.registry.schema.DataType.decimal;
import static io.cairn.registry.schema.DataType.enumeration;
import static io.cairn.registry.schema.DataType.map;
import static io.cairn.registry.schema.DataType.struct;
import static io.cairn.registry.schema.DataType.union;
import static io.cairn.registry.schema.ScalarType.BIGINT;
import static io.cairn.registry.schema.ScalarType.BOOLEAN;
import static io.cairn.registry.schema.ScalarType.BYTES;
import static io.cairn.registry.schema.ScalarType.DATE;
import static io.cairn.registry.schema.ScalarType.DATETIME;
import static io.cairn.registry.schema.ScalarType.DOUBLE;
import static io.cairn.registry.schema.ScalarType.FLOAT;
import static io.cairn.registry.schema.ScalarType.INT;
import static io.cairn.registry.schema.ScalarType.SMALLINT;
import static io.cairn.registry.schema.ScalarType.TEXT;
import static io.cairn.registry.schema.ScalarType.TIME;
import static io.cairn.registry.schema.ScalarType.TIMESTAMP;
import static io.cairn.registry.schema.ScalarType.UUID;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.util.ArrayList;
import java.util.List;

/** The changes that are looked at by name, and the types that are looked at in pairs. */
final class Cases {
  private static final Field ID = Field.required("id", BIGINT);
  private static final Field N = Field.required("n", INT);
  private static final Field NULLABLE = Field.nullable("n", INT);
  private static final Field DEFAULTED = Field.builder("n", INT).defaultsTo(7).build();

  /** Every type that Avro can express, decimals of several digits and scales. */
  static final List<DataType> TYPES =
      List.of(
          BOOLEAN,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          decimal(10, 0),
          decimal(19, 0),
          decimal(10, 2),
          decimal(12, 2),
          decimal(12, 4),
          TEXT,
          BYTES,
          UUID,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          enumeration("A", "B"),
          array(INT),
          map(INT),
          struct(Field.required("x", INT)),
          union(INT, TEXT));

  /**
   * One change.
   *
   * @param name what is changed
   * @param old the schema before
   * @param fresh the schema after
   */
  record Case(String name, Schema old, Schema fresh) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Cases() {}

  static List<Case> changes() {
    List<Case> all = new ArrayList<>();
    all.addAll(fieldsAddedAndRemoved());
    all.addAll(nullsAndDefaults());
    all.addAll(names());
    all.addAll(symbolsAndBranches());
    all.addAll(insides());
    all.addAll(identities());
    return all;
  }

  private static List<Case> fieldsAddedAndRemoved() {
    Field spelled = Field.builder("n", INT).nullable().defaultsTo(null).build();
    Field called = Field.builder("n", DATETIME).defaultValue(DefaultValue.call("NOW")).build();
    return List.of(
        added("add a nullable field", NULLABLE),
        added("add a nullable field with the default null", spelled),
        added("add a field with a default", DEFAULTED),
        added("add a field whose default is a call", called),
        added("add a required field", N),
        of("change the order of fields", List.of(ID, N), List.of(N, ID)));
  }

  private static List<Case> nullsAndDefaults() {
    Field other = Field.builder("n", INT).defaultsTo(8).build();
    return List.of(
        of("let a field be null", N, NULLABLE),
        of("let a field be null, refuse that with a default", DEFAULTED, NULLABLE),
        of("give a default", N, DEFAULTED),
        of("change a default's value", DEFAULTED, other));
  }

  private static List<Case> names() {
    Field renamed = Field.builder("m", INT).alias("n").build();
    Field prepared = Field.builder("n", INT).alias("m").build();
    return List.of(
        of("rename, alias in the new schema", N, renamed),
        of("rename, aliases in both", prepared, renamed),
        of("rename without an alias", N, Field.required("m", INT)),
        of("rename an optional field without an alias", NULLABLE, Field.nullable("m", INT)),
        of("add an alias", N, prepared),
        of(
            "add a field of another's alias",
            List.of(ID, prepared),
            List.of(ID, N, Field.nullable("m", INT))));
  }

  private static List<Case> symbolsAndBranches() {
    EnumType one = new EnumType(List.of("A"), "A");
    EnumType two = new EnumType(List.of("A", "B"), "A");
    return List.of(
        type("add a symbol", enumeration("A"), enumeration("A", "B")),
        type("add a symbol, with a default symbol", one, two),
        type("add a default symbol", enumeration("A"), one),
        type("add a branch", union(INT, TEXT), union(INT, TEXT, BOOLEAN)),
        type(
            "add a branch beside one it could be promoted to",
            union(DOUBLE, TEXT),
            union(DOUBLE, TEXT, BIGINT)),
        type("widen a branch", union(INT, TEXT), union(BIGINT, TEXT)),
        type("exchange a branch for one stored alike", union(INT, TEXT), union(DATE, TEXT)),
        type("change the order of branches", union(INT, TEXT), union(TEXT, INT)),
        type("turn a union into its widest branch", union(INT, BIGINT), BIGINT),
        type(
            "rename a structure in a union",
            union(INT, struct("Cat", N)),
            union(INT, struct("Dog", N))));
  }

  private static List<Case> insides() {
    return List.of(
        type("widen the elements of an array", array(INT), array(BIGINT)),
        type("round the elements of an array", array(BIGINT), array(DOUBLE)),
        type("let elements be null", array(INT), new ArrayType(INT, Nullability.NULLABLE)),
        type("widen the values of a map", map(INT), map(BIGINT)),
        type("let values be null", map(INT), new MapType(TEXT, INT, Nullability.NULLABLE)),
        type("change the scale in a map", map(decimal(10, 2)), map(decimal(12, 4))),
        type("add a nullable field inside", struct(ID), struct(ID, NULLABLE)),
        type("add a field with a default inside", struct(ID), struct(ID, DEFAULTED)),
        type("add a required field inside", struct(ID), struct(ID, N)),
        type("name a structure", struct(N), struct("Point", N)),
        of("widen to a decimal, both nullable", NULLABLE, Field.nullable("n", decimal(10, 0))));
  }

  private static List<Case> identities() {
    Field key = N.toBuilder().key(FieldKey.PRIMARY).build();
    Schema seconds = Schema.builder().field(N).trait("unit", "s").build();
    Schema millis = Schema.builder().field(N).trait("unit", "ms").build();
    return List.of(
        of("become a key", N, key),
        new Case(
            "change the kind",
            Schema.of(N),
            Schema.builder().kind(SchemaKind.METRIC).field(N).build()),
        new Case("change a trait", seconds, millis));
  }

  /** A change of the type of the required field {@code n}. */
  static Case type(String name, DataType old, DataType fresh) {
    return of(name, Field.required("n", old), Field.required("n", fresh));
  }

  private static Case added(String name, Field field) {
    return of(name, List.of(ID), List.of(ID, field));
  }

  private static Case of(String name, Field old, Field fresh) {
    return of(name, List.of(ID, old), List.of(ID, fresh));
  }

  private static Case of(String name, List<Field> old, List<Field> fresh) {
    return new Case(
        name, Schema.builder().fields(old).build(), Schema.builder().fields(fresh).build());
  }
}
