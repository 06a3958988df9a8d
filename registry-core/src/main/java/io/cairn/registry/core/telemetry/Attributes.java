package io.cairn.registry.core.telemetry;

import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.ValueType;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an observation, in flat arrays that are used again. A reference is written only
 * where there is another one: these arrays are old, and collectors have to take a note of each
 * reference that is written to an old object, which costs as much as everything else done here.
 */
final class Attributes {
  String[] names = new String[16];
  FieldSource[] sources = new FieldSource[16];
  ValueType[] types = new ValueType[16];

  /** The text of a value; null if {@link #bits} has it. */
  @Nullable String[] texts = new String[16];

  long[] bits = new long[16];
  private int size;

  /** From here on there are no texts. */
  private int end;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Lets go of texts that belong to earlier observations. */
  void forgetEarlier() {
    if (end > size) {
      Arrays.fill(texts, size, end, null);
    }
    end = size;
  }

  /** Inserts an attribute; those from there on move by one. */
  void insert(
      int at, String name, FieldSource source, ValueType type, @Nullable String text, long value) {
    Objects.requireNonNull(name, "attribute");
    Objects.requireNonNull(type, "type");
    if (size == names.length) {
      grow();
    }
    if (at < size) {
      makeRoom(at);
    }
    put(names, at, name);
    put(sources, at, source);
    put(types, at, type);
    put(texts, at, text);
    bits[at] = value;
    size++;
    end = Math.max(end, size);
  }

  private static void put(@Nullable Object[] array, int at, @Nullable Object value) {
    if (array[at] != value) {
      array[at] = value;
    }
  }

  private void makeRoom(int at) {
    int moved = size - at;
    System.arraycopy(names, at, names, at + 1, moved);
    System.arraycopy(sources, at, sources, at + 1, moved);
    System.arraycopy(types, at, types, at + 1, moved);
    System.arraycopy(texts, at, texts, at + 1, moved);
    System.arraycopy(bits, at, bits, at + 1, moved);
  }

  private void grow() {
    int to = 2 * names.length;
    sources = Arrays.copyOf(sources, to);
    types = Arrays.copyOf(types, to);
    texts = Arrays.copyOf(texts, to);
    bits = Arrays.copyOf(bits, to);
    names = Arrays.copyOf(names, to);
  }
}
