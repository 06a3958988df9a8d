package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import java.util.Map;

/**
 * Something to add to what is known of who uses a subject. Counts are added, the earliest and the
 * latest time stay: in which order deltas come does not matter. What a delta names need not be
 * there before, and the subject need not be registered.
 *
 * @param subject which subject's data was used
 * @param role what was done with it
 * @param participant who did it
 * @param tally what to add to the total; its count is 0 in all but the first of several deltas that
 *     say one thing together
 * @param versions the same by version; 0 for those that were not said
 * @param fields the same by the texts of fields' paths; {@link #UNNAMED} for usages without any
 * @param windows how often, by the begin of a window, in milliseconds since 1970; usages from
 *     before the windows that are kept are in none
 */
public record UsageDelta(
    Subject subject,
    Role role,
    Participant participant,
    Tally tally,
    Map<Integer, Tally> versions,
    Map<String, Tally> fields,
    Map<Long, Long> windows) {
  /** The path that stands for usages that named no fields. */
  public static final String UNNAMED = "";

  public UsageDelta {
    versions = Map.copyOf(versions);
    fields = Map.copyOf(fields);
    windows = Map.copyOf(windows);
  }
}
