package io.cairn.registry.core.evolution;

import static io.cairn.registry.schema.DataType.array;
import static io.cairn.registry.schema.DataType.decimal;
import static io.cairn.registry.schema.DataType.embedding;
import static io.cairn.registry.schema.DataType.enumeration;
import static io.cairn.registry.schema.DataType.map;
import static io.cairn.registry.schema.DataType.struct;
import static io.cairn.registry.schema.DataType.union;
import static io.cairn.registry.schema.Nullability.NULLABLE;
import static io.cairn.registry.schema.Nullability.REQUIRED;
import static io.cairn.registry.schema.ScalarType.BIGINT;
import static io.cairn.registry.schema.ScalarType.BYTES;
import static io.cairn.registry.schema.ScalarType.DATE;
import static io.cairn.registry.schema.ScalarType.DATETIME;
import static io.cairn.registry.schema.ScalarType.DOUBLE;
import static io.cairn.registry.schema.ScalarType.FLOAT;
import static io.cairn.registry.schema.ScalarType.INT;
import static io.cairn.registry.schema.ScalarType.SMALLINT;
import static io.cairn.registry.schema.ScalarType.TEXT;
import static io.cairn.registry.schema.ScalarType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which change is compatible in which direction: every row of the table, for fields at the top of
 * the schema and three levels down. An empty text means that the direction is fine.
 */
@Tag("C1")
class TruthTableTest {
  private static final Field ID = Field.required("id", BIGINT);
  private static final Field N = Field.required("n", INT);

  private record Row(
      String change, String backward, String forward, List<Field> old, List<Field> fresh) {}

  private static Row row(
      String change, String backward, String forward, List<Field> old, List<Field> fresh) {
    return new Row(change, backward, forward, old, fresh);
  }

  /** A change of one field. */
  private static Row row(String change, String backward, String forward, Field old, Field fresh) {
    return new Row(change, backward, forward, List.of(ID, old), List.of(fresh, ID));
  }

  /** A change of the type of the required field {@code n}. */
  private static Row type(
      String change, String backward, String forward, DataType old, DataType fresh) {
    return row(
        change,
        at(backward, "n"),
        at(forward, "n"),
        Field.required("n", old),
        Field.required("n", fresh));
  }

  private static String at(String rule, String location) {
    return rule.isEmpty() || rule.contains(" ") ? rule : rule + " " + location;
  }

  /** A change without loss one way. */
  private static Row wider(DataType old, DataType fresh) {
    return type("widen " + old + " to " + fresh, "", "TYPE_NARROWED", old, fresh);
  }

  private static Row narrower(DataType old, DataType fresh) {
    return type("narrow " + old + " to " + fresh, "TYPE_NARROWED", "", old, fresh);
  }

  private static Row neither(String rule, DataType old, DataType fresh) {
    return type("turn " + old + " into " + fresh, rule, rule, old, fresh);
  }

  private static Stream<Row> additionsAndRemovals() {
    Field nullable = Field.nullable("n", INT);
    Field defaulted = Field.builder("n", INT).defaultsTo(7).build();
    Field called = Field.builder("n", DATETIME).defaultValue(DefaultValue.call("NOW")).build();
    List<Field> without = List.of(ID);
    return Stream.of(
        row("add a nullable field", "", "", without, List.of(ID, nullable)),
        row("add a field with a default", "", "", without, List.of(ID, defaulted)),
        row("add a field whose default is a call", "", "", without, List.of(ID, called)),
        row(
            "add an optional structure with required fields",
            "",
            "",
            without,
            List.of(ID, Field.nullable("s", struct(N)))),
        row("add a required field", "FIELD_MISSING n", "", without, List.of(ID, N)),
        row("remove a nullable field", "", "", List.of(ID, nullable), without),
        row("remove a field with a default", "", "", List.of(ID, defaulted), without),
        row("remove a required field", "", "FIELD_MISSING n", List.of(ID, N), without),
        row(
            "exchange a required field for one from another source",
            "FIELD_MISSING resource:n",
            "FIELD_MISSING n",
            N,
            N.toBuilder().source(FieldSource.RESOURCE).build()),
        row(
            "remove and add at once",
            "FIELD_MISSING m",
            "FIELD_MISSING n",
            N,
            Field.required("m", INT)),
        row("change the order of fields", "", "", List.of(ID, N), List.of(N, ID)),
        row("change nothing", "", "", N, N));
  }

