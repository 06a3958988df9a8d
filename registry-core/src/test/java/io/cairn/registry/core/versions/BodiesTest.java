package io.cairn.registry.core.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.core.evolution.Ordinals;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are taken apart and put together. */
@Tag("R2")
class BodiesTest {
  private static final Field NOTE = Field.nullable("note", ScalarType.TEXT);
  private static final Field ITEMS =
      Field.nullable("items", DataType.array(DataType.struct(NOTE, Field.nullable("x", deep()))));
  private static final Schema SCHEMA = Schema.of(NOTE, ITEMS).toBuilder().trait("a", "b").build();

  private final Identity identity = Identity.create();
  private final Bodies bodies = new Bodies(identity);

  private static DataType deep() {
    return DataType.map(DataType.struct(NOTE));
  }

  private static Layout layout(Schema schema) {
    return Ordinals.assign(schema, null, 0).layout();
  }

  private VersionBody write(Schema schema) {
    return bodies.write(schema, layout(schema), SemanticLabel.FIRST);
  }

  @Test
  void whatWasTakenApartIsPutTogetherTheSame() {
    VersionBody body = write(SCHEMA);
    assertThat(body.fields()).extracting(StoredField::ordinals).containsExactly("[1]", "[2,3,4,5]");
    Bodies.Whole whole = bodies.read(body);
    assertThat(whole.schema()).isEqualTo(SCHEMA);
    assertThat(whole.layout()).isEqualTo(layout(SCHEMA));
    assertThat(Bodies.schemaText(body)).isEqualTo(SchemaJson.write(SCHEMA));
  }

  @Test
  @Tag("M12")
  void bodiesThatShareAFieldShareWhatItIsReadAs() {
    Schema more = SCHEMA.toBuilder().field(Field.nullable("more", ScalarType.INT)).build();
    VersionBody first = write(SCHEMA);
    Bodies.Whole one = bodies.read(first);
    Bodies.Whole other = new Bodies(identity).read(write(more));
    for (int i = 0; i < SCHEMA.fields().size(); i++) {
      assertThat(other.schema().fields().get(i)).isSameAs(one.schema().fields().get(i));
    }
    Map<FieldPath, FieldPath> paths = new HashMap<>();
    one.layout().paths().forEach(path -> paths.put(path, path));
    other.layout().paths().stream()
        .filter(paths::containsKey)
        .forEach(path -> assertThat(path).isSameAs(paths.get(path)));
    assertThat(one.newCharacters()).isPositive();
    assertThat(bodies.read(first).newCharacters()).isZero();
  }

  @Test
  @Tag("M12")
  void theLayoutOfANewVersionSharesThePathsOfItsHead() {
    Schema more = SCHEMA.toBuilder().field(Field.nullable("more", ScalarType.INT)).build();
    Layout head = layout(SCHEMA);
    Layout next =
        Ordinals.assign(
                more,
                new SchemaVersion(Subject.of("a", "b"), 1, identity.id(SCHEMA), SCHEMA, head),
                5)
            .layout();
    assertThat(next.paths()).hasSize(6);
    for (int i = 0; i < 5; i++) {
      assertThat(next.paths().get(i)).isSameAs(head.paths().get(i));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","type":"INT"} | [1,2]
          {"name":"a","type":"INT"} | []
          {"name":"a","type":"INT"} | [0]
          {"name":"a","type":"INT"} | [x]
          {"name":"a","type":"INT"} | 1
          {"name":"a"} | [1]
          """)
  void whatWasNeverWrittenIsRefused(String definition, String ordinals) {
    VersionBody odd =
        new VersionBody(
            SchemaJson.write(Schema.of()),
            List.of(new StoredField(definition, ordinals)),
            SemanticLabel.FIRST);
    assertThatThrownBy(() -> bodies.read(odd)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aHeadWithFieldsIsRefused() {
    VersionBody odd = new VersionBody(SchemaJson.write(SCHEMA), List.of(), SemanticLabel.FIRST);
    assertThatThrownBy(() -> bodies.read(odd)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aLayoutIsTheMapItWasMadeOfInTheOrderOfTheOrdinals() {
    Map<FieldPath, Integer> ordinals = new LinkedHashMap<>();
    for (int i = 1000; i > 0; i--) {
      ordinals.put(FieldPath.of("f" + i), i);
    }
    Layout layout = new Layout(ordinals);
    assertThat(layout.ordinals()).isEqualTo(ordinals).hasSameHashCodeAs(ordinals);
    assertThat(ordinals).isEqualTo(layout.ordinals());
    assertThat(List.copyOf(layout.ordinals().values())).isSorted();
    assertThat(layout.findOrdinal(FieldPath.of("f77"))).hasValue(77);
    assertThat(layout.findOrdinal(FieldPath.of("g"))).isEmpty();
    assertThatThrownBy(() -> layout.ordinals().put(FieldPath.of("g"), 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> layout.ordinals().entrySet().iterator().next().setValue(1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> layout.ordinals().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
