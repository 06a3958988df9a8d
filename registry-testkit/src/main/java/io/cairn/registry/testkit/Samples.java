package io.cairn.registry.testkit;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;

/** Schemas and subjects the contracts talk about. */
final class Samples {
  static final Subject ORDERS = Subject.of("com.acme", "orders");
  static final Subject CUSTOMERS = Subject.of("com.acme", "customers");

  static final Field ID = Field.required("id", ScalarType.BIGINT);
  static final Field NOTE = Field.nullable("note", ScalarType.TEXT);

  /** The fields id and total. */
  static final Schema V1 = Schema.of(ID, Field.required("total", DataType.decimal(10, 2)));

  /** One optional field more than {@link #V1}. */
  static final Schema V2 = V1.toBuilder().field(NOTE).build();

  /** One optional field more than {@link #V2}. */
  static final Schema V3 = V2.toBuilder().field(Field.nullable("channel", ScalarType.TEXT)).build();

  /** {@link #V1} with a field whose type is reinterpreted: compatible in no direction. */
  static final Schema BREAKING =
      Schema.of(
          Field.required("id", ScalarType.TEXT), Field.required("total", DataType.decimal(10, 2)));

  private Samples() {}
}
