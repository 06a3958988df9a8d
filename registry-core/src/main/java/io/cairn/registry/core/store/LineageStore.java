package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.UsageWindow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reads of who uses what. Each sees one consistent state; none waits for a commit under way.
 * Texts are compared code point by code point.
 */
public interface LineageStore {

  /** Hands over the names of everything that was ever reported, in any order. */
  void forEachUse(Consumer<Known> reader);

  /**
   * The names of what somebody uses.
   *
   * @param versions the numbers of the versions; 0 if some were not said
   * @param fields the paths of the fields; {@link UsageDelta#UNNAMED} if some were not named
   */
  record Known(
      Subject subject,
      Role role,
      Participant participant,
      Set<Integer> versions,
      Set<String> fields) {}

  /**
   * Hands over every subject of which a usage was ever reported, in the order in which they were
   * first used by anybody.
   */
  void forEachSubject(Consumer<Subject> reader);

  /** Everything about who uses a subject in a role, in any order. */
  List<Use> uses(Subject subject, Role role);

  /**
   * What is kept of a participant's usages of a subject in a role; see {@link UsageDelta}.
   *
   * @param fields in the order of their paths
   */
  record Use(
      Participant participant,
      Tally tally,
      Map<Integer, Tally> versions,
      Map<String, Tally> fields) {}

  /**
   * What a participant uses, in the order in which the subjects were first used by anybody, then
   * CONSUMER before PRODUCER.
   *
   * @param after the last one of the page before; null for the first page. Nothing stands behind
   *     one whose subject is unknown
   */
  List<SubjectUse> uses(Participant participant, @Nullable SubjectPlace after, int limit);

  /** Where a page of uses ended. */
  record SubjectPlace(Subject subject, Role role) {}

  /**
   * Subjects that have producers and no consumers, by namespace, name and scope.
   *
   * @param after the last one of the page before; null for the first page
   */
  List<Subject> orphans(@Nullable Subject after, int limit);

  /** When the earliest window begins that is kept; {@link Long#MAX_VALUE} if none is. */
  long oldestWindow();

  /** The windows of a subject that begin at {@code from} or later and before {@code to}. */
  List<UsageWindow> windows(Subject subject, long from, long to);
}
