package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import java.util.BitSet;
import java.util.List;

/**
 * Which fields of an old and of a new list are the same field, by their positions. Where the lists
 * are alike from both ends, nothing is looked for and nothing is kept.
 */
final class Pairs {
  static final int NONE = FieldSearch.NOT_FOUND;

  private static final int[] NOTHING = {};

  /** How many comparisons of names are cheaper than an index. */
  private static final int CHEAP_STEPS = 256;

  private final int head;
  private final int tail;
  private final int shift;

  /** The old positions of the new fields from {@link #head} to {@link #tail}. */
  private final int[] between;

  private Pairs(int head, int tail, int shift, int[] between) {
    this.head = head;
    this.tail = tail;
    this.shift = shift;
    this.between = between;
  }

  /** Those of old positions that were found in another way. */
  static Pairs of(int[] oldPositions, int oldSize) {
    return new Pairs(0, oldPositions.length, oldSize - oldPositions.length, oldPositions);
  }

  /** By source and name alone. */
  static Pairs byKey(List<Field> old, List<Field> fresh) {
    return pair(old, fresh, false);
  }

  /**
   * By source and name, then by the new field's aliases. No alias is the name or an alias of
   * another field beside it, so no two fields lay claim to one.
   */
  static Pairs byName(List<Field> old, List<Field> fresh) {
    return pair(old, fresh, true);
  }

  private static Pairs pair(List<Field> old, List<Field> fresh, boolean aliasesToo) {
    int shorter = Math.min(old.size(), fresh.size());
    int head = 0;
    while (head < shorter && FieldSearch.haveSameKey(old.get(head), fresh.get(head))) {
      head++;
    }
    int shift = old.size() - fresh.size();
    int tail = fresh.size();
    while (tail > head
        && tail + shift > head
        && FieldSearch.haveSameKey(old.get(tail + shift - 1), fresh.get(tail - 1))) {
      tail--;
    }
    int[] between =
        tail == head
            ? NOTHING
            : search(old.subList(head, tail + shift), fresh, head, tail, aliasesToo);
    return new Pairs(head, tail, shift, between);
  }

  private static int[] search(
      List<Field> old, List<Field> fresh, int head, int tail, boolean aliasesToo) {
    int[] found = new int[tail - head];
    FieldSearch index =
        old.size() * (long) found.length > CHEAP_STEPS ? new FieldSearch(old) : null;
    int start = 0;
    for (int i = 0; i < found.length; i++) {
      Field field = fresh.get(head + i);
      int at = index == null ? FieldSearch.find(old, start, old.size(), field) : index.find(field);
      boolean counts = at != NONE && (aliasesToo || FieldSearch.haveSameKey(old.get(at), field));
      found[i] = counts ? head + at : NONE;
      start = counts ? at + 1 : start;
    }
    return found;
  }

  /** The position of the old field that a new field is; {@link #NONE} if it was not there. */
  int old(int fresh) {
    if (fresh < head) {
      return fresh;
    }
    return fresh < tail ? between[fresh - head] : fresh + shift;
  }

  /** The positions of the old fields that are no longer there, in order. */
  int[] removed() {
    int end = tail + shift;
    if (end == head) {
      return NOTHING;
    }
    BitSet removed = new BitSet(end);
    removed.set(head, end);
    for (int at : between) {
      if (at != NONE) {
        removed.clear(at);
      }
    }
    return removed.stream().toArray();
  }
}
