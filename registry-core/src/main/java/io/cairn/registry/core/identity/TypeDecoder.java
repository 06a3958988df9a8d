package io.cairn.registry.core.identity;

import io.cairn.registry.Scope;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.TypeTag;
import io.cairn.registry.schema.UnionType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TypeEncoder} writes as a descriptor. */
final class TypeDecoder {
  private static final int KNOWN_FLAGS =
      WireCodes.NULLABLE
          | WireCodes.PRIMARY
          | WireCodes.PARTITION
          | WireCodes.DEFAULT
          | WireCodes.ALIASES
          | WireCodes.DOC;

  private final ByteSource source;
  private final LiteralDecoder literals;

  TypeDecoder(ByteSource source) {
    this.source = source;
    this.literals = new LiteralDecoder(source);
  }

  DataType type(int depth) {
    if (depth > Schema.MAX_DEPTH) {
      throw source.invalid("is nested deeper than " + Schema.MAX_DEPTH);
    }
    TypeTag tag = TypeTag.of(source.u8());
    return switch (tag) {
      case BOOLEAN -> ScalarType.BOOLEAN;
      case SMALLINT -> ScalarType.SMALLINT;
      case INT -> ScalarType.INT;
      case BIGINT -> ScalarType.BIGINT;
      case FLOAT -> ScalarType.FLOAT;
      case DOUBLE -> ScalarType.DOUBLE;
      case TEXT -> ScalarType.TEXT;
      case BYTES -> ScalarType.BYTES;
      case DATE -> ScalarType.DATE;
      case TIME -> ScalarType.TIME;
      case TIMESTAMP -> ScalarType.TIMESTAMP;
      case DATETIME -> ScalarType.DATETIME;
      case UUID -> ScalarType.UUID;
      case JSON -> ScalarType.JSON;
      case EMBEDDING -> new EmbeddingType(source.u32());
      case DECIMAL -> new DecimalType(source.u8(), source.u8());
      case ENUM -> new EnumType(source.list(source::text), optionalText());
      case ARRAY -> array(depth);
      case MAP -> map(depth);
      case STRUCT -> new StructType(optionalText(), fields(depth + 1));
      case UNION -> new UnionType(source.list(() -> type(depth + 1)));
      case REFERENCE -> reference();
    };
  }

  private ArrayType array(int depth) {
    Nullability elements = nullability();
    return new ArrayType(type(depth + 1), elements);
  }

  private MapType map(int depth) {
    Nullability values = nullability();
    return new MapType(type(depth + 1), type(depth + 1), values);
  }

  private ReferenceType reference() {
    Subject subject = new Subject(source.text(), source.text(), new Scope(source.text()));
    return new ReferenceType(new VersionRef(subject, source.u32()));
  }

  private List<Field> fields(int depth) {
    return source.list(() -> field(depth));
  }

  private Field field(int depth) {
    FieldSource from = WireCodes.source(source.u8());
    String name = source.text();
    int flags = source.u8();
    if ((flags & ~KNOWN_FLAGS) != 0) {
      throw source.invalid("has a field with the unknown flags " + flags);
    }
    DataType type = type(depth);
    DefaultValue defaultValue =
        (flags & WireCodes.DEFAULT) == 0 ? DefaultValue.NONE : literals.defaultValue();
    Set<String> aliases =
        (flags & WireCodes.ALIASES) == 0
            ? Set.of()
            : new LinkedHashSet<>(source.list(source::text));
    return new Field(
        from,
        name,
        type,
        (flags & WireCodes.NULLABLE) == 0 ? Nullability.REQUIRED : Nullability.NULLABLE,
        keys(flags),
        defaultValue,
        aliases,
        (flags & WireCodes.DOC) == 0 ? "" : source.text());
  }

  private static Set<FieldKey> keys(int flags) {
    Set<FieldKey> keys = EnumSet.noneOf(FieldKey.class);
    for (FieldKey key : FieldKey.values()) {
      if ((flags & WireCodes.key(key)) != 0) {
        keys.add(key);
      }
    }
    return keys;
  }

  private @Nullable String optionalText() {
    return source.flag() ? source.text() : null;
  }

  private Nullability nullability() {
    return source.flag() ? Nullability.NULLABLE : Nullability.REQUIRED;
  }
}
