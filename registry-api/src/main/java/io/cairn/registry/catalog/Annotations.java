package io.cairn.registry.catalog;

import io.cairn.registry.error.InvalidInputException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is said about a subject, a version or a field. It is no part of any version: it may change
 * at any time, and no content id depends on it. Immutable and thread-safe.
 *
 * @param tags words to find it by; at most {@value #MAX_ENTRIES}, in their order
 * @param properties anything else, by key; at most {@value #MAX_ENTRIES}, in the order of the keys
 * @param owner who answers for it; empty if not said
 * @param description what it is, for people; empty if not said. Of a field it goes before the doc
 *     in the schema
 */
public record Annotations(
    Set<String> tags, Map<String, String> properties, String owner, String description) {
  /** The most tags, and the most properties. */
  public static final int MAX_ENTRIES = 100;

  /** The longest tag, key of a property, and owner, in UTF-16 characters. */
  public static final int MAX_NAME_LENGTH = 255;

  /** The longest value of a property, in UTF-16 characters. */
  public static final int MAX_VALUE_LENGTH = 1_000;

  /** The longest description, in UTF-16 characters. */
  public static final int MAX_DESCRIPTION_LENGTH = 10_000;

  /** Nothing is said. */
  public static final Annotations NONE = new Annotations(Set.of(), Map.of(), "", "");

  /**
   * @throws InvalidInputException if there are too many tags or properties, a text is too long or
   *     not well-formed, or a tag or key is empty or has control characters
   */
  public Annotations {
    requireFew("tags", tags.size());
    requireFew("properties", properties.size());
    tags.forEach(tag -> requireName("tag", tag));
    properties.forEach(
        (key, value) -> {
          requireName("key of a property", key);
          InvalidInputException.requireUnicode("property \"" + key + "\"", value, MAX_VALUE_LENGTH);
        });
    InvalidInputException.requireText("owner", owner, MAX_NAME_LENGTH);
    InvalidInputException.requireUnicode("description", description, MAX_DESCRIPTION_LENGTH);
    tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  private static void requireFew(String what, int count) {
    if (count > MAX_ENTRIES) {
      throw new InvalidInputException(
          "There are " + count + " " + what + "; at most " + MAX_ENTRIES + " are allowed.");
    }
  }

  static String requireName(String what, String name) {
    if (name.isEmpty()) {
      throw new InvalidInputException(
          "A " + what + " is empty; give it at least one character, or leave it out.");
    }
    return InvalidInputException.requireText(what, name, MAX_NAME_LENGTH);
  }
}
