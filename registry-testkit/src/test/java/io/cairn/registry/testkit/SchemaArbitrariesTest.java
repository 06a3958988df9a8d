package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.TypeTag;
import io.cairn.registry.schema.UnionType;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

final class SchemaArbitrariesTest {
  @Provide
  Arbitrary<DataType> types() {
    return SchemaArbitraries.types();
  }

  @Provide
  Arbitrary<Field> fields() {
    return SchemaArbitraries.fields();
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return SchemaArbitraries.schemas();
  }

  @Provide
  Arbitrary<SchemaEvolution> evolutions() {
    return SchemaArbitraries.evolutions();
  }

  @Property(tries = 5_000)
  void typesAreOfEveryTagAndOftenNested(@ForAll("types") DataType type) {
    Statistics.label("tag")
        .collect(type.tag())
        .coverage(
            coverage -> {
              for (TypeTag tag : TypeTag.values()) {
                coverage.check(tag).percentage(share -> share >= 0.2);
              }
            });
    Statistics.label("depth")
        .collect(Math.min(depth(type), 3))
        .coverage(
            coverage -> {
              coverage.check(1).percentage(share -> share >= 20);
              coverage.check(2).percentage(share -> share >= 5);
              coverage.check(3).percentage(share -> share >= 5);
            });
  }

  @Property
  void fieldsHaveEverythingAFieldCanHave(@ForAll("fields") Field field) {
    collect("nullable", field.isNullable(), 20);
    collect("source", field.source() != null, 10);
    collect("keys", !field.keys().isEmpty(), 5);
    collect("aliases", !field.aliases().isEmpty(), 5);
    collect("doc", !field.doc().isEmpty(), 5);
    collect("literal", field.defaultValue() instanceof DefaultValue.Literal, 3);
    collect("call", field.defaultValue() instanceof DefaultValue.Call, 3);
    collect("plain name", field.name().matches("[a-z]+"), 40);
    collect("odd name", !field.name().matches("[a-z]+"), 10);
  }

  @Property
  void schemasHaveFromNoToManyFields(@ForAll("schemas") Schema schema) {
    collect("empty", schema.fields().isEmpty(), 1);
    collect("many fields", schema.fields().size() >= 4, 20);
    collect("traits", !schema.traits().isEmpty(), 20);
    collect("nested", schema.fields().stream().anyMatch(f -> depth(f.type()) > 1), 30);
  }

  @Property(tries = 2_000)
  void evolutionsAreOfEveryEdit(@ForAll("evolutions") SchemaEvolution evolution) {
    assertThat(evolution.edits().isEmpty())
        .as("a schema that was not edited is the same")
        .satisfies(
            unedited -> {
              if (unedited) {
                assertThat(evolution.after()).isEqualTo(evolution.before());
              }
            });
    for (SchemaEdit edit : SchemaEdit.values()) {
      collect(edit.name(), evolution.edits().contains(edit), 1);
    }
    collect("changed", !evolution.after().equals(evolution.before()), 70);
    collect("several edits", evolution.edits().size() > 1, 30);
  }

  private static void collect(String label, boolean holds, double leastShare) {
    Statistics.label(label)
        .collect(holds)
        .coverage(coverage -> coverage.check(true).percentage(share -> share >= leastShare));
  }

  private static int depth(DataType type) {
    Stream<DataType> inner =
        switch (type.tag()) {
          case ARRAY -> Stream.of(((ArrayType) type).element());
          case MAP -> Stream.of(((MapType) type).value());
          case STRUCT -> ((StructType) type).fields().stream().map(Field::type);
          case UNION -> ((UnionType) type).branches().stream();
          default -> Stream.empty();
        };
    return 1 + inner.mapToInt(SchemaArbitrariesTest::depth).max().orElse(0);
  }
}
