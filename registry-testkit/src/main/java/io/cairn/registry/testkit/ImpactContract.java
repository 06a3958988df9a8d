package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.lineage.Concern;
import io.cairn.registry.lineage.Concern.Basis;
import io.cairn.registry.lineage.Impact;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom a change concerns. */
@Tag("L3")
public interface ImpactContract extends StoreUnderTest {
  private static Schema orders(Field... more) {
    return Schema.of(ID).toBuilder().fields(List.of(more)).build();
  }

  private static Field text(String name) {
    return Field.required(name, ScalarType.TEXT);
  }

  private static Field city(Field... inside) {
    return Field.required("address", new StructType(null, List.of(inside)));
  }

  private static void reads(SchemaRegistry registry, String who, int version, String... fields) {
    Usage read = Usage.consumed(ORDERS, Participant.service(who)).withVersion(version);
    registry.lineage().report(read.withFields(fields));
  }

  private static Impact impact(SchemaRegistry registry, Schema proposed) {
    registry.flush();
    return registry.lineage().impact(ORDERS, proposed);
  }

  private static List<String> whom(Impact impact) {
    return impact.concerns().stream().map(one -> one.consumer().participant().id()).toList();
  }

  private static List<String> changes(Concern concern) {
    return concern.changes().stream().map(Change::explain).toList();
  }

  @Test
  default void aDroppedFieldConcernsThoseWhoReadIt() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      registry.register(ORDERS, orders(text("city"), NOTE));
      reads(registry, "billing", 1, "id", "city");
      reads(registry, "shipping", 1, "city");
      reads(registry, "counter", 1, "id");
      reads(registry, "archive", 1);
      registry
          .lineage()
          .report(Usage.produced(ORDERS, Participant.service("shop")).withFields("city"));

      Impact impact = impact(registry, orders(NOTE));

