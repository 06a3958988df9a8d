package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which field is which over the versions of a subject. */
public interface LayoutContract extends StoreUnderTest {

  private static Layout register(SchemaRegistry registry, Field... fields) {
    return registry.register(ORDERS, Schema.of(fields)).version().layout();
  }

  private static Layout layout(Object... pathsAndOrdinals) {
    Map<FieldPath, Integer> ordinals = new HashMap<>();
    for (int i = 0; i < pathsAndOrdinals.length; i += 2) {
      ordinals.put(
          FieldPath.parse((String) pathsAndOrdinals[i]), (Integer) pathsAndOrdinals[i + 1]);
    }
    return new Layout(ordinals);
  }

  @Test
  @Tag("M5")
  default void aDroppedFieldsOrdinalIsNeverUsedAgainNotEvenForItself() {
    Field total = Field.nullable("total", ScalarType.DOUBLE);
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeGlobalMode(CompatibilityMode.NONE);
      assertThat(register(registry, ID, total)).isEqualTo(layout("id", 1, "total", 2));
      assertThat(register(registry, ID)).isEqualTo(layout("id", 1));
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(register(registry, NOTE, ID)).isEqualTo(layout("id", 1, "note", 3));
      assertThat(register(registry, NOTE, ID, total))
          .isEqualTo(layout("id", 1, "note", 3, "total", 4));
      assertThat(registry.latest(ORDERS).layout().paths())
          .containsExactly(FieldPath.of("id"), FieldPath.of("note"), FieldPath.of("total"));
    }
  }

  @Test
  @Tag("M5")
  default void aRenamedFieldKeepsItsOrdinalAndThoseInsideIt() {
    Field address =
        Field.nullable("address", DataType.struct(Field.nullable("city", ScalarType.TEXT)));
    Field renamed =
        Field.builder(
                "location",
                DataType.struct(
                    Field.nullable("town", ScalarType.TEXT).toBuilder().alias("city").build()))
            .nullable()
            .alias("address")
            .build();
    try (SchemaRegistry registry = openRegistry()) {
      register(registry, ID, address);
      assertThat(register(registry, ID, renamed))
          .isEqualTo(layout("id", 1, "location", 2, "location.town", 3));
      assertThat(registry.evolution().diff(ORDERS, 1, 2).changes())
          .contains(
              new Change.Renamed(FieldPath.of("address"), FieldPath.of("location")),
              new Change.Renamed(
                  FieldPath.of("address", "city"), FieldPath.of("location", "town")));
    }
  }

  @Test
  @Tag("M5")
  default void nestedFieldsHaveOrdinalsWhereverTheyAre() {
    Field price = Field.required("price", ScalarType.DOUBLE);
    Field deep =
        Field.required(
            "items",
            DataType.array(
                DataType.struct(
                    price,
                    Field.required(
                        "attrs",
                        DataType.map(DataType.struct(Field.required("x", ScalarType.INT)))))));
    Field union =
        Field.required("payload", DataType.union(DataType.struct("Order", ID), ScalarType.TEXT));
    try (SchemaRegistry registry = openRegistry()) {
      Layout first = register(registry, deep, union);
      assertThat(first)
          .isEqualTo(
              layout(
                  "items",
                  1,
                  "items[].price",
                  2,
                  "items[].attrs",
                  3,
                  "items[].attrs{}.x",
                  4,
                  "payload",
                  5,
                  "payload<Order>.id",
                  6));
      assertThat(register(registry, union, NOTE, deep).findOrdinal(FieldPath.of("note")))
          .hasValue(7);
      assertThat(registry.latest(ORDERS).layout().ordinals())
          .containsAllEntriesOf(first.ordinals());
    }
  }

  @Test
  @Tag("M5")
  default void oneNameFromTwoSourcesIsTwoFields() {
    Field resource = Field.builder("host", ScalarType.TEXT).source(FieldSource.RESOURCE).build();
    Field span = Field.builder("host", ScalarType.TEXT).source(FieldSource.SPAN).build();
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(register(registry, resource, span))
          .isEqualTo(layout("resource:host", 1, "span:host", 2));
    }
  }

  @Test
  @Tag("M5")
  default void everyVersionsOrdinalsOutliveAReopen() {
    List<Layout> layouts;
    try (SchemaRegistry registry = openRegistry()) {
      layouts = List.of(register(registry, ID), register(registry, ID, NOTE));
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.schemas().version(ORDERS, 1).layout()).isEqualTo(layouts.get(0));
      assertThat(registry.schemas().version(ORDERS, 2).layout()).isEqualTo(layouts.get(1));
    }
  }
}
