package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import io.cairn.registry.testkit.reading.Misreading.Flaw;
import io.cairn.registry.testkit.reading.Stored.Chosen;
import io.cairn.registry.testkit.reading.Stored.Filled;
import io.cairn.registry.testkit.reading.Stored.Row;
import io.cairn.registry.testkit.reading.Stored.Symbol;
import io.cairn.registry.testkit.reading.Stored.Vector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as a schema says, one value after the other and without any look at the schema they
 * were written with, which each value shows by itself. It follows docs/compatibility.md to the
 * letter and knows nothing of how verdicts on schemas are reached. Goes on after a misreading, with
 * null in that place, so that one record may show several.
 */
final class NaiveReader {
  private final Function<VersionRef, Schema> schemas;
  private final ReadingOptions options;
  private final Set<Misreading> misreadings;

  NaiveReader(Function<VersionRef, Schema> schemas, ReadingOptions options) {
    this(schemas, options, new LinkedHashSet<>());
  }

  private NaiveReader(
      Function<VersionRef, Schema> schemas, ReadingOptions options, Set<Misreading> misreadings) {
    this.schemas = schemas;
    this.options = options;
    this.misreadings = misreadings;
  }

  /** What went wrong in all that was read so far. */
  Set<Misreading> misreadings() {
    return misreadings;
  }

  Row read(Schema reader, Row stored) {
    return row(Place.RECORD, reader.fields(), stored);
  }

  private Row row(Place place, List<Field> readers, Row stored) {
    Map<FieldPath.Named, @Nullable Object> read = new LinkedHashMap<>();
    for (Field field : readers) {
      FieldPath.Named name = nameIn(stored, field);
      Place at = place.then(field);
      read.put(
          Place.key(field),
          name == null
              ? absent(at, field)
              : (field.keys().isEmpty() ? this : exactly())
                  .nullable(at, field.type(), field.nullability(), stored.values().get(name)));
    }
    return new Row(read);
  }

  /** What the field is called in the record: by its own name, or else by one it had before. */
  private static FieldPath.@Nullable Named nameIn(Row stored, Field field) {
    if (stored.values().containsKey(Place.key(field))) {
      return Place.key(field);
    }
    for (String alias : field.aliases()) {
      FieldPath.Named former = new FieldPath.Named(field.source(), alias);
      if (stored.values().containsKey(former)) {
        return former;
      }
    }
    return null;
  }

  private @Nullable Object absent(Place at, Field field) {
    if (field.defaultValue() != DefaultValue.NONE) {
      return new Filled(field.defaultValue());
    }
    return field.isNullable() && options.optional() == OptionalFields.NULLABLE_OR_DEFAULTED
        ? null
        : misread(Flaw.NOTHING_TO_READ, at);
  }

  private @Nullable Object nullable(
      Place at, DataType type, Nullability nullability, @Nullable Object stored) {
    if (stored == null) {
      return nullability == Nullability.NULLABLE ? null : misread(Flaw.NULL, at);
    }
    return value(at, type, stored);
  }

  private @Nullable Object value(Place at, DataType type, Object stored) {
    return switch (type.tag()) {
      case SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> number(at, type, stored);
      case BOOLEAN -> as(Boolean.class, at, stored);
      case TEXT ->
          isAvro() && stored instanceof Stored.Bytes bytes
              ? bytes.hex()
              : as(String.class, at, stored);
      case BYTES ->
          isAvro() && stored instanceof String text
              ? new Stored.Bytes(text)
              : as(Stored.Bytes.class, at, stored);
      case DATE -> as(LocalDate.class, at, stored);
      case TIME -> as(LocalTime.class, at, stored);
      case TIMESTAMP -> as(LocalDateTime.class, at, stored);
      case DATETIME -> as(Instant.class, at, stored);
      case UUID -> as(UUID.class, at, stored);
      case JSON -> as(Stored.Json.class, at, stored);
      case EMBEDDING -> vector(at, (EmbeddingType) type, stored);
      case ENUM -> symbol(at, (EnumType) type, stored);
      case ARRAY -> list(at, (ArrayType) type, stored);
      case MAP -> map(at, (MapType) type, stored);
      case UNION -> chosen(at, (UnionType) type, stored);
      case STRUCT -> structure(at, ((StructType) type).fields(), stored);
      case REFERENCE ->
          structure(at, schemas.apply(((ReferenceType) type).target()).fields(), stored);
    };
  }

