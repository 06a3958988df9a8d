package io.cairn.registry.testkit.avro;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as Avro would have them, for those that {@link Expressible} leaves.
 *
 * <p>Records and enums are named by the place that they have in the reader, so that a writer's go
 * by the same names wherever the reader finds them. Outside unions a structure's own name plays no
 * part, as it does not in Cairn.
 */
final class AvroSchemas {
  /** A property of the {@code int} that stands for a SMALLINT. */
  static final String SMALLINT = "cairn.smallint";

  /** A property of a field, and of its enum, whose default is a call, which Avro does not have. */
  static final String CALLED = "cairn.called";

  /** Whose schema it is. */
  private enum Side {
    READER,
    /**
     * Its defaults are left out: no part of Avro's resolution needs them, and one trips on them.
     */
    WRITER
  }

  private final Side side;

  private AvroSchemas(Side side) {
    this.side = side;
  }

  static Schema reader(io.cairn.registry.schema.Schema reader) {
    return new AvroSchemas(Side.READER).record("", reader.fields(), reader.fields());
  }

  /** A writer's schema, with names that its reader will look for. */
  static Schema writer(
      io.cairn.registry.schema.Schema writer, io.cairn.registry.schema.Schema reader) {
    return new AvroSchemas(Side.WRITER).record("", writer.fields(), reader.fields());
  }

  /** A field by itself, as a reader has it. */
  static Schema.Field field(Field field) {
    return new AvroSchemas(Side.READER).field("any", field, null);
  }

  private Schema record(String path, List<Field> fields, List<Field> counterparts) {
    List<Schema.Field> converted = new ArrayList<>();
    for (Field field : fields) {
      Field counterpart = counterpart(field, fields, counterparts);
      String place = counterpart == null ? "!" + AvroNames.of(field) : AvroNames.of(counterpart);
      converted.add(
          field(path + "/" + place, field, counterpart == null ? null : counterpart.type()));
    }
    return Schema.createRecord(AvroNames.of("r" + path), null, null, false, converted);
  }

  private Schema.Field field(String path, Field field, @Nullable DataType counterpart) {
    DefaultValue.Literal literal =
        side == Side.READER && field.defaultValue() instanceof DefaultValue.Literal some
            ? some
            : null;
    Schema schema = value(path, field.type(), field.nullability(), literal, counterpart);
    Object value = literal == null ? null : AvroDefaults.of(field.type(), literal.value());
    var converted = new Schema.Field(AvroNames.of(field), schema, null, value);
    field.aliases().forEach(alias -> converted.addAlias(AvroNames.ofAlias(field.source(), alias)));
    if (field.defaultValue() instanceof DefaultValue.Call) {
      converted.addProp(CALLED, true);
      if (schema.getType() == Schema.Type.ENUM) {
        schema.addProp(CALLED, true);
      }
    }
    return converted;
  }

  /** The reader's field that reads this one of the writer's fields, if any does. */
  private static @Nullable Field counterpart(
      Field field, List<Field> fields, List<Field> counterparts) {
    for (Field reader : counterparts) {
      Field found = find(fields, reader, reader.name());
      for (String alias : reader.aliases()) {
        found = found == null ? find(fields, reader, alias) : found;
      }
      if (field.equals(found)) {
        return reader;
      }
    }
    return null;
  }

