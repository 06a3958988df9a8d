package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.Contradiction;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.TypeTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts contradictions, the first {@value #MAX_DIFFERENT} different ones. Not thread-safe. */
final class Contradictions {
  private static final int MAX_DIFFERENT = 100;

  private record Key(FieldPath path, String expected, String found) {}

  private static final class Seen {
    private final String example;
    private final long firstRecord;
    private long count;

    Seen(String example, long firstRecord) {
      this.example = example;
      this.firstRecord = firstRecord;
    }
  }

  private final Map<Key, Seen> byKey = new LinkedHashMap<>();

  void add(FieldPath path, String expected, String found, String example, long record) {
    Key key = new Key(path, expected, found);
    Seen seen = byKey.get(key);
    if (seen == null && byKey.size() < MAX_DIFFERENT) {
      seen = new Seen(InvalidInputException.abbreviate(example), record);
      byKey.put(key, seen);
    }
    if (seen != null) {
      seen.count++;
    }
  }

  /** What a place takes, for people. */
  static String expected(ProfileNode node) {
    return node.type().tag() == TypeTag.STRUCT ? "STRUCT" : node.type().toString();
  }

  List<Contradiction> list() {
    return byKey.entrySet().stream().map(e -> contradiction(e.getKey(), e.getValue())).toList();
  }

  private static Contradiction contradiction(Key key, Seen seen) {
    return new Contradiction(
        key.path, key.expected, key.found, seen.example, seen.firstRecord, seen.count);
  }
}
