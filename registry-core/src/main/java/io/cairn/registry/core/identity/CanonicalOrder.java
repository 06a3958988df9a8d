package io.cairn.registry.core.identity;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which the canonical form lists what has no order of its own. */
final class CanonicalOrder {
  /** That of the UTF-8 bytes, unsigned, which is that of the code points. */
  static final Comparator<String> TEXT = CanonicalOrder::compareText;

  /** By source, none first, then by name. */
  static final Comparator<Field> FIELDS = CanonicalOrder::compareFields;

  /** By tag, then by branch name; no two branches of a union have the same. */
  static final Comparator<DataType> BRANCHES = CanonicalOrder::compareBranches;

  private CanonicalOrder() {}

  /** The values in order: the very list if it is in order already, otherwise a sorted copy. */
  static <T> List<T> sorted(List<T> values, Comparator<? super T> order) {
    for (int i = 1; i < values.size(); i++) {
      if (order.compare(values.get(i - 1), values.get(i)) > 0) {
        List<T> copy = new ArrayList<>(values);
        copy.sort(order);
        return copy;
      }
    }
    return values;
  }

  private static int compareText(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return rank(x) - rank(y);
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates stand for code points above all other characters, and so come after them. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  private static int compareFields(Field a, Field b) {
    int sources = WireCodes.source(a.source()) - WireCodes.source(b.source());
    return sources != 0 ? sources : compareText(a.name(), b.name());
  }

  private static int compareBranches(DataType a, DataType b) {
    int tags = a.tag().code() - b.tag().code();
    return tags != 0 ? tags : compareText(UnionType.branchName(a), UnionType.branchName(b));
  }
}
