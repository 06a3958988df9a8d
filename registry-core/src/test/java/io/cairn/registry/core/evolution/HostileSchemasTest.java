package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.evolution.History.Earlier;
import io.cairn.registry.core.json.DiffJson;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schemas as deep, as wide and as oddly named as they may be. */
@Tag("C2")
@Tag("D1")
@Tag("once")
class HostileSchemasTest {
  private static final Subject SUBJECT = Subject.of("hostile", "schema");

  private static List<Violation> violations(CompatibilityMode mode, Schema proposed, Schema old) {
    return Compatibility.check(
            mode,
            proposed,
            History.of(ReadingOptions.DEFAULTS, List.of(Earlier.of(1, old))),
            Refusing.RESOLVER)
        .violations();
  }

  private static Schema schema(List<Field> fields) {
    return Schema.builder().fields(fields).build();
  }

  private static Schema schema(int fields, IntFunction<Field> field) {
    return schema(IntStream.range(0, fields).mapToObj(field).toList());
  }

  private static Schema holding(DataType type) {
    return Schema.of(Field.required("f", type));
  }

  /** The difference, after it led from the one to the other and back, also as text. */
  private static List<Change> diff(Schema old, Schema fresh) {
    SchemaDiff diff = Differ.byName(old, fresh);
    assertThat(DiffJson.read(DiffJson.write(diff))).isEqualTo(diff);
    assertThat(Differ.byName(DiffAlgebra.apply(old, diff), fresh).changes()).isEmpty();
    assertThat(Differ.byName(DiffAlgebra.apply(fresh, DiffAlgebra.inverse(diff)), old).changes())
        .isEmpty();
    return diff.changes();
  }

