package io.cairn.registry.testkit.avro;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a schema that Avro can express. A field whose type it cannot is left out, and so is a
 * branch; each is counted.
 */
final class Expressible {

  /** Why something was left out. */
  enum Omission {
    JSON,
    EMBEDDING,
    REFERENCE,
    /** Avro's maps have text for keys. */
    MAP_KEY,
    /** Avro's unions hold one branch of each stored form. */
    BRANCH_OF_SAME_FORM,
    /** Fewer than two branches were left. */
    UNION_OF_ONE,
    /** Avro wants a literal for every required field of a structure's default. */
    DEFAULT
  }

  private final List<Omission> omissions = new ArrayList<>();

  Schema restrict(Schema schema) {
    return new Schema(schema.kind(), fields(schema.fields()), schema.traits());
  }

  /** What was left out so far. */
  List<Omission> omissions() {
    return List.copyOf(omissions);
  }

  private List<Field> fields(List<Field> fields) {
    List<Field> kept = new ArrayList<>();
    for (Field field : fields) {
      type(field.type()).ifPresent(type -> kept.add(retyped(field, type)));
    }
    return kept;
  }

  private Field retyped(Field field, DataType type) {
    try {
      Field result = with(field, type, field.defaultValue());
      if (AvroDefaults.takes(result)) {
        return result;
      }
    } catch (InvalidInputException ofAnOmittedPart) {
      // The default goes with the part.
    }
    omissions.add(Omission.DEFAULT);
    return with(field, type, DefaultValue.NONE);
  }

  private static Field with(Field field, DataType type, DefaultValue value) {
    return new Field(
        field.source(),
        field.name(),
        type,
        field.nullability(),
        field.keys(),
        value,
        field.aliases(),
        "");
  }

  private Optional<DataType> type(DataType type) {
    return switch (type.tag()) {
      case JSON -> omit(Omission.JSON);
      case EMBEDDING -> omit(Omission.EMBEDDING);
      case REFERENCE -> omit(Omission.REFERENCE);
      case ARRAY -> {
        ArrayType array = (ArrayType) type;
        yield type(array.element()).map(inner -> new ArrayType(inner, array.elements()));
      }
      case MAP -> map((MapType) type);
      case STRUCT -> {
        StructType struct = (StructType) type;
        yield Optional.of(new StructType(struct.name(), fields(struct.fields())));
      }
      case UNION -> union((UnionType) type);
      case BOOLEAN,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          UUID,
          ENUM ->
          Optional.of(type);
    };
  }

  private Optional<DataType> map(MapType map) {
    if (map.key() != ScalarType.TEXT) {
      return omit(Omission.MAP_KEY);
    }
    return type(map.value()).map(value -> new MapType(map.key(), value, map.values()));
  }

  private Optional<DataType> union(UnionType union) {
    Set<String> forms = new HashSet<>();
    List<DataType> kept = new ArrayList<>();
    for (DataType branch : union.branches()) {
      Optional<DataType> type = type(branch);
      if (type.isPresent() && !forms.add(form(branch))) {
        omissions.add(Omission.BRANCH_OF_SAME_FORM);
      } else {
        type.ifPresent(kept::add);
      }
    }
    return kept.size() < 2 ? omit(Omission.UNION_OF_ONE) : Optional.of(new UnionType(kept));
  }

  private static String form(DataType branch) {
    return StoredForm.of(branch.tag())
        .map(StoredForm::name)
        .orElseGet(() -> "named " + UnionType.branchName(branch));
  }

  private Optional<DataType> omit(Omission why) {
    omissions.add(why);
    return Optional.empty();
  }
}