  private static Stream<Row> scalars() {
    return Stream.of(
        wider(SMALLINT, INT),
        wider(SMALLINT, BIGINT),
        wider(INT, BIGINT),
        wider(SMALLINT, FLOAT),
        wider(SMALLINT, DOUBLE),
        wider(FLOAT, DOUBLE),
        wider(INT, DOUBLE),
        wider(decimal(10, 2), decimal(11, 2)),
        wider(SMALLINT, decimal(5, 0)),
        wider(INT, decimal(10, 0)),
        wider(BIGINT, decimal(19, 0)),
        wider(BIGINT, decimal(38, 0)),
        narrower(INT, SMALLINT),
        narrower(BIGINT, INT),
        narrower(DOUBLE, FLOAT),
        narrower(DOUBLE, INT),
        narrower(FLOAT, SMALLINT),
        narrower(decimal(11, 2), decimal(10, 2)),
        narrower(decimal(19, 0), BIGINT),
        narrower(decimal(10, 0), INT),
        neither("TYPE_LOSSY", BIGINT, DOUBLE),
        neither("TYPE_LOSSY", BIGINT, FLOAT),
        neither("TYPE_LOSSY", INT, FLOAT),
        neither("TYPE_LOSSY", SMALLINT, decimal(4, 0)),
        neither("TYPE_LOSSY", INT, decimal(9, 0)),
        neither("TYPE_LOSSY", BIGINT, decimal(18, 0)),
        neither("TYPE_LOSSY", INT, decimal(12, 2)),
        neither("TYPE_LOSSY", DOUBLE, decimal(38, 10)),
        neither("DECIMAL_SCALE_CHANGED", decimal(10, 2), decimal(10, 3)),
        neither("DECIMAL_SCALE_CHANGED", decimal(10, 2), decimal(20, 4)),
        neither("TYPE_CHANGED", TIMESTAMP, DATETIME),
        neither("TYPE_CHANGED", DATE, INT),
        neither("TYPE_CHANGED", DATE, TIMESTAMP),
        neither("TYPE_CHANGED", TEXT, BYTES),
        neither("TYPE_CHANGED", INT, TEXT),
        neither("EMBEDDING_CHANGED", embedding(3), embedding(4)),
        neither("TYPE_CHANGED", embedding(3), array(FLOAT)));
  }

  private static Stream<Row> enums() {
    EnumType few = enumeration("A", "B");
    EnumType more = enumeration("A", "B", "C");
    EnumType fewOrA = new EnumType(few.symbols(), "A");
    EnumType moreOrA = new EnumType(more.symbols(), "A");
    return Stream.of(
        type("add a symbol", "", "ENUM_SYMBOL_UNKNOWN", few, more),
        type("remove a symbol", "ENUM_SYMBOL_UNKNOWN", "", more, few),
        type(
            "exchange a symbol",
            "ENUM_SYMBOL_UNKNOWN",
            "ENUM_SYMBOL_UNKNOWN",
            few,
            enumeration("A", "C")),
        type("add a symbol beside a default one", "", "ENUM_SYMBOL_UNKNOWN", fewOrA, moreOrA),
        type("remove a symbol beside a default one", "ENUM_SYMBOL_UNKNOWN", "", moreOrA, fewOrA),
        type("change the order of symbols", "", "", few, enumeration("B", "A")),
        type("add a default symbol", "", "", few, fewOrA),
        neither("TYPE_CHANGED", few, TEXT));
  }

