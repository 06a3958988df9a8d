package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of versions beside their schemas. */
public interface HistoryContract extends StoreUnderTest {

  @Test
  @Tag("R6")
  default void everyVersionSaysWhatChangedWhenByWhomAndWhy() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openRegistry(clock)) {
      registry.register(ORDERS, V1);
      clock.advance(Duration.ofDays(1));
      registry.register(
          RegistrationRequest.builder(ORDERS, V2).author("mia").reason("notes wanted").build());
    }
    try (SchemaRegistry registry = openRegistry(clock)) {
      List<VersionDetails> history = registry.subjects().history(ORDERS);

      VersionDetails first = history.get(0);
      assertThat(first.origin()).isEqualTo(VersionOrigin.CREATED);
      assertThat(first.previous()).isZero();
      assertThat(first.changes().isEmpty()).isTrue();
      VersionDetails second = history.get(1);
      assertThat(second.origin()).isEqualTo(VersionOrigin.EVOLVED);
      assertThat(second.previous()).isEqualTo(1);
      assertThat(second.author()).isEqualTo("mia");
      assertThat(second.reason()).isEqualTo("notes wanted");
      assertThat(second.registeredAt()).isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
      assertThat(second.changes().changes())
          .containsExactly(new Change.Added(FieldPath.of("note"), NOTE));
    }
  }

  @Test
  @Tag("R6")
  default void theRecordedChangesAreTheDiffAndTheWalkReachesTheFirstVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      for (Schema schema :
          List.of(
              V1,
              V3,
              Schema.of(ID),
              Schema.of(
                  Field.builder("key", ScalarType.TEXT)
                      .alias("id")
                      .defaultsTo("x")
                      .doc("d")
                      .build()),
              V2)) {
        registry.register(ORDERS, schema);
      }
      List<VersionDetails> history = registry.subjects().history(ORDERS);
      int at = history.size();
      while (history.get(at - 1).previous() != 0) {
        VersionDetails details = history.get(at - 1);
        assertThat(details.changes())
            .isEqualTo(registry.evolution().diff(ORDERS, details.previous(), at));
        assertThat(details.changes().isEmpty()).isFalse();
        at = details.previous();
      }
      assertThat(at).isEqualTo(1);
    }
  }

  @Test
  @Tag("R9")
  default void labelsFollowTheVerdict() {
    Field status = Field.nullable("status", DataType.enumeration("NEW", "DONE"));
    Field statusMore = Field.nullable("status", DataType.enumeration("NEW", "DONE", "LOST"));
    Map<String, List<Schema>> steps =
        Map.ofEntries(
            Map.entry("an optional field added 1.1.0", List.of(V1, V2)),
            Map.entry("a required field added 2.0.0", List.of(Schema.of(ID), V1)),
            Map.entry("an optional field removed 1.0.1", List.of(V2, V1)),
            Map.entry("a required field removed 2.0.0", List.of(V1, Schema.of(ID))),
            Map.entry("widened 2.0.0", List.of(of(ScalarType.INT), of(ScalarType.BIGINT))),
            Map.entry("narrowed 2.0.0", List.of(of(ScalarType.BIGINT), of(ScalarType.INT))),
            Map.entry("reinterpreted 2.0.0", List.of(of(ScalarType.DATE), of(ScalarType.INT))),
            Map.entry("a symbol added 1.1.0", List.of(Schema.of(status), Schema.of(statusMore))),
            Map.entry("a symbol removed 2.0.0", List.of(Schema.of(statusMore), Schema.of(status))),
            Map.entry(
                "a default changed 1.0.1",
                List.of(
                    Schema.of(Field.builder("n", ScalarType.INT).defaultsTo(1).build()),
                    Schema.of(Field.builder("n", ScalarType.INT).defaultsTo(2).build()))),
            Map.entry(
                "a trait changed 2.0.0",
                List.of(
                    V1.toBuilder().trait("unit", "s").build(),
                    V1.toBuilder().trait("unit", "ms").build())));
    int number = 0;
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeGlobalMode(CompatibilityMode.NONE);
      for (Map.Entry<String, List<Schema>> step : steps.entrySet()) {
        var subject = Subject.of("labels", "s" + ++number);
        step.getValue().forEach(schema -> registry.register(subject, schema));
        VersionDetails last = registry.subjects().history(subject).get(1);
        assertThat(registry.subjects().history(subject).get(0).label()).hasToString("1.0.0");
        assertThat(step.getKey()).endsWith(" " + last.label());
      }
    }
  }

  private static Schema of(DataType type) {
    return Schema.of(Field.required("n", type));
  }

  @Test
  @Tag("R10")
  default void revertingAppendsAVersionWithTheOldContent() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);

      Registration reverted = registry.schemas().revertTo(ORDERS, 1, "mia", "notes were a mistake");

      assertThat(reverted.outcome()).isEqualTo(Outcome.CREATED);
      assertThat(reverted.version().version()).isEqualTo(3);
      assertThat(reverted.version().schema()).isEqualTo(V1);
      assertThat(reverted.version().layout())
          .isEqualTo(registry.schemas().version(ORDERS, 1).layout());
      VersionDetails details = registry.subjects().history(ORDERS).get(2);
      assertThat(details.origin()).isEqualTo(VersionOrigin.REVERTED);
      assertThat(details.reason()).isEqualTo("notes were a mistake");
      assertThat(details.changes().changes())
          .containsExactly(new Change.Removed(FieldPath.of("note"), NOTE));
      assertThat(registry.register(ORDERS, V1).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
      assertThat(registry.schemas().revertTo(ORDERS, 1, "", "").outcome())
          .isEqualTo(Outcome.KNOWN_LATEST);
      assertThatThrownBy(() -> registry.schemas().revertTo(ORDERS, 9, "", ""))
          .isInstanceOf(NotFoundException.class);
    }
  }
}
