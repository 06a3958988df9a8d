package io.cairn.registry.core.evolution;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Goes through a schema once and lists what is in it at any depth. */
public final class SchemaWalk {
  private final Map<FieldPath, Field> fields = new LinkedHashMap<>();

  private SchemaWalk() {}

  /** Every field by its path, a field before those in it, otherwise in the order of the schema. */
  public static Map<FieldPath, Field> fields(Schema schema) {
    SchemaWalk walk = new SchemaWalk();
    walk.walk(null, schema.fields());
    return walk.fields;
  }

  /** The paths of a field of a schema and of those in it, each before those in it. */
  public static List<FieldPath> paths(Field field) {
    SchemaWalk walk = new SchemaWalk();
    walk.walk(null, List.of(field));
    return List.copyOf(walk.fields.keySet());
  }

  /** Every version referred to, sorted by subject and number. */
  public static Set<VersionRef> references(Schema schema) {
    Set<VersionRef> references =
        new TreeSet<>(Comparator.comparing(VersionRef::subject).thenComparing(VersionRef::version));
    schema.fields().forEach(field -> addReferences(field.type(), references));
    return references;
  }

  /** The key roles of a field and of those in it, by their paths, where they have any. */
  static Map<FieldPath, Set<FieldKey>> keys(FieldPath path, Field field) {
    SchemaWalk walk = new SchemaWalk();
    walk.fields.put(path, field);
    walk.walk(path, field.type());
    return walk.keys();
  }

  /** The key roles of the fields in a type, by their paths, where they have any. */
  static Map<FieldPath, Set<FieldKey>> keys(FieldPath path, DataType type) {
    SchemaWalk walk = new SchemaWalk();
    walk.walk(path, type);
    return walk.keys();
  }

  private Map<FieldPath, Set<FieldKey>> keys() {
    Map<FieldPath, Set<FieldKey>> keys = new LinkedHashMap<>();
    fields.forEach(
        (at, inside) -> {
          if (!inside.keys().isEmpty()) {
            keys.put(at, inside.keys());
          }
        });
    return keys;
  }

  /** Whether a field or one in it is a key. Makes no paths. */
  static boolean hasKeys(Field field) {
    return !field.keys().isEmpty() || hasKeys(field.type());
  }

  static boolean hasKeys(DataType type) {
    return switch (type.tag()) {
      case STRUCT -> haveKeys(((StructType) type).fields());
      case ARRAY -> hasKeys(((ArrayType) type).element());
      case MAP -> hasKeys(((MapType) type).value());
      case UNION -> {
        boolean found = false;
        for (DataType branch : ((UnionType) type).branches()) {
          found = found || hasKeys(branch);
        }
        yield found;
      }
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
          JSON,
          EMBEDDING,
          ENUM,
          REFERENCE ->
          false;
    };
  }

  private static boolean haveKeys(List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (hasKeys(fields.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void walk(@Nullable FieldPath parent, List<Field> list) {
    for (Field field : list) {
      FieldPath path = Matching.child(parent, field);
      fields.put(path, field);
      walk(path, field.type());
    }
  }

  private void walk(FieldPath path, DataType type) {
    switch (type.tag()) {
      case STRUCT -> walk(path, ((StructType) type).fields());
      case ARRAY -> walk(path.then(FieldPath.Inside.ELEMENT), ((ArrayType) type).element());
      case MAP -> walk(path.then(FieldPath.Inside.VALUE), ((MapType) type).value());
      case UNION -> {
        for (DataType branch : ((UnionType) type).branches()) {
          walk(path.then(new FieldPath.Branch(UnionType.branchName(branch))), branch);
        }
      }
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
          JSON,
          EMBEDDING,
          ENUM,
          REFERENCE -> {}
    }
  }

  /** Makes no paths: every registration asks, and most schemas refer to nothing. */
  private static void addReferences(DataType type, Set<VersionRef> references) {
    switch (type.tag()) {
      case REFERENCE -> references.add(((ReferenceType) type).target());
      case STRUCT ->
          ((StructType) type).fields().forEach(field -> addReferences(field.type(), references));
      case ARRAY -> addReferences(((ArrayType) type).element(), references);
      case MAP -> addReferences(((MapType) type).value(), references);
      case UNION ->
          ((UnionType) type).branches().forEach(branch -> addReferences(branch, references));
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
          JSON,
          EMBEDDING,
          ENUM -> {}
    }
  }
}
