package io.cairn.registry.core.json;

import io.cairn.registry.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A JSON object being read: each key is taken once, and none may be left. */
final class JsonObject {
  private final JsonPart part;
  private final Map<?, ?> rest;

  /** The entries are removed as they are taken. */
  JsonObject(JsonPart part, Map<?, ?> entries) {
    this.part = part;
    this.rest = entries;
  }

  JsonPart part() {
    return part;
  }

  JsonPart take(String key) {
    return find(key).orElseThrow(() -> part.invalid("the key \"" + key + "\" is missing; add it."));
  }

  Optional<JsonPart> find(String key) {
    if (!rest.containsKey(key)) {
      return Optional.empty();
    }
    return Optional.of(part.child(key, rest.remove(key)));
  }

  /** Everything that is left. */
  List<JsonPart> takeAll() {
    List<JsonPart> all = new ArrayList<>();
    rest.forEach((key, value) -> all.add(part.child(key, value)));
    rest.clear();
    return all;
  }

  void requireEmpty() {
    if (!rest.isEmpty()) {
      TreeSet<String> unknown = new TreeSet<>();
      rest.keySet().forEach(key -> unknown.add((String) key));
      throw part.invalid(
          "the keys "
              + InvalidInputException.abbreviate(unknown.toString())
              + " are unknown or do not belong together with the others; remove them.");
    }
  }
}
