package io.cairn.registry.core.identity;

import io.cairn.registry.Subject;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes types and fields: a tag and its parameters. Every text, list and optional part says its
 * own length or presence, so that no two values have the same bytes.
 */
final class TypeEncoder {
  /** What is written, and in which order. */
  enum Form {
    /** Everything, in the order given. */
    DESCRIPTOR,
    /** What is part of the identity, in canonical order. */
    CANONICAL
  }

  private final ByteSink sink;
  private final LiteralEncoder literals;
  private final Form form;

  TypeEncoder(ByteSink sink, Form form) {
    this.sink = sink;
    this.literals = new LiteralEncoder(sink);
    this.form = form;
  }

  void fields(List<Field> fields, int depth) {
    List<Field> ordered = ordered(fields, CanonicalOrder.FIELDS);
    sink.u32(ordered.size());
    for (int i = 0; i < ordered.size(); i++) {
      field(ordered.get(i), depth);
    }
  }

  private void field(Field field, int depth) {
    int flags = flags(field);
    sink.u8(WireCodes.source(field.source()));
    sink.text(field.name());
    sink.u8(flags);
    type(field.type(), depth);
    if ((flags & WireCodes.DEFAULT) != 0) {
      literals.defaultValue(field.defaultValue());
    }
    if ((flags & WireCodes.ALIASES) != 0) {
      texts(CanonicalOrder.sorted(new ArrayList<>(field.aliases()), CanonicalOrder.TEXT));
    }
    if ((flags & WireCodes.DOC) != 0) {
      sink.text(field.doc());
    }
  }

  private int flags(Field field) {
    int flags = field.isNullable() ? WireCodes.NULLABLE : 0;
    if (!field.keys().isEmpty()) {
      for (FieldKey key : field.keys()) {
        flags |= WireCodes.key(key);
      }
    }
    if (field.defaultValue() != DefaultValue.NONE) {
      flags |= WireCodes.DEFAULT;
    }
    if (!field.aliases().isEmpty()) {
      flags |= WireCodes.ALIASES;
    }
    if (form == Form.DESCRIPTOR && !field.doc().isEmpty()) {
      flags |= WireCodes.DOC;
    }
    return flags;
  }

  void type(DataType type, int depth) {
    if (depth > Schema.MAX_DEPTH) {
      throw new InvalidInputException(
          "Cannot encode a type that is nested deeper than "
              + Schema.MAX_DEPTH
              + "; make it flatter.");
    }
    sink.u8(type.tag().code());
    switch (type.tag()) {
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
          JSON -> {}
      case EMBEDDING -> sink.u32(((EmbeddingType) type).dimension());
      case DECIMAL -> decimal((DecimalType) type);
      case ENUM -> enumeration((EnumType) type);
      case ARRAY -> array((ArrayType) type, depth);
      case MAP -> map((MapType) type, depth);
      case STRUCT -> struct((StructType) type, depth);
      case UNION -> union((UnionType) type, depth);
      case REFERENCE -> reference((ReferenceType) type);
    }
  }

  private void decimal(DecimalType type) {
    sink.u8(type.precision());
    sink.u8(type.scale());
  }

  private void enumeration(EnumType type) {
    texts(ordered(type.symbols(), CanonicalOrder.TEXT));
    optionalText(type.defaultSymbol());
  }

  private void array(ArrayType type, int depth) {
    nullability(type.elements());
    type(type.element(), depth + 1);
  }

  private void map(MapType type, int depth) {
    nullability(type.values());
    type(type.key(), depth + 1);
    type(type.value(), depth + 1);
  }

  private void struct(StructType type, int depth) {
    optionalText(type.name());
    fields(type.fields(), depth + 1);
  }

  private void union(UnionType type, int depth) {
    List<DataType> branches = ordered(type.branches(), CanonicalOrder.BRANCHES);
    sink.u32(branches.size());
    for (int i = 0; i < branches.size(); i++) {
      type(branches.get(i), depth + 1);
    }
  }

  private void reference(ReferenceType type) {
    Subject subject = type.target().subject();
    sink.text(subject.namespace());
    sink.text(subject.name());
    sink.text(subject.scope().owner());
    sink.u32(type.target().version());
  }

  private void texts(List<String> texts) {
    sink.u32(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      sink.text(texts.get(i));
    }
  }

  private void optionalText(@Nullable String text) {
    sink.u8(text == null ? 0 : 1);
    if (text != null) {
      sink.text(text);
    }
  }

  private void nullability(Nullability nullability) {
    sink.u8(nullability == Nullability.NULLABLE ? WireCodes.NULLABLE : 0);
  }

  private <T> List<T> ordered(List<T> values, Comparator<? super T> order) {
    return switch (form) {
      case DESCRIPTOR -> values;
      case CANONICAL -> CanonicalOrder.sorted(values, order);
    };
  }
}
