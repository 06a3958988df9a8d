package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What changed, by names and by the layouts that versions of one subject get. */
@Tag("D1")
class DifferTest {
  private static final Field ID = Field.required("id", ScalarType.BIGINT);
  private static final Field N = Field.required("n", ScalarType.INT);
  private static final FieldPath AT_N = FieldPath.of("n");

  private static SchemaVersion version(int number, Schema schema, Ordinals.Assigned assigned) {
    return new SchemaVersion(
        Subject.of("a", "b"), number, new SchemaId(0, number), schema, assigned.layout());
  }

  private static List<Change> byLayout(Schema old, Schema fresh) {
    Ordinals.Assigned first = Ordinals.assign(old, null, 0);
    Ordinals.Assigned second = Ordinals.assign(fresh, version(1, old, first), first.last());
    return Differ.byLayout(old, first.layout(), fresh, second.layout()).changes();
  }

  /** Both matchings must say the same of neighbours. */
  private static List<Change> diff(Schema old, Schema fresh) {
    List<Change> changes = Differ.byName(old, fresh).changes();
    assertThat(byLayout(old, fresh)).isEqualTo(changes);
    return changes;
  }

  private static List<Change> diff(Field old, Field fresh) {
    return diff(Schema.of(ID, old), Schema.of(ID, fresh));
  }

  private static List<Change> diffTypes(DataType old, DataType fresh) {
    return diff(Field.required("n", old), Field.required("n", fresh));
  }

  @Test
  void nothingChangedFromASchemaToItself() {
    Schema schema =
        Schema.of(
                ID,
                Field.required("u", DataType.union(DataType.struct("S", N), ScalarType.TEXT)),
                Field.nullable("m", DataType.map(DataType.array(DataType.struct(N)))),
                Field.builder("d", ScalarType.INT).defaultsTo(1).alias("e").doc("x").build())
            .toBuilder()
            .trait("unit", "s")
            .build();
    assertThat(diff(schema, schema)).isEmpty();
  }

  @Test
  void theKind() {
    assertThat(diff(Schema.of(ID), Schema.of(ID).toBuilder().kind(SchemaKind.LOG).build()))
        .containsExactly(new Change.KindChanged(SchemaKind.RECORD, SchemaKind.LOG));
  }

  @Test
  void traitsInTheOrderOfTheirNames() {
    Schema old = Schema.of(ID).toBuilder().trait("b", "1").trait("c", "absent").build();
    Schema fresh = Schema.of(ID).toBuilder().trait("b", "2").trait("a", "3").build();
    assertThat(diff(old, fresh))
        .containsExactly(
            new Change.TraitChanged("a", null, "3"),
            new Change.TraitChanged("b", "1", "2"),
            new Change.TraitChanged("c", "absent", null));
  }

  @Test
  void addedAndRemovedFields() {
    assertThat(diff(Schema.of(N, ID), Schema.of(ID, Field.nullable("m", ScalarType.TEXT))))
        .containsExactly(
            new Change.Added(FieldPath.of("m"), Field.nullable("m", ScalarType.TEXT)),
            new Change.Removed(AT_N, N));
  }

  @Test
  void aFieldFromAnotherSourceIsAnotherField() {
    Field resource = N.toBuilder().source(FieldSource.RESOURCE).build();
    assertThat(diff(N, resource))
        .containsExactly(
            new Change.Added(FieldPath.of(resource), resource), new Change.Removed(AT_N, N));
  }

  @Test
  void aRenamedFieldAndWhatElseChangedInIt() {
    Field renamed =
        Field.builder("m", ScalarType.BIGINT).alias("n").nullable().doc("how many").build();
    FieldPath atM = FieldPath.of("m");
    assertThat(diff(N, renamed))
        .containsExactly(
            new Change.Renamed(AT_N, atM),
            new Change.TypeChanged(atM, ScalarType.INT, ScalarType.BIGINT),
            new Change.NullabilityChanged(atM, Nullability.REQUIRED, Nullability.NULLABLE),
            new Change.AliasesChanged(atM, Set.of(), Set.of("n")),
            new Change.DocChanged(atM, "", "how many"));
  }

  @Test
  void anAliasCountsOnlyWhereTheNameIsNotThere() {
    Field both = Field.builder("m", ScalarType.INT).alias("n").build();
    Field m = Field.required("m", ScalarType.INT);
    assertThat(diff(Schema.of(N, m), Schema.of(both)))
        .containsExactly(
            new Change.AliasesChanged(FieldPath.of("m"), Set.of(), Set.of("n")),
            new Change.Removed(AT_N, N));
  }

  @Test
  void ofTwoAliasesOneIsTheFieldAndTheOtherOneWent() {
    Field m = Field.required("m", ScalarType.INT);
    Field merged = Field.builder("sum", ScalarType.INT).alias("n").alias("m").build();
    assertThat(diff(Schema.of(N, m), Schema.of(merged)))
        .containsExactly(
            new Change.Renamed(FieldPath.of("m"), FieldPath.of("sum")),
            new Change.AliasesChanged(FieldPath.of("sum"), Set.of(), Set.of("m", "n")),
            new Change.Removed(AT_N, N));
  }