  private @Nullable Object number(Place at, DataType type, Object stored) {
    if (!(stored instanceof Number number)) {
      return misread(Flaw.VALUE, at);
    }
    Object read = Numbers.read(type, number);
    if (isAvro() && isRoundedByAvro(type, number)) {
      return read;
    }
    return read != null && Numbers.same(read, number) ? read : misread(Flaw.VALUE, at);
  }

  /** No two keys may become one. */
  private NaiveReader exactly() {
    return new NaiveReader(
        schemas, options.with(Promotions.LOSSLESS).with(UnknownSymbols.REFUSED), misreadings);
  }

  private boolean isAvro() {
    return options.promotions() == Promotions.AVRO;
  }

  private static boolean isRoundedByAvro(DataType type, Number stored) {
    return switch (type.tag()) {
      case FLOAT -> stored instanceof Integer || stored instanceof Long;
      case DOUBLE -> stored instanceof Long;
      default -> false;
    };
  }

  private @Nullable Object as(Class<?> kind, Place at, Object stored) {
    return kind.isInstance(stored) ? stored : misread(Flaw.VALUE, at);
  }

  private @Nullable Object vector(Place at, EmbeddingType type, Object stored) {
    boolean fits = stored instanceof Vector vector && vector.numbers().length == type.dimension();
    return fits ? stored : misread(Flaw.VALUE, at);
  }

  private @Nullable Object symbol(Place at, EnumType type, Object stored) {
    if (!(stored instanceof Symbol symbol)) {
      return misread(Flaw.VALUE, at);
    }
    if (type.symbols().contains(symbol.name())) {
      return symbol;
    }
    return options.unknownSymbols() == UnknownSymbols.READ_AS_DEFAULT
            && type.defaultSymbol() != null
        ? new Symbol(type.defaultSymbol())
        : misread(Flaw.SYMBOL, at);
  }

  private @Nullable Object list(Place at, ArrayType type, Object stored) {
    if (!(stored instanceof List<?> items)) {
      return misread(Flaw.VALUE, at);
    }
    Place inside = at.then(FieldPath.Inside.ELEMENT);
    List<@Nullable Object> read = new ArrayList<>();
    items.forEach(item -> read.add(nullable(inside, type.element(), type.elements(), item)));
    return read;
  }

  private @Nullable Object map(Place at, MapType type, Object stored) {
    if (!(stored instanceof Map<?, ?> entries)) {
      return misread(Flaw.VALUE, at);
    }
    Place keys = at.then(FieldPath.Inside.KEY);
    Place values = at.then(FieldPath.Inside.VALUE);
    Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
    entries.forEach(
        (key, value) ->
            read.put(
                exactly().value(keys, type.key(), key),
                nullable(values, type.value(), type.values(), value)));
    return read;
  }

  private @Nullable Object chosen(Place at, UnionType type, Object stored) {
    if (!(stored instanceof Chosen chosen)) {
      return misread(Flaw.VALUE, at);
    }
    Place inside = at.then(new FieldPath.Branch(chosen.branch()));
    for (DataType branch : type.branches()) {
      if (UnionType.branchName(branch).equals(chosen.branch())) {
        Object read = value(inside, branch, chosen.value());
        return read == null ? null : new Chosen(chosen.branch(), read);
      }
    }
    return misread(Flaw.BRANCH, inside);
  }

  private @Nullable Object structure(Place at, List<Field> fields, Object stored) {
    return stored instanceof Row row ? row(at, fields, row) : misread(Flaw.VALUE, at);
  }

  private @Nullable Object misread(Flaw flaw, Place at) {
    misreadings.add(new Misreading(flaw, at.toString()));
    return null;
  }
}
