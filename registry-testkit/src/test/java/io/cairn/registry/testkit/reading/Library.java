package io.cairn.registry.testkit.reading;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What generated schemas refer to: a few subjects whose versions follow from each other by edits,
 * some referring to the ones before. Any other subject that is referred to stands for one of them.
 */
final class Library {
  private static final int SUBJECTS = 8;
  private static final int VERSIONS = 4;
  private static final String NAMESPACE = "library";

  private final List<List<Schema>> histories = new ArrayList<>();

  Library(Random random, Supplier<Schema> schemas, Supplier<Field> fields) {
    for (int subject = 0; subject < SUBJECTS; subject++) {
      Schema schema = withReferences(schemas.get(), subject);
      List<Schema> history = new ArrayList<>(List.of(schema));
      SchemaEdits edits =
          new SchemaEdits(random, subject % 4 > 0, () -> withoutReferences(fields), this::find);
      while (history.size() < VERSIONS) {
        schema = edits.edit(schema);
        history.add(schema);
      }
      histories.add(history);
    }
  }

  Schema find(VersionRef target) {
    return histories.get(subject(target.subject())).get((target.version() - 1) % VERSIONS);
  }

  /** Another version of the same subject. */
  static ReferenceType otherVersion(ReferenceType reference, Random random) {
    Subject subject = reference.target().subject();
    return new ReferenceType(new VersionRef(subject, 1 + random.nextInt(VERSIONS)));
  }

  private static int subject(Subject subject) {
    return subject.namespace().equals(NAMESPACE)
        ? Integer.parseInt(subject.name())
        : Math.floorMod(subject.hashCode(), SUBJECTS);
  }

  /** References to the subjects before only, so that they end somewhere. */
  private static Schema withReferences(Schema schema, int subject) {
    List<Field> fields = schema.fields().stream().filter(field -> !refers(field)).toList();
    Schema.Builder builder = new Schema(schema.kind(), fields, schema.traits()).toBuilder();
    for (int target = Math.max(0, subject - 2); target < subject; target++) {
      builder.field(Field.nullable("to " + target, version(target, 1)));
    }
    return builder.build();
  }

  private static Field withoutReferences(Supplier<Field> fields) {
    Field field = fields.get();
    return refers(field) ? Field.nullable(field.name(), ScalarType.TEXT) : field;
  }

  private static boolean refers(Field field) {
    return field.type().toString().contains("REFERENCE");
  }

  /** A reference to any of the library's versions. */
  static ReferenceType any(Random random) {
    return version(random.nextInt(SUBJECTS), 1 + random.nextInt(VERSIONS));
  }

  private static ReferenceType version(int subject, int number) {
    return new ReferenceType(
        new VersionRef(Subject.of(NAMESPACE, Integer.toString(subject)), number));
  }
}
