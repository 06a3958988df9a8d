package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.TypeTag;
import io.cairn.registry.schema.UnionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types: a scalar by its name, any other as an object with its tag's name as {@code type}. */
final class TypeJson {
  private TypeJson() {}

  static void write(JsonGenerator json, DataType type) throws IOException {
    if (type instanceof ScalarType scalar) {
      json.writeString(scalar.name());
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", type.tag().name());
    if (type instanceof EmbeddingType embedding) {
      json.writeNumberField("dimension", embedding.dimension());
    } else if (type instanceof DecimalType decimal) {
      json.writeNumberField("precision", decimal.precision());
      json.writeNumberField("scale", decimal.scale());
    } else if (type instanceof EnumType enumeration) {
      writeEnum(json, enumeration);
    } else if (type instanceof ArrayType array) {
      json.writeFieldName("element");
      write(json, array.element());
      writeNullable(json, "nullableElements", array.elements());
    } else if (type instanceof MapType map) {
      writeMap(json, map);
    } else if (type instanceof StructType struct) {
      writeStruct(json, struct);
    } else if (type instanceof UnionType union) {
      json.writeArrayFieldStart("branches");
      for (DataType branch : union.branches()) {
        write(json, branch);
      }
      json.writeEndArray();
    } else if (type instanceof ReferenceType reference) {
      json.writeStringField("subject", reference.target().subject().toString());
      json.writeNumberField("version", reference.target().version());
    }
    json.writeEndObject();
  }

  private static void writeEnum(JsonGenerator json, EnumType type) throws IOException {
    json.writeArrayFieldStart("symbols");
    for (String symbol : type.symbols()) {
      json.writeString(symbol);
    }
    json.writeEndArray();
    String defaultSymbol = type.defaultSymbol();
    if (defaultSymbol != null) {
      json.writeStringField("default", defaultSymbol);
    }
  }

  private static void writeMap(JsonGenerator json, MapType type) throws IOException {
    if (type.key() != ScalarType.TEXT) {
      json.writeFieldName("key");
      write(json, type.key());
    }
    json.writeFieldName("value");
    write(json, type.value());
    writeNullable(json, "nullableValues", type.values());
  }

  private static void writeStruct(JsonGenerator json, StructType type) throws IOException {
    String name = type.name();
    if (name != null) {
      json.writeStringField("name", name);
    }
    json.writeArrayFieldStart("fields");
    for (Field field : type.fields()) {
      FieldJson.write(json, field);
    }
    json.writeEndArray();
  }

  private static void writeNullable(JsonGenerator json, String key, Nullability nullability)
      throws IOException {
    if (nullability == Nullability.NULLABLE) {
      json.writeBooleanField(key, true);
    }
  }

  static DataType read(JsonPart part, int depth) {
    if (depth > Schema.MAX_DEPTH) {
      throw part.invalid(
          "types are nested deeper than " + Schema.MAX_DEPTH + "; make them flatter.");
    }
    if (part.isText()) {
      return part.constant(ScalarType.class);
    }
    JsonObject object = part.object();
    DataType type = read(object, object.take("type").constant(TypeTag.class), depth);
    object.requireEmpty();
    return type;
  }

  private static DataType read(JsonObject object, TypeTag tag, int depth) {
    return switch (tag) {
      case BOOLEAN,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          UUID,
          JSON ->
          throw object.part().invalid("a scalar stands as an object; write it as \"" + tag + "\".");
      case EMBEDDING -> readEmbedding(object);
      case DECIMAL -> readDecimal(object);
      case ENUM -> readEnum(object);
      case ARRAY ->
          new ArrayType(
              read(object.take("element"), depth + 1), nullability(object, "nullableElements"));
      case MAP -> readMap(object, depth);
      case STRUCT -> readStruct(object, depth);
      case UNION -> readUnion(object, depth);
      case REFERENCE -> readReference(object);
    };
  }

  private static EmbeddingType readEmbedding(JsonObject object) {
    JsonPart dimension = object.take("dimension");
    int value = dimension.integer();
    return dimension.build(() -> new EmbeddingType(value));
  }

  private static DecimalType readDecimal(JsonObject object) {
    int precision = object.take("precision").integer();
    int scale = object.take("scale").integer();
    return object.part().build(() -> new DecimalType(precision, scale));
  }

  private static EnumType readEnum(JsonObject object) {
    List<String> symbols = new ArrayList<>();
    object.take("symbols").items().forEach(symbol -> symbols.add(symbol.text()));
    Optional<String> defaultSymbol = object.find("default").map(JsonPart::text);
    return object.part().build(() -> new EnumType(symbols, defaultSymbol.orElse(null)));
  }

  private static MapType readMap(JsonObject object, int depth) {
    DataType key = object.find("key").map(part -> read(part, depth + 1)).orElse(ScalarType.TEXT);
    DataType value = read(object.take("value"), depth + 1);
    Nullability values = nullability(object, "nullableValues");
    return object.part().build(() -> new MapType(key, value, values));
  }

  private static StructType readStruct(JsonObject object, int depth) {
    Optional<String> name = object.find("name").map(JsonPart::text);
    List<Field> fields = FieldJson.readAll(object.take("fields"), depth + 1);
    return object.part().build(() -> new StructType(name.orElse(null), fields));
  }

  private static UnionType readUnion(JsonObject object, int depth) {
    List<DataType> branches = new ArrayList<>();
    object.take("branches").items().forEach(branch -> branches.add(read(branch, depth + 1)));
    return object.part().build(() -> new UnionType(branches));
  }

  private static ReferenceType readReference(JsonObject object) {
    JsonPart subject = object.take("subject");
    String name = subject.text();
    int version = object.take("version").integer();
    Subject target = subject.build(() -> Subject.parse(name));
    return new ReferenceType(object.part().build(() -> new VersionRef(target, version)));
  }

  private static Nullability nullability(JsonObject object, String key) {
    return object.find(key).map(JsonPart::truth).orElse(false)
        ? Nullability.NULLABLE
        : Nullability.REQUIRED;
  }
}
