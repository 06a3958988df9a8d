package io.cairn.registry.testkit;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what changed between two schemas. What fails shows every change. */
public final class SchemaDiffAssert extends AbstractAssert<SchemaDiffAssert, SchemaDiff> {

  SchemaDiffAssert(SchemaDiff actual) {
    super(actual, SchemaDiffAssert.class);
  }

  /** Nothing changed. */
  public SchemaDiffAssert isEmpty() {
    return hasExactly();
  }

  /** These changes are there, in any order, and no other. */
  public SchemaDiffAssert hasExactly(Change... expected) {
    isNotNull();
    List<Change> missing = new ArrayList<>(List.of(expected));
    List<Change> unexpected = new ArrayList<>(actual.changes());
    actual.changes().forEach(missing::remove);
    List.of(expected).forEach(unexpected::remove);
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      failWithMessage(
          "Expected other changes.%nMissing:%s%nUnexpected:%s%nAll there are:%s",
          lines(missing), lines(unexpected), lines(actual.changes()));
    }
    return this;
  }

  private static String lines(List<Change> changes) {
    return changes.isEmpty()
        ? " none"
        : changes.stream()
            .map(change -> System.lineSeparator() + "  - " + change)
            .collect(Collectors.joining());
  }
}
