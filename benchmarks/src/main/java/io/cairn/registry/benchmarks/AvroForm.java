package io.cairn.registry.benchmarks;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.StructType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The schemas of the benchmarks as Avro says them. */
final class AvroForm {
  private AvroForm() {}

  /** As a user of Avro has it: parsed. */
  static Schema parsed(io.cairn.registry.schema.Schema schema) {
    return new Schema.Parser().parse(record("order", schema.fields()).toString());
  }

  private static Schema record(String name, List<Field> fields) {
    List<Schema.Field> members = new ArrayList<>();
    for (Field field : fields) {
      Schema type = type(name + "_" + field.name(), field.type());
      if (field.isNullable()) {
        type = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
      }
      members.add(new Schema.Field(field.name(), type, field.doc(), defaultOf(field)));
    }
    return Schema.createRecord(name, null, "com.acme", false, members);
  }

  /** Of a nullable field null, otherwise a number if there is any. */
  private static @Nullable Object defaultOf(Field field) {
    if (field.isNullable()) {
      return JsonProperties.NULL_VALUE;
    }
    return field.defaultValue() instanceof DefaultValue.Literal literal
            && literal.value() instanceof BigDecimal number
        ? number.longValue()
        : null;
  }

  private static Schema type(String name, DataType type) {
    return switch (type.tag()) {
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case SMALLINT, INT -> Schema.create(Schema.Type.INT);
      case BIGINT -> Schema.create(Schema.Type.LONG);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case TEXT -> Schema.create(Schema.Type.STRING);
      case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield LogicalTypes.decimal(decimal.precision(), decimal.scale())
            .addToSchema(Schema.create(Schema.Type.BYTES));
      }
      case ENUM -> Schema.createEnum(name, null, "com.acme", ((EnumType) type).symbols());
      case ARRAY -> Schema.createArray(type(name + "_element", ((ArrayType) type).element()));
      case MAP -> Schema.createMap(type(name + "_value", ((MapType) type).value()));
      case STRUCT -> record(name, ((StructType) type).fields());
      case FLOAT, BYTES, TIME, DATETIME, UUID, JSON, EMBEDDING, UNION, REFERENCE ->
          throw new IllegalArgumentException("No benchmark has a " + type);
    };
  }
}
