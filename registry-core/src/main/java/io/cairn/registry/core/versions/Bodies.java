package io.cairn.registry.core.versions;

import com.google.common.collect.MapMaker;
import io.cairn.registry.Layout;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.core.evolution.OrdinalEntries;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Takes bodies of versions apart for the store, and puts them together again. What it made of a
 * field it remembers as long as that object is in use, so that a field which versions share is
 * written and read once. Thread-safe.
 */
public final class Bodies {
  /** Where the fields go in the JSON of a schema without any. */
  private static final String NO_FIELDS = "\"fields\":[]";

  private final Identity identity;
  private final ConcurrentMap<Field, String> written = new MapMaker().weakKeys().makeMap();
  private final ConcurrentMap<StoredField, Read> read = new MapMaker().weakKeys().makeMap();

  /** A field with the ordinals of its own path and of those in it. */
  private record Read(Field field, List<Map.Entry<FieldPath, Integer>> ordinals) {}

  /**
   * A body put together.
   *
   * @param schema with interned fields
   * @param layout fits the schema
   * @param newCharacters how much of its JSON had to be read, as no other body had it
   */
  public record Whole(Schema schema, Layout layout, int newCharacters) {}

  public Bodies(Identity identity) {
    this.identity = identity;
  }

  /**
   * The body of a version.
   *
   * @param schema with interned fields, if what is written is to be remembered
   * @throws InvalidInputException if the layout has no ordinal for a field, or the schema's JSON
   *     would have more than 16 Mi characters
   */
  public VersionBody write(Schema schema, Layout layout, SemanticLabel label) {
    String head = SchemaJson.write(new Schema(schema.kind(), List.of(), schema.traits()));
    List<StoredField> fields = new ArrayList<>(schema.fields().size());
    long length = head.length();
    for (Field field : schema.fields()) {
      String definition = written(field);
      fields.add(new StoredField(definition, ordinals(field, layout)));
      length += definition.length() + 1L;
    }
    if (length > SchemaJson.MAX_LENGTH) {
      throw new InvalidInputException(
          "Cannot write the schema: its JSON text is too long; at most "
              + SchemaJson.MAX_LENGTH
              + " characters are allowed.");
    }
    return new VersionBody(head, fields, label);
  }

  private String written(Field field) {
    String known = written.get(field);
    if (known != null) {
      return known;
    }
    String definition = SchemaJson.writeField(field);
    written.put(field, definition);
    return definition;
  }

  private static String ordinals(Field field, Layout layout) {
    StringJoiner ordinals = new StringJoiner(",", "[", "]");
    for (FieldPath path : SchemaWalk.paths(field)) {
      ordinals.add(
          Integer.toString(
              layout
                  .findOrdinal(path)
                  .orElseThrow(
                      () ->
                          new InvalidInputException(
                              "The layout has no ordinal for " + path + "."))));
    }
    return ordinals.toString();
  }

  /**
   * The schema and the layout.
   *
   * @throws InvalidInputException if the body is not one that {@link #write} could have written
   */
  public Whole read(VersionBody body) {
    Schema head = SchemaJson.read(body.head());
    if (!head.fields().isEmpty()) {
      throw new InvalidInputException("The head of a body has fields; it must have none.");
    }
    List<Field> fields = new ArrayList<>(body.fields().size());
    List<Map.Entry<FieldPath, Integer>> ordinals = new ArrayList<>(body.fields().size());
    int newCharacters = 0;
    for (StoredField stored : body.fields()) {
      Read part = read.get(stored);
      if (part == null) {
        part = read(stored);
        newCharacters += stored.definition().length();
      }
      fields.add(part.field);
      ordinals.addAll(part.ordinals);
    }
    Schema schema = new Schema(head.kind(), fields, head.traits());
    return new Whole(schema, OrdinalEntries.layout(ordinals), newCharacters);
  }

  private Read read(StoredField stored) {
    Field field = identity.intern(SchemaJson.readField(stored.definition()));
    List<FieldPath> paths = SchemaWalk.paths(field);
    List<Integer> ordinals = numbers(stored.ordinals());
    if (ordinals.size() != paths.size()) {
      throw new InvalidInputException(
          "The field "
              + field
              + " has "
              + paths.size()
              + " paths and "
              + ordinals.size()
              + " ordinals.");
    }
    List<Map.Entry<FieldPath, Integer>> entries = new ArrayList<>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      entries.add(identity.intern(Map.entry(paths.get(i), ordinals.get(i))));
    }
    Read fresh = new Read(field, List.copyOf(entries));
    read.put(stored, fresh);
    return fresh;
  }

  private static List<Integer> numbers(String array) {
    if (!array.startsWith("[") || !array.endsWith("]")) {
      throw new InvalidInputException("The ordinals are no JSON array: " + array);
    }
    try {
      return Arrays.stream(array.substring(1, array.length() - 1).split(",", -1))
          .map(Integer::valueOf)
          .toList();
    } catch (NumberFormatException malformed) {
      throw new InvalidInputException("The ordinals are no numbers: " + array, malformed);
    }
  }

  /** The JSON text of the whole schema, which need not be one. */
  public static String schemaText(VersionBody body) {
    String fields =
        body.fields().stream()
            .map(StoredField::definition)
            .collect(Collectors.joining(",", "\"fields\":[", "]"));
    int at = body.head().indexOf(NO_FIELDS);
    return at < 0
        ? body.head()
        : body.head().substring(0, at) + fields + body.head().substring(at + NO_FIELDS.length());
  }
}