  private static Stream<Row> unions() {
    DataType two = union(INT, TEXT);
    DataType three = union(INT, TEXT, DATE);
    return Stream.of(
        type("add a branch", "", "UNION_BRANCH_UNKNOWN n<DATE>", two, three),
        type("remove a branch", "UNION_BRANCH_UNKNOWN n<DATE>", "", three, two),
        type("change the order of branches", "", "", two, union(TEXT, INT)),
        type(
            "widen inside a branch",
            "",
            "TYPE_NARROWED n<DECIMAL>",
            union(decimal(5, 2), TEXT),
            union(TEXT, decimal(6, 2))),
        type(
            "change a field inside a branch",
            "TYPE_CHANGED n<Order>.id",
            "TYPE_CHANGED n<Order>.id",
            union(struct("Order", ID), TEXT),
            union(struct("Order", Field.required("id", TEXT)), TEXT)),
        type(
            "rename a branch",
            "UNION_BRANCH_UNKNOWN n<Order>",
            "UNION_BRANCH_UNKNOWN n<Sale>",
            union(struct("Order", ID), TEXT),
            union(struct("Sale", ID), TEXT)),
        neither("TYPE_CHANGED", INT, two));
  }

  private static Stream<Row> containers() {
    return Stream.of(
        type("widen an element", "", "TYPE_NARROWED n[]", array(INT), array(BIGINT)),
        type("narrow an element", "TYPE_NARROWED n[]", "", array(BIGINT), array(INT)),
        type(
            "let elements be null",
            "",
            "NULL_REFUSED n[]",
            array(INT),
            new ArrayType(INT, NULLABLE)),
        type(
            "refuse null elements",
            "NULL_REFUSED n[]",
            "",
            new ArrayType(INT, NULLABLE),
            array(INT)),
        type("widen a map's value", "", "TYPE_NARROWED n{}", map(INT), map(BIGINT)),
        type(
            "let a map's values be null",
            "",
            "NULL_REFUSED n{}",
            map(INT),
            new MapType(TEXT, INT, NULLABLE)),
        type(
            "widen a map's key",
            "",
            "TYPE_NARROWED n{key}",
            new MapType(INT, INT, REQUIRED),
            new MapType(BIGINT, INT, REQUIRED)),
        type(
            "add a symbol to a map's key",
            "",
            "ENUM_SYMBOL_UNKNOWN n{key}",
            new MapType(enumeration("A"), INT, REQUIRED),
            new MapType(enumeration("A", "B"), INT, REQUIRED)),
        type(
            "change a map's key",
            "TYPE_CHANGED n{key}",
            "TYPE_CHANGED n{key}",
            new MapType(TEXT, INT, REQUIRED),
            new MapType(INT, INT, REQUIRED)),
        type("rename a structure", "", "", struct("A", ID), struct("B", ID)),
        neither("TYPE_CHANGED", array(INT), INT),
        neither("TYPE_CHANGED", map(INT), struct(ID)),
        neither("TYPE_CHANGED", struct(ID), array(struct(ID))));
  }

  private static Stream<Row> roles() {
    Field nullable = Field.nullable("n", INT);
    Field defaulted = N.toBuilder().defaultsTo(7).build();
    Field key = N.toBuilder().key(FieldKey.PRIMARY).build();
    Field optionalKey = defaulted.toBuilder().key(FieldKey.PARTITION).build();
    Field renamed = Field.builder("m", INT).alias("n").build();
    return Stream.of(
        row("let a field be null", "", "NULL_REFUSED n", N, nullable),
        row("refuse null", "NULL_REFUSED n", "", nullable, N),
        row("refuse null and give a default", "NULL_REFUSED n", "", nullable, defaulted),
        row("rename with an alias", "", "FIELD_MISSING n", N, renamed),
        row(
            "rename an optional field with an alias",
            "",
            "",
            nullable,
            Field.builder("m", INT).nullable().alias("n").build()),
        row("rename with aliases on both sides", "", "", N.toBuilder().alias("m").build(), renamed),
        row(
            "rename and narrow",
            "TYPE_NARROWED m",
            "FIELD_MISSING n",
            Field.required("n", BIGINT),
            renamed),
        row("drop a default", "", "", defaulted, N),
        row("change a default", "", "", defaulted, N.toBuilder().defaultsTo(8).build()),
        row("add an alias", "", "", N, N.toBuilder().alias("former").build()),
        row("change a doc", "", "", N, N.toBuilder().doc("how many").build()),
        row("become a primary key", "KEY_CHANGED n", "KEY_CHANGED n", N, key),
        row("be no primary key any more", "KEY_CHANGED n", "KEY_CHANGED n", key, N),
        row(
            "turn a primary key into a partition key",
            "KEY_CHANGED n",
            "KEY_CHANGED n",
            key,
            N.toBuilder().key(FieldKey.PARTITION).build()),
        row(
            "add an optional partition key",
            "KEY_CHANGED n",
            "KEY_CHANGED n",
            List.of(ID),
            List.of(ID, optionalKey)),
        row(
            "remove an optional partition key",
            "KEY_CHANGED n",
            "KEY_CHANGED n",
            List.of(ID, optionalKey),
            List.of(ID)),
        row(
            "add a required primary key",
            "FIELD_MISSING n, KEY_CHANGED n",
            "KEY_CHANGED n",
            List.of(ID),
            List.of(ID, key)),
        row(
            "remove a required primary key",
            "KEY_CHANGED n",
            "FIELD_MISSING n, KEY_CHANGED n",
            List.of(ID, key),
            List.of(ID)),
        row(
            "add an optional structure with a key inside",
            "KEY_CHANGED s.n",
            "KEY_CHANGED s.n",
            List.of(ID),
            List.of(ID, Field.nullable("s", struct(optionalKey)))),
        row(
            "remove an optional structure with a key inside",
            "KEY_CHANGED s.n",
            "KEY_CHANGED s.n",
            List.of(ID, Field.nullable("s", struct(optionalKey))),
            List.of(ID)));
  }

