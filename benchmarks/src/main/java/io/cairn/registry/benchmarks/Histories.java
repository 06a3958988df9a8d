package io.cairn.registry.benchmarks;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of a subject: schemas of 50 flat fields, each with one field, each time another one,
 * gone from its predecessor and a new one in its place. No two subjects have a name in common. One
 * schema is about 6.5 KB as JSON.
 */
final class Histories {
  static final int FIELDS = 50;

  private static final String DOC = "as the upstream system of orders and invoices reports it";

  private Histories() {}

  static Subject subject(int number) {
    return Subject.of("com.acme.benchmarks", "subject-" + number);
  }

  static List<Schema> of(int subject, int versions) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      fields.add(field("attribute_" + i + "_" + subject, i));
    }
    List<Schema> history = new ArrayList<>();
    for (int version = 1; version <= versions; version++) {
      int place = version * 7 % FIELDS;
      fields.set(place, field("revised_" + version + "_" + subject, place));
      history.add(Schema.builder().fields(fields).build());
    }
    return history;
  }

  private static Field field(String name, int place) {
    ScalarType type = place % 2 == 0 ? ScalarType.TEXT : ScalarType.BIGINT;
    return Field.builder(name, type).nullable().doc(DOC).build();
  }
}