  @ParameterizedTest
  @EnumSource
  void aChangeAtTheVeryBottomIsFound(Tower tower) {
    Schema old = tower.schema(Schema.MAX_DEPTH, ScalarType.INT);
    Schema fresh = tower.schema(Schema.MAX_DEPTH, ScalarType.BIGINT);

    assertThat(SmallStack.call(() -> violations(CompatibilityMode.BACKWARD, fresh, old))).isEmpty();
    List<Violation> narrowed =
        SmallStack.call(() -> violations(CompatibilityMode.FORWARD, fresh, old));
    assertThat(narrowed).extracting(Violation::rule).containsExactly(Rule.TYPE_NARROWED);
    assertThat(SmallStack.call(() -> violations(CompatibilityMode.BACKWARD, old, fresh)))
        .extracting(Violation::rule)
        .containsExactly(Rule.TYPE_NARROWED);
    FieldPath bottom = FieldPath.parse(narrowed.get(0).location());
    assertThat(bottom.steps()).hasSizeBetween(Schema.MAX_DEPTH / 2, Schema.MAX_DEPTH);
    assertThat(SmallStack.call(() -> diff(old, fresh)))
        .containsExactly(new Change.TypeChanged(bottom, ScalarType.INT, ScalarType.BIGINT));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R11")
  void theDeepestSchemasAreRegisteredOnASmallStack(Tower tower) {
    Schema old = tower.schema(Schema.MAX_DEPTH, ScalarType.INT);
    Schema fresh = tower.schema(Schema.MAX_DEPTH, ScalarType.BIGINT);
    List<Change> changes =
        SmallStack.call(
            () -> {
              try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
                registry.register(SUBJECT, SchemaJson.read(SchemaJson.write(old)));
                registry.register(SUBJECT, SchemaJson.read(SchemaJson.write(fresh)));
                return registry.evolution().diff(SUBJECT, 1, 2).changes();
              }
            });
    assertThat(changes).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("P8")
  void oneLevelMoreIsRefused(Tower tower) {
    assertThatThrownBy(() -> tower.schema(Schema.MAX_DEPTH + 1, ScalarType.INT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("64");
    assertThatThrownBy(() -> tower.schema(100_000, ScalarType.INT))
        .isInstanceOf(InvalidInputException.class);
  }

  /** How all fields of a schema change at once, and what that comes to. */
  private enum Wide {
    UNCHANGED(0, 0, 0),
    RENAMED(0, Schema.MAX_FIELDS, 2 * Schema.MAX_FIELDS),
    RENAMED_CROSSWISE(0, Schema.MAX_FIELDS, 2 * Schema.MAX_FIELDS),
    RETYPED(Schema.MAX_FIELDS, Schema.MAX_FIELDS, Schema.MAX_FIELDS),
    REPLACED(Schema.MAX_FIELDS, Schema.MAX_FIELDS, 2 * Schema.MAX_FIELDS);

    final int backward;
    final int forward;
    final int changes;

    Wide(int backward, int forward, int changes) {
      this.backward = backward;
      this.forward = forward;
      this.changes = changes;
    }

    Field field(int i) {
      Field.Builder renamed = Field.builder("g" + i, ScalarType.INT);
      return switch (this) {
        case UNCHANGED -> Field.required("f" + i, ScalarType.INT);
        case RENAMED -> renamed.alias("f" + i).build();
        case RENAMED_CROSSWISE -> renamed.alias("f" + (Schema.MAX_FIELDS - 1 - i)).build();
        case RETYPED -> Field.required("f" + i, ScalarType.TEXT);
        case REPLACED -> renamed.build();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void asManyFieldsAsThereMayBeAreComparedInAnyOrder(Wide wide) {
    Schema old = schema(Schema.MAX_FIELDS, i -> Field.required("f" + i, ScalarType.INT));
    Schema fresh = schema(Schema.MAX_FIELDS, wide::field);
    List<Field> shuffled = new ArrayList<>(fresh.fields());
    Collections.shuffle(shuffled, new Random(1));
    for (Schema proposed : List.of(fresh, schema(shuffled))) {
      assertThat(violations(CompatibilityMode.BACKWARD, proposed, old)).hasSize(wide.backward);
      assertThat(violations(CompatibilityMode.FORWARD, proposed, old)).hasSize(wide.forward);
      assertThat(diff(old, proposed)).hasSize(wide.changes);
    }
  }

  @Test
  @Tag("P8")
  void oneFieldMoreIsRefusedWhereverItStands() {
    Field[] most =
        IntStream.range(0, Schema.MAX_FIELDS)
            .mapToObj(i -> Field.required("f" + i, ScalarType.INT))
            .toArray(Field[]::new);
    assertThat(Schema.of(most).fields()).hasSize(Schema.MAX_FIELDS);
    for (Schema.Builder builder :
        List.of(
            Schema.of(most).toBuilder().field(Field.required("more", ScalarType.INT)),
            Schema.builder().field(Field.required("outer", DataType.struct(most))))) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("10000");
    }
  }

  @Test
  void theOrderOfTenThousandSymbolsIsNoChange() {
    List<String> symbols =
        new ArrayList<>(IntStream.range(0, EnumType.MAX_SYMBOLS).mapToObj(i -> "S" + i).toList());
    Schema old = holding(new EnumType(symbols, null));
    Collections.reverse(symbols);
    Schema turned = holding(new EnumType(symbols, null));
    Schema others = holding(new EnumType(symbols.stream().map(s -> "T" + s).toList(), null));

    assertThat(violations(CompatibilityMode.FULL, turned, old)).isEmpty();
    assertThat(diff(old, turned)).isEmpty();
    assertThat(violations(CompatibilityMode.FULL, others, old))
        .extracting(Violation::rule)
        .containsExactly(Rule.ENUM_SYMBOL_UNKNOWN, Rule.ENUM_SYMBOL_UNKNOWN);
    assertThat(diff(old, others)).hasSize(1);
  }

  @Test
  void theBranchesOfAWideUnionAreComparedOneByOne() {
    Function<ScalarType, List<DataType>> branches =
        type ->
            IntStream.range(0, 1_000)
                .mapToObj(i -> DataType.struct("B" + i, Field.required("x", type)))
                .map(DataType.class::cast)
                .toList();
    Schema old = holding(new UnionType(branches.apply(ScalarType.INT)));
    List<DataType> turned = new ArrayList<>(branches.apply(ScalarType.INT));
    Collections.reverse(turned);
    assertThat(violations(CompatibilityMode.FULL, holding(new UnionType(turned)), old)).isEmpty();
    assertThat(diff(old, holding(new UnionType(turned)))).isEmpty();

    Schema widened = holding(new UnionType(branches.apply(ScalarType.BIGINT)));
    assertThat(violations(CompatibilityMode.BACKWARD, widened, old)).isEmpty();
    assertThat(violations(CompatibilityMode.FORWARD, widened, old)).hasSize(1_000);
    assertThat(diff(old, widened)).hasSize(1_000);

    Schema fewer = holding(new UnionType(turned.subList(0, 999)));
    assertThat(violations(CompatibilityMode.BACKWARD, fewer, old))
        .extracting(Violation::rule, Violation::location)
        .containsExactly(Tuple.tuple(Rule.UNION_BRANCH_UNKNOWN, "f<B0>"));
  }

  @Test
  void namesOfSeparatorsAreNotTakenForPaths() {
    List<String> names =
        List.of(
            ".",
            "..",
            "a.b",
            "a",
            "\\",
            "\\.",
            "a\\",
            "[]",
            "a[]",
            "a[].b",
            "{}",
            "{key}",
            "a{}",
            "<S>",
            "a<S>",
            "a<S>.b",
            ":",
            "resource:a",
            "span:",
            " ",
            "\n",
            "\u0001",
            "\"",
            "|",
            "`",
            "kind",
            "trait unit");
    Function<DataType, Schema> of =
        type -> {
          List<Field> inner = names.stream().map(name -> Field.required(name, type)).toList();
          List<Field> fields = new ArrayList<>();
          for (String name : names) {
            fields.add(Field.required(name, DataType.struct(inner.toArray(Field[]::new))));
          }
          return schema(fields);
        };
    Schema old = of.apply(ScalarType.INT);
    Schema fresh = of.apply(ScalarType.TEXT);

    List<FieldPath> expected =
        names.stream()
            .flatMap(outer -> names.stream().map(inner -> FieldPath.of(outer, inner)))
            .toList();
    assertThat(violations(CompatibilityMode.BACKWARD, fresh, old))
        .extracting(violation -> FieldPath.parse(violation.location()))
        .containsExactlyElementsOf(expected);
    assertThat(diff(old, fresh))
        .extracting(change -> ((Change.TypeChanged) change).path())
        .containsExactlyElementsOf(expected);
  }
}