      assertThat(impact.verdict().isCompatible()).isFalse();
      assertThat(impact.isBreaking()).isTrue();
      assertThat(whom(impact)).containsExactly("archive", "billing", "shipping");
      assertThat(impact.concerns())
          .extracting(Concern::basis)
          .containsExactly(Basis.ALL_FIELDS, Basis.NAMED_FIELDS, Basis.NAMED_FIELDS);
      for (Concern concern : impact.concerns()) {
        assertThat(concern.version()).isEqualTo(1);
        assertThat(changes(concern)).containsExactly("- city TEXT");
        assertThat(concern.isBreaking()).isTrue();
        assertThat(concern.violations()).hasSize(1);
        assertThat(concern.violations().get(0).location()).isEqualTo("city");
      }
      assertThat(impact.explain())
          .contains("concerns 3 of its consumers")
          .contains("service archive (version 1, did not say which fields it reads)")
          .contains("service shipping (version 1)\n    - city TEXT\n    FIELD_MISSING");
    }
  }

  @Test
  default void anOptionalFieldThatIsDroppedConcernsItsReadersThoughTheyCanStillRead() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(NOTE));
      reads(registry, "billing", 1, "note");
      reads(registry, "counter", 1, "id");

      Impact impact = impact(registry, orders());

      assertThat(impact.verdict().isCompatible()).isTrue();
      assertThat(whom(impact)).containsExactly("billing");
      assertThat(impact.concerns().get(0).isBreaking()).isFalse();
      assertThat(impact.isBreaking()).isFalse();
    }
  }

  @Test
  default void anotherTypeConcernsThoseWhoReadTheField() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(Field.required("size", ScalarType.INT), NOTE));
      reads(registry, "billing", 1, "size");
      reads(registry, "counter", 1, "id", "note");

      Impact wider = impact(registry, orders(Field.required("size", ScalarType.BIGINT), NOTE));

      assertThat(wider.verdict().isCompatible()).isTrue();
      assertThat(whom(wider)).containsExactly("billing");
      assertThat(changes(wider.concerns().get(0)))
          .containsExactly("~ size: type INT is now BIGINT");
      assertThat(wider.concerns().get(0).isBreaking()).isTrue();
    }
  }

  @Test
  default void aRenamedFieldConcernsThoseWhoReadItByTheOldName() {
    Field renamed = Field.builder("town", ScalarType.TEXT).alias("city").build();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(text("city")));
      reads(registry, "billing", 1, "city");
      reads(registry, "counter", 1, "id");

      Impact impact = impact(registry, orders(renamed));

      assertThat(impact.verdict().isCompatible()).isTrue();
      assertThat(whom(impact)).containsExactly("billing");
      assertThat(changes(impact.concerns().get(0))).containsExactly("~ city is now called town");
      assertThat(impact.concerns().get(0).isBreaking()).isTrue();
    }
  }

  @Test
  default void whoReadsAFieldByAnAliasIsConcernedByWhatBecomesOfTheField() {
    Field town = Field.builder("town", ScalarType.TEXT).alias("city").build();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(town, NOTE));
      reads(registry, "billing", 1, "city");
      reads(registry, "counter", 1, "note");

      assertThat(whom(impact(registry, orders(NOTE)))).containsExactly("billing");
    }
  }

  @Test
  default void whatIsInsideAStructureConcernsThoseWhoReadItOrTheWhole() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(city(text("street"), text("zip"))));
      reads(registry, "whole", 1, "address");
      reads(registry, "zip", 1, "address.zip");
      reads(registry, "street", 1, "address.street");
      reads(registry, "id", 1, "id");

      Impact inside = impact(registry, orders(city(text("street"))));
      assertThat(whom(inside)).containsExactly("whole", "zip");
      assertThat(changes(inside.concerns().get(1))).containsExactly("- address.zip TEXT");

      assertThat(whom(impact(registry, orders()))).containsExactly("street", "whole", "zip");
    }
  }

  @Test
  default void whatChangesInARenamedStructureConcernsReadersOfTheOldNames() {
    try (SchemaRegistry registry = openRegistry()) {
      DataType before = new StructType(null, List.of(text("zip"), text("street")));
      DataType after =
          new StructType(null, List.of(Field.required("zip", ScalarType.BYTES), text("street")));
      registry.register(
          ORDERS, orders(Field.required("items", new ArrayType(before, Nullability.REQUIRED))));
      reads(registry, "zip", 1, "items[].zip");
      reads(registry, "street", 1, "items[].street");

      Impact impact =
          impact(
              registry,
              orders(
                  Field.builder("lines", new ArrayType(after, Nullability.REQUIRED))
                      .alias("items")
                      .build()));

      assertThat(whom(impact)).containsExactly("street", "zip");
      assertThat(changes(impact.concerns().get(0))).containsExactly("~ items is now called lines");
      assertThat(changes(impact.concerns().get(1)))
          .containsExactly("~ items is now called lines", "~ lines[].zip: type TEXT is now BYTES");
    }
  }

  @Test
  default void aFieldThatMayBeNullNowConcernsItsReaders() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(text("city"), NOTE));
      reads(registry, "city", 1, "city");
      reads(registry, "note", 1, "note");
      Impact impact =
          impact(registry, orders(Field.nullable("city", ScalarType.TEXT), text("note")));
      assertThat(whom(impact)).containsExactly("city");
      assertThat(impact.concerns().get(0).isBreaking()).isTrue();
    }
  }

  @Test
  default void theKindAndTraitsConcernEveryReader() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders().toBuilder().trait("unit", "ms").build());
      reads(registry, "billing", 1, "id");
      reads(registry, "archive", 1);

      assertThat(whom(impact(registry, orders().toBuilder().trait("unit", "s").build())))
          .containsExactly("archive", "billing");
      Schema stream =
          new Schema(SchemaKind.STREAM, List.of(ID), new TreeMap<>(Map.of("unit", "ms")));
      assertThat(whom(impact(registry, stream))).containsExactly("archive", "billing");
    }
  }

  @Test
  default void whatNoReaderNoticesConcernsNobody() {
    Field plain = Field.builder("city", ScalarType.TEXT).build();
    Field changed =
        Field.builder("city", ScalarType.TEXT)
            .doc("new")
            .alias("town")
            .defaultValue(DefaultValue.literal("Bonn"))
            .build();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(plain));
      reads(registry, "billing", 1, "city");
      reads(registry, "archive", 1);

      Impact impact = impact(registry, orders(changed, text("more")));

      assertThat(impact.concerns()).isEmpty();
      assertThat(impact.explain()).contains("no consumer is concerned");
      assertThat(impact(registry, orders(plain)).concerns()).isEmpty();
    }
  }

  @Test
  default void theVersionThatAConsumerUsedLastCounts() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      registry.register(ORDERS, orders(text("city")));
      registry.register(ORDERS, orders(text("town")));
      Usage old = Usage.consumed(ORDERS, Participant.service("old")).withFields("city");
      registry.lineage().report(old.withVersion(1));
      Usage moved = Usage.consumed(ORDERS, Participant.service("moved")).withFields("city");
      registry.lineage().report(moved.withVersion(2).withTime(START.plusSeconds(1)));
      registry.lineage().report(moved.withVersion(1));
      reads(registry, "unsaid", 0, "town");
      reads(registry, "future", 9, "town");

      Impact same = impact(registry, orders(text("town")));
      assertThat(whom(same)).containsExactly("old");
      assertThat(same.concerns().get(0).version()).isEqualTo(1);

      Impact dropped = impact(registry, orders());
      assertThat(whom(dropped)).containsExactly("future", "old", "unsaid");
      assertThat(dropped.concerns()).extracting(Concern::version).containsExactly(2, 1, 2);
    }
  }

  @Test
  default void whatWasGivenUpBeforeATimeDoesNotCount() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, orders(text("city"), NOTE));
      Usage billing = Usage.consumed(ORDERS, Participant.service("billing")).withVersion(1);
      Usage gone = Usage.consumed(ORDERS, Participant.service("gone")).withVersion(1);
      registry.lineage().report(gone.withFields("city"));
      registry.lineage().report(billing);
      registry.lineage().report(billing.withFields("city"));
      registry.lineage().report(billing.withFields("note").withTime(START.plusSeconds(2)));
      registry.flush();

      Schema dropped = orders(NOTE);
      assertThat(whom(registry.lineage().impact(ORDERS, dropped, START)))
          .containsExactly("billing", "gone");
      assertThat(registry.lineage().impact(ORDERS, dropped, START.plusSeconds(1)).concerns())
          .isEmpty();
      Impact note = registry.lineage().impact(ORDERS, orders(text("city")), START.plusSeconds(1));
      assertThat(whom(note)).containsExactly("billing");
      assertThat(note.concerns().get(0).basis()).isEqualTo(Basis.NAMED_FIELDS);
      assertThat(
              registry
                  .lineage()
                  .impact(ORDERS, orders(), START.plus(Duration.ofDays(1)))
                  .concerns())
          .isEmpty();
    }
  }

  @Test
  default void ofASubjectThatIsNotRegisteredThereIsNothingToSay() {
    try (SchemaRegistry registry = openRegistry()) {
      reads(registry, "billing", 1, "city");
      assertThat(impact(registry, orders()).concerns()).isEmpty();
      assertThat(registry.lineage().impact(CUSTOMERS, orders()).verdict().isCompatible()).isTrue();

      registry.register(ORDERS, orders());
      registry.subjects().delete(ORDERS);
      assertThatThrownBy(() -> registry.lineage().impact(ORDERS, orders(NOTE)))
          .isInstanceOf(DeletedException.class);
    }
  }
}
