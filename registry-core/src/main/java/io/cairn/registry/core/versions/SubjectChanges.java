package io.cairn.registry.core.versions;

import io.cairn.registry.Deprecation;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.core.store.VersionHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are told when a subject is known at two moments alone: the difference. What
 * happened and was undone between is not in it.
 */
final class SubjectChanges {
  private final Subject subject;
  private final SubjectEntry before;
  private final SubjectEntry after;
  private final List<SubjectEvent> events = new ArrayList<>();

  private SubjectChanges(SubjectEntry before, SubjectEntry after) {
    subject = after.subject();
    this.before = before;
    this.after = after;
  }

  /**
   * The events that lead from one state to the other.
   *
   * @param history that of the later state, or a later one
   */
  static List<SubjectEvent> between(
      SubjectEntry before, SubjectEntry after, List<VersionHistory> history) {
    boolean isForgotten =
        before.exists()
            && (!after.exists()
                || before.all().stream()
                    .allMatch(version -> after.find(version.ref().version()) == null));
    if (!isForgotten) {
      return new SubjectChanges(before, after).events(history);
    }
    List<SubjectEvent> events = new ArrayList<>();
    events.add(new SubjectEvent.Purged(after.subject(), 0));
    if (after.exists()) {
      events.addAll(new SubjectChanges(SubjectEntry.fresh(after.subject()), after).events(history));
    }
    return events;
  }

  private List<SubjectEvent> events(List<VersionHistory> history) {
    registered(history);
    before.all().forEach(this::cameToLife);
    int pinnedBefore = before.row().activeVersion();
    int pinned = after.row().activeVersion();
    if (pinned != pinnedBefore) {
      events.add(
          pinned == 0
              ? new SubjectEvent.Deactivated(subject, pinnedBefore)
              : new SubjectEvent.Activated(subject, pinned));
    }
    before.all().forEach(this::changed);
    if (!Objects.equals(before.row().policy(), after.row().policy())) {
      events.add(new SubjectEvent.CompatibilityChanged(subject, after.row().policy()));
    }
    if (before.isDeleted() != after.isDeleted()) {
      events.add(
          after.isDeleted()
              ? new SubjectEvent.Deleted(subject, 0)
              : new SubjectEvent.Restored(subject, 0));
    }
    return events;
  }

  /** New versions; one that was purged since its history is of no interest any more. */
  private void registered(List<VersionHistory> history) {
    Map<Integer, VersionOrigin> origins = new HashMap<>();
    history.forEach(one -> origins.put(one.head().version(), one.facts().origin()));
    for (KnownVersion version : after.all()) {
      VersionOrigin origin = origins.get(version.number());
      if (before.find(version.number()) == null && origin != null) {
        made(version, origin);
      }
    }
  }

  private void made(KnownVersion version, VersionOrigin origin) {
    int number = version.number();
    if (after.isDraft(number)) {
      events.add(new SubjectEvent.Drafted(subject, number, version.id()));
      return;
    }
    events.add(new SubjectEvent.Registered(subject, number, version.id(), origin));
    if (!after.isLive(number)) {
      events.add(new SubjectEvent.Deleted(subject, number));
    }
    deprecated(number, null);
  }

  /** Only a version that is live can be pinned, so this is told before that. */
  private void cameToLife(KnownVersion version) {
    int number = version.number();
    if (after.find(number) == null) {
      return;
    }
    if (wasEnabled(number)) {
      events.add(new SubjectEvent.Enabled(subject, number, version.id()));
    } else if (after.isLive(number) && !before.isLive(number)) {
      events.add(new SubjectEvent.Restored(subject, number));
    }
  }

  private boolean wasEnabled(int number) {
    return before.isDraft(number) && !after.isDraft(number);
  }

  /** Only a version that is not pinned can be deleted, so this is told after that. */
  private void changed(KnownVersion version) {
    int number = version.number();
    if (after.find(number) == null) {
      events.add(new SubjectEvent.Purged(subject, number));
      return;
    }
    if ((before.isLive(number) || wasEnabled(number)) && !after.isLive(number)) {
      events.add(new SubjectEvent.Deleted(subject, number));
    }
    deprecated(number, before.findDeprecation(number));
  }

  private void deprecated(int number, @Nullable Deprecation previously) {
    Deprecation now = after.findDeprecation(number);
    if (!Objects.equals(previously, now)) {
      events.add(new SubjectEvent.DeprecationChanged(subject, number, now));
    }
  }
}
