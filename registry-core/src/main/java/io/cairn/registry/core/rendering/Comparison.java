package io.cairn.registry.core.rendering;

import io.cairn.registry.SchemaVersion;
import io.cairn.registry.core.evolution.DiffAlgebra;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Two schemas, what changed between them, and the verdicts on it: everything a rendering shows.
 * Immutable and thread-safe.
 *
 * @param title what is compared, such as a subject; any text
 * @param before the old side
 * @param after the new side
 * @param diff what changed, under any matching
 * @param reports the verdicts to show; empty for none
 */
public record Comparison(
    String title, Side before, Side after, SchemaDiff diff, List<CompatibilityReport> reports) {

  /**
   * One of the two schemas.
   *
   * @param label what it is called, such as {@code version 3}; any text
   * @param schema the schema
   */
  public record Side(String label, Schema schema) {}

  /**
   * @throws InvalidInputException if the difference does not lead from the old schema to the new
   */
  public Comparison {
    reports = List.copyOf(reports);
    Schema reached = DiffAlgebra.apply(before.schema, diff);
    SchemaDiff rest = Differ.byName(reached, after.schema);
    if (!rest.isEmpty()) {
      throw new InvalidInputException(
          "Cannot compare the schemas: the difference does not lead from one to the other; it lacks \""
              + InvalidInputException.abbreviate(rest.changes().get(0).explain())
              + "\". Give the difference between these two.");
    }
  }

  /**
   * Two schemas called {@code old} and {@code new}, without verdicts.
   *
   * @throws InvalidInputException as the constructor does
   */
  public static Comparison of(String title, Schema before, Schema after, SchemaDiff diff) {
    return new Comparison(title, new Side("old", before), new Side("new", after), diff, List.of());
  }

  /**
   * Two versions, without verdicts: those of one subject matched by their layouts, others by names
   * and aliases.
   */
  public static Comparison of(SchemaVersion before, SchemaVersion after) {
    boolean sameSubject = before.subject().equals(after.subject());
    SchemaDiff diff =
        sameSubject
            ? Differ.byLayout(before.schema(), before.layout(), after.schema(), after.layout())
            : Differ.byName(before.schema(), after.schema());
    return new Comparison(
        after.subject().toString(),
        new Side(sameSubject ? label(before) : before.ref().toString(), before.schema()),
        new Side(label(after), after.schema()),
        diff,
        List.of());
  }

  private static String label(SchemaVersion version) {
    return "version " + version.version();
  }

  /** The same with one verdict more. */
  public Comparison with(CompatibilityReport report) {
    List<CompatibilityReport> all = new ArrayList<>(reports);
    all.add(report);
    return new Comparison(title, before, after, diff, all);
  }
}
