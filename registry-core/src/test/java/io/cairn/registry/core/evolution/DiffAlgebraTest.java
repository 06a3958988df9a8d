package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Differences applied and turned around, by example. */
@Tag("D1")
final class DiffAlgebraTest {
  private static final Field ID = Field.required("id", ScalarType.BIGINT);
  private static final Field CITY = Field.nullable("city", ScalarType.TEXT);

  private static SchemaDiff diff(Change... changes) {
    return new SchemaDiff(List.of(changes));
  }

  private static FieldPath path(String text) {
    return FieldPath.parse(text);
  }

  private static Field renamed(String name, String former, DataType type) {
    return Field.builder(name, type).alias(former).build();
  }

  @Test
  void aRenamedFieldInARenamedFieldIsFoundAndFoundAgain() {
    Schema old = Schema.of(Field.required("address", DataType.struct(CITY, ID)));
    Schema fresh =
        Schema.of(
            renamed(
                "location",
                "address",
                DataType.struct(
                    renamed("town", "city", ScalarType.BYTES),
                    Field.required("id", ScalarType.INT))));
    SchemaDiff diff = Differ.byName(old, fresh);

    assertThat(DiffAlgebra.apply(old, diff)).isEqualTo(fresh);
    assertThat(DiffAlgebra.inverse(diff).changes())
        .containsExactly(
            new Change.Renamed(path("location"), path("address")),
            new Change.Renamed(path("location.town"), path("address.city")),
            new Change.TypeChanged(path("address.city"), ScalarType.BYTES, ScalarType.TEXT),
            new Change.NullabilityChanged(
                path("address.city"), Nullability.REQUIRED, Nullability.NULLABLE),
            new Change.AliasesChanged(path("address.city"), Set.of("city"), Set.of()),
            new Change.TypeChanged(path("address.id"), ScalarType.INT, ScalarType.BIGINT),
            new Change.AliasesChanged(path("address"), Set.of("address"), Set.of()));
    assertThat(DiffAlgebra.apply(fresh, DiffAlgebra.inverse(diff))).isEqualTo(old);
  }

  @Test
  void whatIsInsideArraysMapsAndUnionsIsReached() {
    Schema old =
        Schema.of(
            Field.required("tags", DataType.array(DataType.array(ScalarType.TEXT))),
            Field.required("attrs", DataType.map(DataType.struct(CITY))),
            Field.required(
                "payload", DataType.union(DataType.struct("A", ID), DataType.decimal(4, 2))));
    Schema fresh =
        Schema.of(
            Field.required(
                "tags",
                new ArrayType(
                    new ArrayType(ScalarType.BYTES, Nullability.NULLABLE), Nullability.NULLABLE)),
            Field.required(
                "attrs",
                new MapType(
                    ScalarType.INT,
                    DataType.struct(renamed("town", "city", ScalarType.TEXT)),
                    Nullability.NULLABLE)),
            Field.required(
                "payload", DataType.union(DataType.struct("A", CITY), DataType.decimal(5, 2))));

    assertThat(DiffAlgebra.apply(old, Differ.byName(old, fresh))).isEqualTo(fresh);
    assertThat(DiffAlgebra.apply(fresh, DiffAlgebra.inverse(Differ.byName(old, fresh))))
        .isEqualTo(old);
  }

  @Test
  void fieldsMayChangePlaces() {
    Field x = Field.required("x", ScalarType.INT);
    Field y = Field.required("y", ScalarType.TEXT);
    SchemaDiff swap =
        diff(new Change.Renamed(path("x"), path("y")), new Change.Renamed(path("y"), path("x")));

    assertThat(DiffAlgebra.apply(Schema.of(x, y), swap))
        .isEqualTo(
            Schema.of(Field.required("y", ScalarType.INT), Field.required("x", ScalarType.TEXT)));
    assertThat(DiffAlgebra.inverse(swap).changes())
        .containsExactlyInAnyOrderElementsOf(swap.changes());
  }

  @Test
  void aFieldMayGiveItsNameToAnother() {
    Schema old = Schema.of(ID, CITY);
    SchemaDiff diff =
        diff(
            new Change.Added(path("city"), Field.required("city", ScalarType.UUID)),
            new Change.Renamed(path("city"), path("town")),
            new Change.Removed(path("id"), ID));

    assertThat(DiffAlgebra.apply(old, diff))
        .isEqualTo(
            Schema.of(
                Field.nullable("town", ScalarType.TEXT), Field.required("city", ScalarType.UUID)));
    assertThat(DiffAlgebra.apply(DiffAlgebra.apply(old, diff), DiffAlgebra.inverse(diff)))
        .isEqualTo(Schema.of(CITY, ID));
  }

