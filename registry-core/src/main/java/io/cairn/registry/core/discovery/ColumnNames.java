package io.cairn.registry.core.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for columns, from a header: a name is kept as it is; a blank one becomes {@code column_3}
 * by its place, counted from 1; of several equal ones the first keeps it, and the others become
 * {@code name_2}, {@code name_3}, skipping any that the header has.
 */
final class ColumnNames {
  private final List<String> names = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final int columns;

  ColumnNames(List<String> header) {
    columns = header.size();
    taken.addAll(header);
    Set<String> given = new HashSet<>();
    for (int i = 0; i < columns; i++) {
      String name = header.get(i).isBlank() ? "column_" + (i + 1) : header.get(i);
      boolean kept = name.equals(header.get(i)) ? given.add(name) : taken.add(name);
      names.add(kept ? name : numbered(name));
    }
  }

  private String numbered(String name) {
    String next;
    do {
      next = name + "_" + counts.merge(name, 2, (count, start) -> count + 1);
    } while (!taken.add(next));
    return next;
  }

  List<String> names() {
    return names.subList(0, columns);
  }

  /** The name of the column at this index; beyond the header, one that no column has. */
  String name(int index) {
    while (index >= names.size()) {
      String name = "column_" + (names.size() + 1);
      names.add(taken.add(name) ? name : numbered(name));
    }
    return names.get(index);
  }
}
