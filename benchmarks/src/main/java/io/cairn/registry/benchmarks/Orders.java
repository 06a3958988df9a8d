package io.cairn.registry.benchmarks;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas of orders, with what orders have: scalars, decimals, an enum, arrays, a map, structures
 * in structures, most of it nullable. They consist of blocks of 50 fields, nested ones counted.
 * Nothing is shared between two of them, not even names, unless it is interned.
 */
final class Orders {
  static final int BLOCK = 50;

  private static final int SCALARS_BEFORE = 10;
  private static final int SCALARS = 31;
  private static final List<DataType> TYPES =
      List.of(
          ScalarType.TEXT,
          ScalarType.BIGINT,
          ScalarType.DOUBLE,
          ScalarType.BOOLEAN,
          ScalarType.TIMESTAMP,
          DataType.decimal(12, 2),
          ScalarType.TEXT,
          ScalarType.DATE);

  private Orders() {}

  /** One more schema of so many fields. */
  static Schema of(int fields) {
    return Schema.builder().fields(fields(fields, ScalarType.INT)).build();
  }

  /** With one optional field more, in the middle. */
  static Schema withOneMore(int fields) {
    List<Field> more = fields(fields, ScalarType.INT);
    more.add(more.size() / 2, nullable("discount", ScalarType.DOUBLE));
    return Schema.builder().fields(more).build();
  }

  /** With an integer that became wider, in a structure in an array in a structure. */
  static Schema widened(int fields) {
    return Schema.builder().fields(fields(fields, ScalarType.BIGINT)).build();
  }

  /** With a required field that was not there, a type narrowed and a null refused. */
  static Schema refused(int fields) {
    List<Field> broken = fields(fields, ScalarType.INT);
    broken.set(0, Field.required(broken.get(0).name(), ScalarType.INT));
    broken.set(2, Field.required(broken.get(2).name(), broken.get(2).type()));
    broken.add(broken.size() / 2, Field.required("discount", ScalarType.DOUBLE));
    return Schema.builder().fields(broken).build();
  }

  private static List<Field> fields(int count, DataType quantityInTheMiddle) {
    List<Field> fields = new ArrayList<>();
    int blocks = count / BLOCK;
    for (int block = 0; block < blocks; block++) {
      addBlock(fields, "_" + block, block == blocks / 2 ? quantityInTheMiddle : ScalarType.INT);
    }
    return fields;
  }

  private static void addBlock(List<Field> fields, String suffix, DataType quantity) {
    fields.add(required("order_id" + suffix, ScalarType.BIGINT));
    for (int i = 0; i < SCALARS_BEFORE; i++) {
      fields.add(scalar(i, suffix));
    }
    fields.add(customer(suffix));
    fields.add(required("status" + suffix, DataType.enumeration("OPEN", "PAID", "SENT", "VOID")));
    fields.add(nullable("tags" + suffix, DataType.array(ScalarType.TEXT)));
    fields.add(nullable("attributes" + suffix, DataType.map(ScalarType.DOUBLE)));
    fields.add(invoice(suffix, quantity));
    for (int i = SCALARS_BEFORE; i < SCALARS; i++) {
      fields.add(scalar(i, suffix));
    }
  }

  private static Field scalar(int i, String suffix) {
    DataType type = TYPES.get(i % TYPES.size());
    String name = "attribute_" + i + suffix;
    return i % 3 == 0 ? required(name, type) : nullable(name, type);
  }

  private static Field customer(String suffix) {
    DataType position =
        DataType.struct(
            required("latitude" + suffix, ScalarType.DOUBLE),
            required("longitude" + suffix, ScalarType.DOUBLE));
    DataType address =
        DataType.struct(
            required("street" + suffix, ScalarType.TEXT),
            required("city" + suffix, ScalarType.TEXT),
            nullable("position" + suffix, position));
    return required(
        "customer" + suffix,
        DataType.struct(
            required("name" + suffix, ScalarType.TEXT),
            nullable("email" + suffix, ScalarType.TEXT),
            nullable("address" + suffix, address)));
  }

  private static Field invoice(String suffix, DataType quantity) {
    DataType line =
        DataType.struct(
            required("sku" + suffix, ScalarType.TEXT),
            required("quantity" + suffix, quantity),
            required("price" + suffix, DataType.decimal(12, 2)));
    return nullable(
        "invoice" + suffix,
        DataType.struct(
            required("number" + suffix, ScalarType.TEXT),
            required("lines" + suffix, DataType.array(line))));
  }

  private static Field required(String name, DataType type) {
    return Field.builder(name, type).doc(doc(name)).build();
  }

  private static Field nullable(String name, DataType type) {
    return Field.builder(name, type).nullable().doc(doc(name)).build();
  }

  private static String doc(String name) {
    return name + " as the upstream system of orders reports it";
  }
}
