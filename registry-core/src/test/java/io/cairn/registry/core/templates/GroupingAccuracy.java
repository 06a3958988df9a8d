package io.cairn.registry.core.templates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Grouping accuracy as Zhu et al. define it in "Tools and Benchmarks for Automated Log Parsing",
 * ICSE-SEIP 2019: the share of lines that are grouped right. A line is if its group has the same
 * lines as the group that the truth puts it in.
 */
final class GroupingAccuracy {
  private GroupingAccuracy() {}

  /**
   * @param found per line, the group it was found to be in
   * @param truth per line, the group it is in
   */
  static double of(List<?> found, List<?> truth) {
    Map<Object, Integer> foundSizes = sizes(found);
    Map<Object, Integer> truthSizes = sizes(truth);
    Map<List<Object>, Integer> shared = new HashMap<>();
    for (int i = 0; i < truth.size(); i++) {
      shared.merge(List.of(found.get(i), truth.get(i)), 1, Integer::sum);
    }
    int right = 0;
    for (Map.Entry<List<Object>, Integer> pair : shared.entrySet()) {
      int size = pair.getValue();
      if (size == foundSizes.get(pair.getKey().get(0))
          && size == truthSizes.get(pair.getKey().get(1))) {
        right += size;
      }
    }
    return right / (double) truth.size();
  }

  private static Map<Object, Integer> sizes(List<?> groups) {
    Map<Object, Integer> sizes = new HashMap<>();
    groups.forEach(group -> sizes.merge(group, 1, Integer::sum));
    return sizes;
  }
}