  private static @Nullable Field find(List<Field> fields, Field reader, String name) {
    return fields.stream()
        .filter(field -> field.source() == reader.source() && field.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Avro wants the branch of the default first. */
  private Schema value(
      String path,
      DataType type,
      Nullability nullability,
      DefaultValue.@Nullable Literal literal,
      @Nullable DataType counterpart) {
    boolean defaulted = literal != null && literal.value() != null;
    List<Schema> branches = new ArrayList<>();
    if (type instanceof UnionType union) {
      List<DataType> ordered = new ArrayList<>(union.branches());
      if (defaulted) {
        DataType first = AvroDefaults.branch(union, literal.value());
        ordered.remove(first);
        ordered.add(0, first);
      }
      ordered.forEach(branch -> branches.add(branch(path, branch, counterpart)));
    } else {
      branches.add(convert(path, type, alike(type, counterpart)));
    }
    if (nullability == Nullability.NULLABLE) {
      branches.add(defaulted ? branches.size() : 0, Schema.create(Schema.Type.NULL));
    }
    return branches.size() == 1 ? branches.get(0) : Schema.createUnion(branches);
  }

  private Schema branch(String path, DataType branch, @Nullable DataType counterpart) {
    String place =
        branch instanceof StructType struct && struct.name() != null
            ? path + "<" + struct.name() + ">"
            : path;
    return convert(place, branch, alike(branch, counterpart));
  }

  /** The part of the counterpart that can be the type's: itself, or one of its branches. */
  private static @Nullable DataType alike(DataType type, @Nullable DataType counterpart) {
    if (counterpart instanceof UnionType union) {
      return union.branches().stream()
          .filter(branch -> UnionType.branchName(branch).equals(UnionType.branchName(type)))
          .findFirst()
          .orElse(null);
    }
    return counterpart;
  }

  private Schema convert(String path, DataType type, @Nullable DataType counterpart) {
    return switch (type.tag()) {
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case SMALLINT -> smallint();
      case INT -> Schema.create(Schema.Type.INT);
      case BIGINT -> Schema.create(Schema.Type.LONG);
      case FLOAT -> Schema.create(Schema.Type.FLOAT);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case TEXT -> Schema.create(Schema.Type.STRING);
      case BYTES -> Schema.create(Schema.Type.BYTES);
      case DATE -> logical(LogicalTypes.date(), Schema.Type.INT);
      case TIME -> logical(LogicalTypes.timeMicros(), Schema.Type.LONG);
      case TIMESTAMP -> logical(LogicalTypes.localTimestampMicros(), Schema.Type.LONG);
      case DATETIME -> logical(LogicalTypes.timestampMicros(), Schema.Type.LONG);
      case UUID -> logical(LogicalTypes.uuid(), Schema.Type.STRING);
      case DECIMAL -> decimal((DecimalType) type);
      case ENUM -> enumeration(path, (EnumType) type);
      case ARRAY -> array(path, (ArrayType) type, counterpart);
      case MAP -> map(path, (MapType) type, counterpart);
      case STRUCT -> {
        List<Field> counterparts =
            counterpart instanceof StructType struct ? struct.fields() : List.of();
        yield record(path, ((StructType) type).fields(), counterparts);
      }
      case UNION, JSON, EMBEDDING, REFERENCE ->
          throw new IllegalArgumentException(type + " at " + path + " is not expressible.");
    };
  }

  private static Schema smallint() {
    Schema schema = Schema.create(Schema.Type.INT);
    schema.addProp(SMALLINT, true);
    return schema;
  }

  private static Schema logical(LogicalType logical, Schema.Type type) {
    return logical.addToSchema(Schema.create(type));
  }

  private static Schema decimal(DecimalType type) {
    return logical(LogicalTypes.decimal(type.precision(), type.scale()), Schema.Type.BYTES);
  }

  private static Schema enumeration(String path, EnumType type) {
    return Schema.createEnum(
        AvroNames.of("e" + path),
        null,
        null,
        type.symbols().stream().map(AvroNames::of).toList(),
        type.defaultSymbol() == null ? null : AvroNames.of(type.defaultSymbol()));
  }

  private Schema array(String path, ArrayType type, @Nullable DataType counterpart) {
    DataType inside = counterpart instanceof ArrayType other ? other.element() : null;
    return Schema.createArray(value(path + "[]", type.element(), type.elements(), null, inside));
  }

  private Schema map(String path, MapType type, @Nullable DataType counterpart) {
    DataType inside = counterpart instanceof MapType other ? other.value() : null;
    return Schema.createMap(value(path + "{}", type.value(), type.values(), null, inside));
  }
}