  @Test
  void typeNullabilityDefaultKeysAliasesAndDoc() {
    Field fresh =
        Field.builder("n", ScalarType.TEXT)
            .nullable()
            .defaultsTo(null)
            .key(FieldKey.PARTITION)
            .alias("former")
            .doc("a doc")
            .build();
    assertThat(diff(N, fresh))
        .containsExactly(
            new Change.TypeChanged(AT_N, ScalarType.INT, ScalarType.TEXT),
            new Change.NullabilityChanged(AT_N, Nullability.REQUIRED, Nullability.NULLABLE),
            new Change.DefaultChanged(AT_N, DefaultValue.NONE, DefaultValue.literal(null)),
            new Change.KeysChanged(AT_N, Set.of(), Set.of(FieldKey.PARTITION)),
            new Change.AliasesChanged(AT_N, Set.of(), Set.of("former")),
            new Change.DocChanged(AT_N, "", "a doc"));
  }

  @ParameterizedTest
  @EnumSource
  void fieldsWhereverTheyStand(Nesting nesting) {
    Field added = Field.nullable("note", ScalarType.TEXT);
    Field renamed = Field.builder("m", ScalarType.INT).alias("n").build();
    FieldPath to = FieldPath.parse(nesting.path("m"));
    assertThat(diff(nesting.schema(List.of(ID, N)), nesting.schema(List.of(added, renamed))))
        .containsExactly(
            new Change.Added(FieldPath.parse(nesting.path("note")), added),
            new Change.Renamed(FieldPath.parse(nesting.path("n")), to),
            new Change.AliasesChanged(to, Set.of(), Set.of("n")),
            new Change.Removed(FieldPath.parse(nesting.path("id")), ID));
  }

  @Test
  void partsOfContainers() {
    FieldPath element = AT_N.then(FieldPath.Inside.ELEMENT);
    assertThat(
            diffTypes(
                DataType.array(ScalarType.INT),
                new ArrayType(ScalarType.BIGINT, Nullability.NULLABLE)))
        .containsExactly(
            new Change.TypeChanged(element, ScalarType.INT, ScalarType.BIGINT),
            new Change.NullabilityChanged(element, Nullability.REQUIRED, Nullability.NULLABLE));
    FieldPath value = AT_N.then(FieldPath.Inside.VALUE);
    assertThat(
            diffTypes(
                DataType.map(ScalarType.INT),
                new MapType(ScalarType.UUID, ScalarType.TEXT, Nullability.NULLABLE)))
        .containsExactly(
            new Change.TypeChanged(
                AT_N.then(FieldPath.Inside.KEY), ScalarType.TEXT, ScalarType.UUID),
            new Change.TypeChanged(value, ScalarType.INT, ScalarType.TEXT),
            new Change.NullabilityChanged(value, Nullability.REQUIRED, Nullability.NULLABLE));
  }

  @Test
  void aUnionOfTheSameBranchesIsComparedBranchByBranchInWhateverOrder() {
    assertThat(
            diffTypes(
                DataType.union(DataType.decimal(5, 2), DataType.struct("S", N)),
                DataType.union(DataType.struct("S", ID), DataType.decimal(6, 2))))
        .containsExactly(
            new Change.Added(AT_N.then(new FieldPath.Branch("S")).then(ID), ID),
            new Change.TypeChanged(
                AT_N.then(new FieldPath.Branch("DECIMAL")),
                DataType.decimal(5, 2),
                DataType.decimal(6, 2)),
            new Change.Removed(AT_N.then(new FieldPath.Branch("S")).then(N), N));
  }

  @Test
  void otherwiseTheWholeTypeChanged() {
    List<List<DataType>> pairs =
        List.of(
            List.of(
                DataType.union(ScalarType.INT, ScalarType.TEXT),
                DataType.union(ScalarType.INT, ScalarType.DATE)),
            List.of(DataType.struct("A", N), DataType.struct("B", N)),
            List.of(DataType.struct("A", N), DataType.struct(N)),
            List.of(DataType.struct(N), DataType.array(DataType.struct(N))),
            List.of(DataType.enumeration("A"), DataType.enumeration("A", "B")),
            List.of(DataType.enumeration("A"), new EnumType(List.of("A"), "A")),
            List.of(DataType.embedding(3), DataType.embedding(4)),
            List.of(DataType.decimal(3, 1), DataType.decimal(3, 2)));
    for (List<DataType> pair : pairs) {
      assertThat(diffTypes(pair.get(0), pair.get(1)))
          .containsExactly(new Change.TypeChanged(AT_N, pair.get(0), pair.get(1)));
    }
  }

