package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RegistryExtension.class)
class RegistryAssertionsTest {
  /** The note under another name, without an alias. */
  private static final Schema REMARKED =
      V1.toBuilder().field(Field.nullable("remark", NOTE.type())).build();

  private static final Change NOTE_ADDED = new Change.Added(FieldPath.of("note"), NOTE);
  private static final Change NOTE_REMOVED = new Change.Removed(FieldPath.of("note"), NOTE);

  private final SchemaRegistry registry;
  private CompatibilityReport compatible;
  private CompatibilityReport incompatible;
  private SchemaDiff diff;

  RegistryAssertionsTest(SchemaRegistry registry) {
    this.registry = registry;
  }

  @BeforeEach
  void register() {
    registry.register(ORDERS, V1);
    registry.register(ORDERS, V2);
    compatible = registry.evolution().check(ORDERS, V1);
    incompatible =
        registry.evolution().check(ORDERS, BREAKING.toBuilder().trait("unit", "s").build());
    diff = registry.evolution().diff(ORDERS, 1, 2);
  }

  private static AbstractStringAssert<?> failureOf(ThrowingCallable assertion) {
    return assertThat(catchThrowableOfType(AssertionError.class, assertion).getMessage());
  }

  @Test
  void verdictsThatAreAsExpectedPass() {
    assertThat(compatible).isCompatible();
    assertThat(incompatible)
        .isIncompatible()
        .violates(Rule.TYPE_CHANGED, "id")
        .violates(Rule.TRAIT_CHANGED, "trait unit");
    assertThat(registry.evolution().check(ORDERS, BREAKING)).violatesOnly(Rule.TYPE_CHANGED, "id");
  }

  @Test
  void aVerdictThatIsNotAsExpectedIsShownWhole() {
    failureOf(() -> assertThat(incompatible).isCompatible())
        .contains("compatible", incompatible.explain());
    failureOf(() -> assertThat(compatible).isIncompatible()).contains("compatible under BACKWARD");
    failureOf(() -> assertThat(incompatible).violates(Rule.TYPE_CHANGED, "total"))
        .contains("TYPE_CHANGED at total", incompatible.explain());
    failureOf(() -> assertThat(incompatible).violates(Rule.FIELD_MISSING, "id"))
        .contains("FIELD_MISSING at id", incompatible.explain());
    failureOf(() -> assertThat(incompatible).violatesOnly(Rule.TYPE_CHANGED, "id"))
        .contains("no violation but that of TYPE_CHANGED at id", incompatible.explain());
    failureOf(() -> assertThat(compatible).violatesOnly(Rule.TYPE_CHANGED, "id"))
        .contains("TYPE_CHANGED at id");
  }

  @Test
  void warningsThatAreAsExpectedPass() {
    assertThat(registry.evolution().check(ORDERS, REMARKED))
        .isCompatible()
        .warnsOf(Hint.POSSIBLE_RENAME, "remark");
    assertThat(compatible).hasNoWarnings();
  }

  @Test
  void warningsThatAreNotAsExpectedAreShownWithTheWholeVerdict() {
    CompatibilityReport warned = registry.evolution().check(ORDERS, REMARKED);
    failureOf(() -> assertThat(warned).hasNoWarnings()).contains("no warning", warned.explain());
    failureOf(() -> assertThat(warned).warnsOf(Hint.POSSIBLE_RENAME, "note"))
        .contains("POSSIBLE_RENAME at note", warned.explain());
    failureOf(() -> assertThat(warned).warnsOf(Hint.NAME_REUSED, "remark"))
        .contains("NAME_REUSED at remark", warned.explain());
    failureOf(() -> assertThat(compatible).warnsOf(Hint.NAME_REUSED, "id"))
        .contains("NAME_REUSED at id", "compatible under BACKWARD");
  }

  @Test
  void aDescriptionStandsBeforeTheMessage() {
    failureOf(() -> assertThat(incompatible).as("price feed").isCompatible())
        .startsWith("[price feed] ");
  }

  @Test
  void differencesThatAreAsExpectedPass() {
    assertThat(diff).hasExactly(NOTE_ADDED);
    assertThat(registry.evolution().diff(V1, V1)).isEmpty();
    assertThat(registry.evolution().diff(V1, Schema.of(NOTE)))
        .hasExactly(
            new Change.Removed(FieldPath.of("total"), V1.fields().get(1)),
            new Change.Removed(FieldPath.of("id"), ID),
            NOTE_ADDED);
  }

  @Test
  void differencesThatAreNotAsExpectedAreListed() {
    failureOf(() -> assertThat(diff).isEmpty()).contains("Missing: none", NOTE_ADDED.toString());
    failureOf(() -> assertThat(diff).hasExactly(NOTE_REMOVED))
        .containsSubsequence(
            "Missing:", NOTE_REMOVED.toString(), "Unexpected:", NOTE_ADDED.toString());
    failureOf(() -> assertThat(diff).hasExactly(NOTE_ADDED, NOTE_REMOVED))
        .containsSubsequence("Missing:", NOTE_REMOVED.toString(), "Unexpected: none");
    failureOf(() -> assertThat(diff).hasExactly(NOTE_ADDED, NOTE_ADDED))
        .containsSubsequence("Missing:", NOTE_ADDED.toString(), "Unexpected: none");
  }

  @Test
  void registriesThatAreAsExpectedPass() {
    assertThat(registry)
        .knows(ORDERS)
        .doesNotKnow(CUSTOMERS)
        .hasLatest(ORDERS, 2)
        .hasLatest(ORDERS, V2);
  }

  @Test
  void aRegistryThatIsNotAsExpectedSaysWhatItHas() {
    failureOf(() -> assertThat(registry).knows(CUSTOMERS))
        .contains("com.acme.customers", "only [com.acme.orders]");
    failureOf(() -> assertThat(registry).doesNotKnow(ORDERS))
        .contains("no subject com.acme.orders", "latestVersion=2");
    failureOf(() -> assertThat(registry).hasLatest(ORDERS, 3))
        .contains("version 3 of com.acme.orders", "version 2 is", "note TEXT?");
    failureOf(() -> assertThat(registry).hasLatest(ORDERS, V1))
        .contains("com.acme.orders", "version 2 has", NOTE_ADDED.toString());
    failureOf(() -> assertThat(registry).hasLatest(CUSTOMERS, 1))
        .contains("only [com.acme.orders]");
    registry.subjects().delete(ORDERS);
    assertThat(registry).knows(ORDERS);
    failureOf(() -> assertThat(registry).hasLatest(ORDERS, 2)).contains("soft-deleted");
  }
}
