package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import java.util.Set;

/**
 * Something to add to what is known of who uses a subject. Counts are added, the earliest and the
 * latest time stay, fields are united: in which order deltas come does not matter. The subject need
 * not be registered.
 *
 * @param version the version that was used; 0 if not said
 * @param fields the paths of the fields that were used, as texts; empty if not said
 * @param window when the window of the usage begins, in milliseconds since 1970, or {@link
 *     TelemetryDelta#NO_WINDOW}
 */
public record UsageDelta(
    Subject subject,
    int version,
    Role role,
    Participant participant,
    Set<String> fields,
    long window,
    Tally tally) {
  public UsageDelta {
    fields = Set.copyOf(fields);
  }
}