  @Test
  void theOrderOfFieldsSymbolsAndBranchesIsNoChange() {
    assertThat(
            diff(
                Schema.of(
                    ID,
                    Field.required("e", DataType.enumeration("A", "B")),
                    Field.required("u", DataType.union(ScalarType.INT, ScalarType.TEXT))),
                Schema.of(
                    Field.required("u", DataType.union(ScalarType.TEXT, ScalarType.INT)),
                    Field.required("e", DataType.enumeration("B", "A")),
                    ID)))
        .isEmpty();
  }

  @Test
  void layoutsTellAFieldThatCameBackFromOneThatStayed() {
    Schema with = Schema.of(ID, N);
    Ordinals.Assigned first = Ordinals.assign(with, null, 0);
    Ordinals.Assigned second =
        Ordinals.assign(Schema.of(ID), version(1, with, first), first.last());
    Ordinals.Assigned third =
        Ordinals.assign(with, version(2, Schema.of(ID), second), second.last());

    assertThat(Differ.byLayout(with, first.layout(), with, third.layout()).changes())
        .containsExactly(new Change.Added(AT_N, N), new Change.Removed(AT_N, N));
    assertThat(Differ.byName(with, with).changes()).isEmpty();
  }

  @Test
  void layoutsKnowAFieldThroughRenamesThatNoLongerHaveAnAlias() {
    Schema first = Schema.of(N);
    Schema second = Schema.of(Field.builder("m", ScalarType.INT).alias("n").build());
    Schema third = Schema.of(Field.required("m", ScalarType.INT));
    Ordinals.Assigned one = Ordinals.assign(first, null, 0);
    Ordinals.Assigned two = Ordinals.assign(second, version(1, first, one), one.last());
    Ordinals.Assigned three = Ordinals.assign(third, version(2, second, two), two.last());

    assertThat(Differ.byLayout(first, one.layout(), third, three.layout()).changes())
        .containsExactly(new Change.Renamed(AT_N, FieldPath.of("m")));
    assertThat(Differ.byName(first, third).changes()).hasSize(2);
  }

  @Test
  void aLayoutThatStaysIsOneObject() {
    Schema first = Schema.of(ID, N);
    Ordinals.Assigned one = Ordinals.assign(first, null, 0);
    SchemaVersion head = version(1, first, one);
    Field described = N.toBuilder().doc("how many").build();
    Field renamed = Field.builder("m", ScalarType.INT).alias("n").build();
    Field another = Field.required("m", ScalarType.INT);

    assertThat(Ordinals.assign(Schema.of(described, ID), head, 2).layout()).isSameAs(one.layout());
    for (Field field : List.of(renamed, another)) {
      Layout layout = Ordinals.assign(Schema.of(ID, field), head, 2).layout();
      assertThat(layout.paths()).containsExactly(FieldPath.of("id"), FieldPath.of("m"));
    }
    assertThat(Ordinals.assign(Schema.of(ID), head, 2).layout().paths())
        .containsExactly(FieldPath.of("id"));
  }

  /** Every pair of names in a list that has little in common with the one before. */
  @Test
  void manyFieldsInAnotherOrderWithSomeRenamed() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      fields.add(Field.required("f" + i, ScalarType.INT));
    }
    List<Field> others = new ArrayList<>(fields);
    Collections.reverse(others);
    others.set(10, Field.builder("r", ScalarType.INT).alias("f89").build());
    others.remove(20);
    Schema old = Schema.builder().fields(fields).build();
    Schema fresh = Schema.builder().fields(others).build();
    FieldPath atR = FieldPath.of("r");

    assertThat(diff(old, fresh))
        .containsExactly(
            new Change.Renamed(FieldPath.of("f89"), atR),
            new Change.AliasesChanged(atR, Set.of(), Set.of("f89")),
            new Change.Removed(FieldPath.of("f79"), fields.get(79)));
  }

  @Test
  void fieldsInsideATypeThatBecameAnotherAreNewOnes() {
    Schema struct = Schema.of(Field.required("s", DataType.struct(N)));
    Schema array = Schema.of(Field.required("s", DataType.array(DataType.struct(N))));
    Ordinals.Assigned one = Ordinals.assign(struct, null, 0);
    Layout two = Ordinals.assign(array, version(1, struct, one), one.last()).layout();
    assertThat(two.ordinals().values()).containsExactly(1, 3);
  }

  @Test
  void everyKindOfChangeIsNamedHere() {
    StructType old = DataType.struct(ID, N, Field.required("t", ScalarType.INT));
    Schema before =
        Schema.of(old.fields().toArray(Field[]::new)).toBuilder().trait("unit", "s").build();
    Schema after =
        Schema.builder()
            .kind(SchemaKind.METRIC)
            .field(Field.required("added", ScalarType.INT))
            .field(
                Field.builder("m", ScalarType.TEXT)
                    .alias("n")
                    .nullable()
                    .defaultsTo("x")
                    .key(FieldKey.PRIMARY)
                    .doc("d")
                    .build())
            .build();
    Set<Class<?>> found =
        diff(before, after).stream()
            .map(Object::getClass)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(Change.class.getPermittedSubclasses()));
  }
}
