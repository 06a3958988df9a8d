package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.SchemaKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M4")
final class DiffJsonTest {
  private static final FieldPath PATH =
      FieldPath.of("a.b").then(FieldPath.Inside.ELEMENT).then(new FieldPath.Branch("Order"));
  private static final Field FIELD =
      Field.builder("x", DataType.decimal(3, 1)).source(FieldSource.SPAN).nullable().build();

  private static final List<Change> EVERY_CHANGE =
      List.of(
          new Change.Added(PATH, FIELD),
          new Change.Removed(PATH, FIELD),
          new Change.Renamed(PATH, FieldPath.of(FIELD)),
          new Change.TypeChanged(PATH, ScalarType.INT, DataType.array(ScalarType.BIGINT)),
          new Change.NullabilityChanged(PATH, Nullability.REQUIRED, Nullability.NULLABLE),
          new Change.DefaultChanged(PATH, DefaultValue.NONE, DefaultValue.literal(null)),
          new Change.DefaultChanged(PATH, DefaultValue.call("NOW"), DefaultValue.NONE),
          new Change.DefaultChanged(PATH, DefaultValue.literal(1), DefaultValue.literal("1")),
          new Change.KeysChanged(PATH, Set.of(), Set.of(FieldKey.PRIMARY, FieldKey.PARTITION)),
          new Change.AliasesChanged(PATH, Set.of("b", "a", "c"), Set.of()),
          new Change.DocChanged(PATH, "", "it's new"),
          new Change.KindChanged(SchemaKind.RECORD, SchemaKind.LOG),
          new Change.TraitChanged("unit", null, "ms"),
          new Change.TraitChanged("unit", "ms", null),
          new Change.TraitChanged("unit", "", "s"));

  @Test
  void everyKindOfChangeComesBack() {
    assertThat(EVERY_CHANGE.stream().<Class<?>>map(Change::getClass).distinct())
        .containsExactlyInAnyOrder(Change.class.getPermittedSubclasses());
    SchemaDiff diff = new SchemaDiff(EVERY_CHANGE);

    assertThat(DiffJson.read(DiffJson.write(diff))).isEqualTo(diff);
  }

  @Test
  void isReadable() {
    assertThat(
            DiffJson.write(
                new SchemaDiff(
                    List.of(
                        new Change.TypeChanged(
                            FieldPath.of("id"), ScalarType.INT, ScalarType.BIGINT),
                        new Change.TraitChanged("unit", null, "ms")))))
        .isEqualTo(
            "[{\"change\":\"TYPE_CHANGED\",\"path\":\"id\",\"from\":\"INT\",\"to\":\"BIGINT\"},"
                + "{\"change\":\"TRAIT_CHANGED\",\"trait\":\"unit\",\"to\":\"ms\"}]");
  }

  @Test
  void setsAreWrittenInOneOrder() {
    Set<String> backwards = new LinkedHashSet<>(List.of("c", "b", "a"));

    assertThat(
            DiffJson.write(
                new SchemaDiff(
                    List.of(new Change.AliasesChanged(FieldPath.of("f"), backwards, Set.of())))))
        .contains("\"from\":[\"a\",\"b\",\"c\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| $",
        "[{}]| change",
        "[{\"change\":\"SHRUNK\"}]| $[0].change",
        "[{\"change\":\"RENAMED\",\"from\":\"a\",\"to\":\"[\"}]| $[0].to",
        "[{\"change\":\"RENAMED\",\"from\":\"a\",\"to\":\"b\",\"x\":1}]| x",
        "[{\"change\":\"TYPE_CHANGED\",\"path\":\"a\",\"from\":\"INT\"}]| to",
        "[{\"change\":\"KIND_CHANGED\",\"from\":\"LOG\",\"to\":null}]| $[0].to"
      })
  void anythingElseIsRefusedWithItsPlace(String json, String named) {
    assertThatThrownBy(() -> DiffJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }
}
