package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.UnionType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds branches of unions by their names. */
final class Branches {
  private static final int MAX_SEARCHED = 32;

  private Branches() {}

  /** The branches by their names; null if they are so few that going through them is cheaper. */
  static @Nullable Map<String, DataType> index(UnionType union) {
    if (union.branches().size() <= MAX_SEARCHED) {
      return null;
    }
    Map<String, DataType> index = new HashMap<>();
    union.branches().forEach(branch -> index.put(UnionType.branchName(branch), branch));
    return index;
  }

  /** The branch called as {@code wanted} is, most likely at {@code position}; null if none is. */
  static @Nullable DataType find(
      List<DataType> branches,
      int position,
      DataType wanted,
      @Nullable Map<String, DataType> index) {
    String name = UnionType.branchName(wanted);
    if (position < branches.size() && isCalled(branches.get(position), name)) {
      return branches.get(position);
    }
    if (index != null) {
      return index.get(name);
    }
    for (int i = 0; i < branches.size(); i++) {
      if (isCalled(branches.get(i), name)) {
        return branches.get(i);
      }
    }
    return null;
  }

  private static boolean isCalled(DataType branch, String name) {
    return UnionType.branchName(branch).equals(name);
  }
}
