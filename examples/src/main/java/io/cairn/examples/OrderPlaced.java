package io.cairn.examples;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an application writes, with its schema beside it. */
record OrderPlaced(long id, BigDecimal total, @Nullable String note) {
  static final Subject SUBJECT = Subject.of("shop", "orders");
  static final Schema SCHEMA =
      Schema.of(
          Field.required("id", ScalarType.BIGINT),
          Field.required("total", DataType.decimal(10, 2)),
          Field.nullable("note", ScalarType.TEXT));
}
