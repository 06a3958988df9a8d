package io.cairn.registry.core.transfer;

import com.google.common.graph.Traverser;
import io.cairn.registry.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Subjects in an order in which what versions refer to comes first. Those that refer to one another
 * in a circle, over several versions, are together in one group.
 */
final class SubjectGroups {
  private SubjectGroups() {}

  /**
   * The strongly connected components, those referred to before those that refer to them.
   *
   * @param references for every subject those that its versions refer to
   */
  static List<NavigableSet<Subject>> of(Map<Subject, ? extends Collection<Subject>> references) {
    Map<Subject, NavigableSet<Subject>> referrers = new TreeMap<>();
    references.keySet().forEach(subject -> referrers.put(subject, new TreeSet<>()));
    references.forEach(
        (from, targets) ->
            targets.forEach(
                target -> referrers.computeIfAbsent(target, any -> new TreeSet<>()).add(from)));
    List<Subject> postOrder = new ArrayList<>();
    Traverser.<Subject>forGraph(subject -> unplaced(referrers.get(subject), Set.of()))
        .depthFirstPostOrder(referrers.keySet())
        .forEach(postOrder::add);
    Set<Subject> placed = new TreeSet<>();
    List<NavigableSet<Subject>> groups = new ArrayList<>();
    for (int i = postOrder.size() - 1; i >= 0; i--) {
      if (!placed.contains(postOrder.get(i))) {
        NavigableSet<Subject> group = new TreeSet<>();
        Traverser.<Subject>forGraph(subject -> unplaced(references.get(subject), placed))
            .breadthFirst(postOrder.get(i))
            .forEach(group::add);
        placed.addAll(group);
        groups.add(group);
      }
    }
    return groups;
  }

  private static List<Subject> unplaced(
      @Nullable Collection<Subject> targets, Set<Subject> placed) {
    if (targets == null) {
      return List.of();
    }
    return targets.stream().filter(target -> !placed.contains(target)).toList();
  }
}
