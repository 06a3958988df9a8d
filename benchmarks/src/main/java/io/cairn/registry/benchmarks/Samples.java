package io.cairn.registry.benchmarks;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** The schemas and subjects that the benchmarks are about. */
final class Samples {
  private static final List<DataType> TYPES =
      List.of(
          ScalarType.TEXT,
          ScalarType.BIGINT,
          ScalarType.DOUBLE,
          ScalarType.BOOLEAN,
          ScalarType.TIMESTAMP,
          DataType.decimal(12, 2),
          ScalarType.TEXT);

  private static final String DOC = "as the upstream system of orders and invoices reports it";

  private Samples() {}

  /** A schema with so many fields, most of them nullable, in no particular order. */
  static Schema ofFields(int count) {
    return Schema.builder().fields(fields(count)).build();
  }

  /**
   * A schema of eight fields, about 1 KB as JSON. Every revision has content of its own, and may
   * follow any other one: they differ in the name of one nullable field.
   */
  static Schema revision(long number) {
    Field changing =
        Field.builder("revision_" + number, ScalarType.TEXT).nullable().doc(DOC).build();
    return Schema.builder().fields(SEVEN).field(changing).build();
  }

  /** The seven fields that all revisions share. */
  private static final List<Field> SEVEN = fields(7);

  /** An equal schema that is another object. */
  static Schema copy(Schema schema) {
    return new Schema(schema.kind(), schema.fields(), schema.traits());
  }

  /** A new object at every call. */
  static Subject subject(long number) {
    return Subject.of("com.acme.benchmarks", "subject-" + number);
  }

  private static List<Field> fields(int count) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.builder("order_id", ScalarType.BIGINT).key(FieldKey.PRIMARY).doc(DOC).build());
    for (int i = 1; i < count; i++) {
      // 37 and 101 have no common factor, so the names are distinct and out of order.
      String name = "attribute_" + i * 37 % 101;
      fields.add(Field.builder(name, TYPES.get(i % TYPES.size())).nullable().doc(DOC).build());
    }
    return fields;
  }
}
