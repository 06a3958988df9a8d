package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What data looks like: a kind, fields, and traits. It has no name and no version; those belong to
 * the subject it is registered under. Immutable and thread-safe. {@code equals} minds the order of
 * fields and the docs; the content id does not.
 *
 * @param kind what it describes
 * @param fields its fields in the order given; at most {@value #MAX_FIELDS} with the nested ones,
 *     at most {@value #MAX_DEPTH} deep
 * @param traits names and values that are part of what it is, such as unit, metric type or
 *     temporality; at most {@value #MAX_TRAITS}
 */
public record Schema(SchemaKind kind, List<Field> fields, SortedMap<String, String> traits) {
  /**
   * How deep types may nest. A field of type ARRAY&lt;STRUCT&lt;…&gt;&gt; has depth 3 at the fields
   * of the structure.
   */
  public static final int MAX_DEPTH = 64;

  /** The most fields, nested ones included. */
  public static final int MAX_FIELDS = 10_000;

  /** The most traits. */
  public static final int MAX_TRAITS = 1_000;

  /**
   * @throws InvalidInputException if a field stands twice, an alias is taken, or a limit is
   *     exceeded
   */
  public Schema {
    fields = List.copyOf(fields);
    traits = traits.isEmpty() ? Collections.emptySortedMap() : sorted(traits);
    Field.checkDistinct(fields);
    checkSize(fields);
    if (traits.size() > MAX_TRAITS) {
      throw new InvalidInputException(
          "The schema has " + traits.size() + " traits; at most " + MAX_TRAITS + " are allowed.");
    }
    for (Map.Entry<String, String> trait : traits.entrySet()) {
      Field.checkName("trait name", trait.getKey());
      InvalidInputException.requireUnicode(
          "value of trait " + trait.getKey(), trait.getValue(), Field.MAX_NAME_LENGTH);
    }
  }

  private static SortedMap<String, String> sorted(SortedMap<String, String> traits) {
    SortedMap<String, String> byName = new TreeMap<>();
    byName.putAll(traits);
    return Collections.unmodifiableSortedMap(byName);
  }

  /** A {@link SchemaKind#RECORD} of these fields. */
  public static Schema of(Field... fields) {
    return builder().fields(List.of(fields)).build();
  }

  /** A builder for a {@link SchemaKind#RECORD} without fields until said otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this schema. */
  public Builder toBuilder() {
    Builder builder = new Builder().kind(kind).fields(fields);
    traits.forEach(builder::trait);
    return builder;
  }

  /** The top-level field of this name; the first one when several sources have it. */
  public Optional<Field> findField(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private record Nested(DataType type, int depth) {}

  private static void checkSize(List<Field> top) {
    Deque<Nested> open = new ArrayDeque<>();
    int count = push(open, top, 1);
    while (!open.isEmpty()) {
      Nested next = open.pop();
      if (next.depth > MAX_DEPTH) {
        throw new InvalidInputException(
            "The schema is nested deeper than " + MAX_DEPTH + "; make it flatter.");
      }
      if (next.type instanceof ArrayType array) {
        open.push(new Nested(array.element(), next.depth + 1));
      } else if (next.type instanceof MapType map) {
        open.push(new Nested(map.value(), next.depth + 1));
      } else if (next.type instanceof UnionType union) {
        union.branches().forEach(branch -> open.push(new Nested(branch, next.depth + 1)));
      } else if (next.type instanceof StructType struct) {
        count += push(open, struct.fields(), next.depth + 1);
      }
      if (count > MAX_FIELDS || open.size() > 2 * MAX_FIELDS) {
        throw new InvalidInputException(
            "The schema has more than "
                + MAX_FIELDS
                + " fields, nested ones included; split it by reference.");
      }
    }
  }

  private static int push(Deque<Nested> open, List<Field> fields, int depth) {
    fields.forEach(field -> open.push(new Nested(field.type(), depth)));
    return fields.size();
  }

  /** Builds a {@link Schema}. Not thread-safe; may be used again after {@link #build}. */
  public static final class Builder {
    private SchemaKind kind = SchemaKind.RECORD;
    private final List<Field> fields = new ArrayList<>();
    private final SortedMap<String, String> traits = new TreeMap<>();

    private Builder() {}

    /** What the schema describes; {@link SchemaKind#RECORD} by default. */
    public Builder kind(SchemaKind value) {
      kind = value;
      return this;
    }

    /** Adds a field. */
    public Builder field(Field field) {
      fields.add(field);
      return this;
    }

    /** Adds fields in their order. */
    public Builder fields(List<Field> more) {
      fields.addAll(more);
      return this;
    }

    /** Sets a trait; null removes it. */
    public Builder trait(String name, @Nullable String value) {
      if (value == null) {
        traits.remove(name);
      } else {
        traits.put(name, value);
      }
      return this;
    }

    /**
     * The schema.
     *
     * @throws InvalidInputException as the constructor of {@link Schema} does
     */
    public Schema build() {
      return new Schema(kind, fields, traits);
    }
  }
}
