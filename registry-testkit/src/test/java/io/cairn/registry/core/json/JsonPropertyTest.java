package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Layout;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.SchemaArbitraries;
import io.cairn.registry.testkit.SchemaEvolution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("M4")
final class JsonPropertyTest {
  @Provide
  Arbitrary<Schema> schemas() {
    return SchemaArbitraries.schemas();
  }

  @Provide
  Arbitrary<SchemaEvolution> evolutions() {
    return SchemaArbitraries.evolutions();
  }

  @Provide
  Arbitrary<Layout> layouts() {
    return SchemaArbitraries.paths()
        .list()
        .uniqueElements()
        .ofMaxSize(10)
        .map(
            paths -> {
              Map<FieldPath, Integer> ordinals = new HashMap<>();
              paths.forEach(path -> ordinals.put(path, 2 * ordinals.size() + 1));
              return new Layout(ordinals);
            });
  }

  @Property
  void everySchemaComesBack(@ForAll("schemas") Schema schema) {
    String json = SchemaJson.write(schema);

    assertThat(SchemaJson.read(json)).isEqualTo(schema);
    assertThat(SchemaJson.readUtf8(SchemaJson.writeUtf8(schema))).isEqualTo(schema);
    assertThat(SchemaJson.write(SchemaJson.read(json))).isEqualTo(json);
  }

  @Property
  void everyTruncationIsRefused(
      @ForAll("schemas") Schema schema, @ForAll @IntRange(max = 1_000_000) int at) {
    String json = SchemaJson.write(schema);

    assertThatThrownBy(() -> SchemaJson.read(json.substring(0, at % json.length())))
        .isInstanceOf(InvalidInputException.class);
  }

  @Property
  void everyChangedCharacterIsRefusedOrRead(
      @ForAll("schemas") Schema schema,
      @ForAll @IntRange(max = 1_000_000) int at,
      @ForAll char character) {
    StringBuilder json = new StringBuilder(SchemaJson.write(schema));
    json.setCharAt(at % json.length(), character);
    try {
      assertThat(SchemaJson.read(json.toString())).isNotNull();
    } catch (InvalidInputException refused) {
      assertThat(refused).hasMessageContaining("schema");
    }
  }

  @Property
  void everyDifferenceComesBack(@ForAll("evolutions") SchemaEvolution evolution) {
    SchemaDiff diff = Differ.byName(evolution.before(), evolution.after());

    assertThat(DiffJson.read(DiffJson.write(diff))).isEqualTo(diff);
    assertThat(DiffJson.write(DiffJson.read(DiffJson.write(diff)))).isEqualTo(DiffJson.write(diff));
  }

  @Property
  @Tag("M5")
  void everyLayoutComesBackInItsOrder(@ForAll("layouts") Layout layout) {
    Layout read = LayoutJson.read(LayoutJson.write(layout));

    assertThat(read).isEqualTo(layout);
    assertThat(List.copyOf(read.ordinals().keySet())).isEqualTo(layout.paths());
  }
}