  static Stream<Arguments> changesOfFields() {
    List<Row> rows =
        Stream.of(additionsAndRemovals(), scalars(), enums(), unions(), containers(), roles())
            .flatMap(group -> group)
            .toList();
    return Arrays.stream(Nesting.values())
        .flatMap(nesting -> rows.stream().map(row -> Arguments.of(row.change(), nesting, row)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource
  void changesOfFields(String change, Nesting nesting, Row row) {
    requireVerdict(
        nesting.schema(row.old),
        nesting.schema(row.fresh),
        nested(row.backward, nesting),
        nested(row.forward, nesting));
  }

  private static List<String> nested(String expected, Nesting nesting) {
    return expected.isEmpty()
        ? List.of()
        : Arrays.stream(expected.split(", "))
            .map(one -> one.split(" ", 2))
            .map(one -> one[0] + " " + nesting.path(one[1]))
            .toList();
  }

  static Stream<Arguments> changesOfIdentities() {
    Schema plain = Schema.of(ID);
    Schema seconds = plain.toBuilder().trait("unit", "s").build();
    return Stream.of(
        Arguments.of(
            "change the kind",
            plain,
            plain.toBuilder().kind(SchemaKind.METRIC).build(),
            "KIND_CHANGED kind"),
        Arguments.of("add a trait", plain, seconds, "TRAIT_CHANGED trait unit"),
        Arguments.of("remove a trait", seconds, plain, "TRAIT_CHANGED trait unit"),
        Arguments.of(
            "change a trait",
            seconds,
            plain.toBuilder().trait("unit", "ms").build(),
            "TRAIT_CHANGED trait unit"),
        Arguments.of(
            "add a trait with the value absent",
            plain,
            plain.toBuilder().trait("unit", "absent").build(),
            "TRAIT_CHANGED trait unit"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void changesOfIdentities(String change, Schema old, Schema fresh, String violation) {
    requireVerdict(old, fresh, List.of(violation), List.of(violation));
  }

  private static void requireVerdict(
      Schema old, Schema fresh, List<String> backward, List<String> forward) {
    for (CompatibilityMode mode : CompatibilityMode.values()) {
      CompatibilityReport report =
          Compatibility.check(
              mode,
              fresh,
              History.of(ReadingOptions.DEFAULTS, List.of(History.Earlier.of(1, old))),
              Refusing.RESOLVER);
      assertThat(found(report, Direction.BACKWARD))
          .as("%s, backward", mode)
          .containsExactlyElementsOf(mode.checksBackward() ? backward : List.of());
      assertThat(found(report, Direction.FORWARD))
          .as("%s, forward", mode)
          .containsExactlyElementsOf(mode.checksForward() ? forward : List.of());
    }
  }

  private static List<String> found(CompatibilityReport report, Direction direction) {
    return report.violations().stream()
        .filter(violation -> violation.direction() == direction)
        .map(violation -> violation.rule() + " " + violation.location())
        .collect(Collectors.toList());
  }
}