  @Test
  void kindTraitsSourceKeysDefaultAndDocAreAppliedToo() {
    Schema old = Schema.builder().field(ID).trait("unit", "ms").trait("gone", "1").build();
    Schema fresh =
        Schema.builder()
            .kind(SchemaKind.METRIC)
            .trait("unit", "s")
            .trait("came", "2")
            .field(
                Field.builder("id", ScalarType.BIGINT)
                    .source(FieldSource.RESOURCE)
                    .key(FieldKey.PRIMARY)
                    .defaultsTo(7)
                    .doc("what it is")
                    .build())
            .build();
    SchemaDiff diff =
        diff(
            new Change.KindChanged(SchemaKind.RECORD, SchemaKind.METRIC),
            new Change.TraitChanged("came", null, "2"),
            new Change.TraitChanged("gone", "1", null),
            new Change.TraitChanged("unit", "ms", "s"),
            new Change.Renamed(path("id"), path("resource:id")),
            new Change.DefaultChanged(
                path("resource:id"), DefaultValue.NONE, DefaultValue.literal(7)),
            new Change.KeysChanged(path("resource:id"), Set.of(), Set.of(FieldKey.PRIMARY)),
            new Change.DocChanged(path("resource:id"), "", "what it is"));

    assertThat(DiffAlgebra.apply(old, diff)).isEqualTo(fresh);
    assertThat(DiffAlgebra.apply(fresh, DiffAlgebra.inverse(diff))).isEqualTo(old);
  }

  @Test
  void theOrderOfFieldsInsideWhatGoesDoesNotMatter() {
    Field stored = Field.required("address", DataType.struct(CITY, ID));
    Field other = Field.required("address", DataType.struct(ID, CITY));

    assertThat(
            DiffAlgebra.apply(Schema.of(stored), diff(new Change.Removed(path("address"), other))))
        .isEqualTo(Schema.of());
  }

  record Misfit(String place, List<Change> changes) {}

  private static Misfit misfit(String place, Change... changes) {
    return new Misfit(place, List.of(changes));
  }

  static List<Misfit> misfits() {
    Field note = Field.required("note", ScalarType.TEXT);
    FieldPath absent = path("absent");
    return List.of(
        misfit("id", new Change.Added(path("id"), ID)),
        misfit("its fields", new Change.Added(path("note"), note.toBuilder().alias("id").build())),
        misfit("other", new Change.Added(path("other"), note)),
        misfit("absent.note", new Change.Added(path("absent.note"), note)),
        misfit("id.note", new Change.Added(path("id.note"), note)),
        misfit("absent", new Change.Removed(absent, note)),
        misfit("id", new Change.Removed(path("id"), Field.required("id", ScalarType.INT))),
        misfit("absent", new Change.Renamed(absent, path("note"))),
        misfit("id", new Change.Renamed(path("id"), path("address.id"))),
        misfit("id", new Change.Renamed(path("id"), path("id[]"))),
        misfit("address", new Change.Renamed(path("id"), path("address"))),
        misfit("id", new Change.TypeChanged(path("id"), ScalarType.INT, ScalarType.TEXT)),
        misfit(
            "address.city",
            new Change.NullabilityChanged(
                path("address.city"), Nullability.REQUIRED, Nullability.NULLABLE)),
        misfit(
            "id",
            new Change.DefaultChanged(path("id"), DefaultValue.NONE, DefaultValue.literal("text"))),
        misfit("id", new Change.KeysChanged(path("id"), Set.of(FieldKey.PRIMARY), Set.of())),
        misfit("id", new Change.AliasesChanged(path("id"), Set.of(), Set.of("id"))),
        misfit("absent", new Change.DocChanged(absent, "", "new")),
        misfit("kind", new Change.KindChanged(SchemaKind.LOG, SchemaKind.SPAN)),
        misfit("trait unit", new Change.TraitChanged("unit", "ms", "s")),
        misfit("its traits", new Change.TraitChanged("", null, "s")),
        misfit(
            "id",
            new Change.DocChanged(path("id"), "", "one"),
            new Change.DocChanged(path("id"), "", "two")));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void whatDoesNotFitIsRefusedWithItsPlace(Misfit misfit) {
    Schema schema = Schema.of(ID, Field.required("address", DataType.struct(CITY)));

    assertThatThrownBy(() -> DiffAlgebra.apply(schema, new SchemaDiff(misfit.changes())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot apply the difference at " + misfit.place() + ": ")
        .hasMessageEndingWith(" Apply it to the schema that it starts from.");
  }
}
