package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.DiffJson;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.UnionType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schemas that are small to say and large to write out, or slow if everything is tried. */
@Tag("D1")
class HostileSizesTest {
  private static final Subject SUBJECT = Subject.of("hostile", "size");

  /** Thousands of fields, each at the end of a path of 60,000 characters. */
  private static Schema farDown(ScalarType type) {
    DataType inner =
        DataType.struct(
            IntStream.range(0, 9_000)
                .mapToObj(i -> Field.required("f" + i, type))
                .toArray(Field[]::new));
    for (int depth = 0; depth < 60; depth++) {
      inner = DataType.struct(Field.required("n".repeat(1_000), inner));
    }
    return Schema.of(Field.required("n", inner));
  }

  @Test
  @Tag("P8")
  void whatIsTooLongIsRefusedBeforeItIsWrittenOut() {
    SchemaDiff diff = Differ.byName(farDown(ScalarType.INT), farDown(ScalarType.TEXT));
    assertThat(diff.changes()).hasSize(9_000);
    assertThatThrownBy(() -> DiffJson.write(diff))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot write the difference")
        .hasMessageContaining("at most 16777216 characters");
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      assertThatThrownBy(() -> registry.register(SUBJECT, farDown(ScalarType.INT)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("Cannot write the layout");
      assertThat(registry.subjects().list()).isEmpty();
    }
  }

  @Test
  @Tag("M5")
  void theBranchesOfAUnionAreLaidOutWithoutTryingEachWithEach() {
    int count = 16_000;
    Function<String, DataType> reference =
        name -> new ReferenceType(new VersionRef(Subject.of("hostile.branches", name), 1));
    DataType union =
        new UnionType(IntStream.range(0, count).mapToObj(i -> reference.apply("b" + i)).toList());
    Schema old = Schema.of(Field.required("u", union));
    Schema fresh = Schema.of(Field.required("u", union), Field.nullable("more", ScalarType.INT));
    Layout first = Ordinals.assign(old, null, 0).layout();
    SchemaVersion head =
        new SchemaVersion(SUBJECT, 1, Identity.create().canonical(old).id(), old, first);

    Layout second = Ordinals.assign(fresh, head, 1).layout();
    assertThat(second.findOrdinal(FieldPath.of("u")))
        .isEqualTo(first.findOrdinal(FieldPath.of("u")));
    assertThat(Differ.byName(old, fresh).changes())
        .containsExactly(new Change.Added(FieldPath.of("more"), fresh.fields().get(1)));
  }

  @Test
  void aFieldIsFoundByTheLastOfItsManyAliases() {
    int fields = 2_000;
    DataType bulky =
        DataType.enumeration(
            IntStream.range(0, 1_000).mapToObj(i -> "S" + i).toArray(String[]::new));
    Schema.Builder old = Schema.builder();
    Schema.Builder fresh = Schema.builder();
    for (int i = 0; i < fields; i++) {
      old.field(Field.required("old" + i, bulky));
      Field.Builder renamed = Field.builder("new" + i, bulky).alias("old" + i);
      for (int alias = 1; alias < Field.MAX_ALIASES; alias++) {
        renamed.alias("never" + i + "." + alias);
      }
      fresh.field(renamed.build());
    }
    List<Change> changes = Differ.byName(old.build(), fresh.build()).changes();
    assertThat(changes).hasSize(2 * fields);
    assertThat(changes).filteredOn(Change.Renamed.class::isInstance).hasSize(fields);
  }
}
