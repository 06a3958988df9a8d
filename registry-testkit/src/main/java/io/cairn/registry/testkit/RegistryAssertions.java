package io.cairn.registry.testkit;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.SchemaDiff;

/**
 * AssertJ assertions on what a registry says. To be imported statically, beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(registry).hasLatest(ORDERS, 2);
 * assertThat(registry.evolution().check(ORDERS, proposed)).violates(Rule.FIELD_MISSING, "total");
 * assertThat(registry.evolution().diff(ORDERS, 1, 2)).hasExactly(new Change.Added(path, field));
 * }</pre>
 */
public final class RegistryAssertions {
  private RegistryAssertions() {}

  /** Assertions on a verdict. */
  public static CompatibilityReportAssert assertThat(CompatibilityReport actual) {
    return new CompatibilityReportAssert(actual);
  }

  /** Assertions on what changed between two schemas. */
  public static SchemaDiffAssert assertThat(SchemaDiff actual) {
    return new SchemaDiffAssert(actual);
  }

  /** Assertions on what is registered. */
  public static SchemaRegistryAssert assertThat(SchemaRegistry actual) {
    return new SchemaRegistryAssert(actual);
  }
}
