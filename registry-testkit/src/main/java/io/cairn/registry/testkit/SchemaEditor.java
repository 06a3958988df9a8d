package io.cairn.registry.testkit;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies edits to schemas. */
final class SchemaEditor {
  private SchemaEditor() {}

  /**
   * One edit.
   *
   * @param edit what to do
   * @param choice which of several possibilities to take
   * @param material where new things come from
   */
  record Step(SchemaEdit edit, int choice, Field material) {

    /** The one of {@code count} that is chosen. */
    int of(int count) {
      return choice % count;
    }

    Step with(SchemaEdit other) {
      return new Step(other, choice / 3, material);
    }
  }

  static SchemaEvolution evolve(Schema before, List<Step> steps) {
    Schema after = before;
    List<SchemaEdit> done = new ArrayList<>();
    for (Step step : steps) {
      Optional<Schema> next = apply(step, after);
      if (next.isPresent()) {
        after = next.get();
        done.add(step.edit);
      }
    }
    return new SchemaEvolution(before, after, done);
  }

  private static Optional<Schema> apply(Step step, Schema schema) {
    if (step.edit == SchemaEdit.CHANGE_TRAIT) {
      String unit = List.of("ms", "s", "By").get(step.of(3));
      boolean same = unit.equals(schema.traits().get("unit"));
      return Optional.of(schema.toBuilder().trait("unit", same ? null : unit).build());
    }
    return FieldEditor.apply(step, schema.fields())
        .filter(fields -> !fields.equals(schema.fields()))
        .map(fields -> new Schema(schema.kind(), fields, schema.traits()));
  }
}
