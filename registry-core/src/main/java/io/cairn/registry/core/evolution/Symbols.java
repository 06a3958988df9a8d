package io.cairn.registry.core.evolution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Compares the symbols of enums. */
final class Symbols {
  private static final int MAX_SHOWN = 10;
  private static final int MAX_COMPARISONS = 4_096;

  private Symbols() {}

  static boolean areAllIn(List<String> known, List<String> used) {
    int alike = 0;
    while (alike < used.size()
        && alike < known.size()
        && used.get(alike).equals(known.get(alike))) {
      alike++;
    }
    if (alike == used.size()) {
      return true;
    }
    if ((used.size() - alike) * (long) known.size() > MAX_COMPARISONS) {
      return new HashSet<>(known).containsAll(used);
    }
    for (int i = alike; i < used.size(); i++) {
      if (!known.contains(used.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The unknown ones, or the first of them and how many more there are. */
  static String notIn(List<String> known, List<String> used) {
    List<String> unknown = new ArrayList<>(used);
    unknown.removeAll(new HashSet<>(known));
    int shown = Math.min(unknown.size(), MAX_SHOWN);
    String first = String.join(", ", unknown.subList(0, shown));
    return shown == unknown.size() ? first : first + " and " + (unknown.size() - shown) + " more";
  }
}
