package io.cairn.registry.core.versions;

import io.cairn.registry.Deprecation;
import io.cairn.registry.SchemaId;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.evolution.History;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject in the index: an immutable snapshot of one revision. Its versions lie in an array by
 * their numbers. What a check found out about them is remembered, and handed on to the next
 * snapshot.
 */
final class SubjectEntry {
  private static final int MAX_SEARCHED = 16;

  private final SubjectRow row;
  private final long revision;
  private final @Nullable KnownVersion[] byNumber;
  private final VersionStates states;
  private final @Nullable KnownVersion latest;
  private final boolean exists;
  private final boolean deleted;

  /**
   * The newest live version of each content, at a place that its id says; null while searching the
   * array is as good.
   */
  private final @Nullable KnownVersion @Nullable [] byContent;

  /** What the last check made of the versions; null before any. */
  private volatile @Nullable PolicyHistory checked;

  private SubjectEntry(
      SubjectRow row,
      long revision,
      @Nullable KnownVersion[] byNumber,
      VersionStates states,
      @Nullable KnownVersion @Nullable [] byContent) {
    this.row = row;
    this.revision = revision;
    this.byNumber = byNumber;
    this.states = states;
    this.byContent = byContent;
    latest = find(states.newestLive());
    exists = row.lastVersion() > 0 && row.state() != SubjectRow.State.PURGED;
    deleted = row.state() == SubjectRow.State.DELETED;
  }

  private static SubjectEntry of(
      SubjectRow row, long revision, @Nullable KnownVersion[] byNumber, VersionStates states) {
    if (byNumber.length <= MAX_SEARCHED) {
      return new SubjectEntry(row, revision, byNumber, states, null);
    }
    @Nullable KnownVersion[] byContent =
        new KnownVersion[Integer.highestOneBit(byNumber.length * 3 / 2) * 2];
    states
        .live()
        .forEach(
            number -> {
              KnownVersion version = byNumber[number];
              if (version != null) {
                byContent[place(byContent, version.spread(), version.id())] = version;
              }
            });
    return new SubjectEntry(row, revision, byNumber, states, byContent);
  }

  /** Where a version with this content is, or would be. */
  private static int place(@Nullable KnownVersion[] in, int spread, SchemaId id) {
    int mask = in.length - 1;
    int at = spread & mask;
    for (KnownVersion there = in[at]; there != null && !there.hasId(id); there = in[at]) {
      at = (at + 1) & mask;
    }
    return at;
  }

  static SubjectEntry fresh(Subject subject) {
    return of(SubjectRow.fresh(subject), 0, new KnownVersion[1], VersionStates.NONE);
  }

  /**
   * The entry of what is kept, with the versions already known to {@code earlier} taken over,
   * bodies and all, but for drafts that are live now: that may have laid them out anew.
   */
  static SubjectEntry of(SubjectRecord kept, @Nullable SubjectEntry earlier) {
    @Nullable KnownVersion[] byNumber = new KnownVersion[kept.row().lastVersion() + 1];
    for (VersionHead head : kept.versions()) {
      if (head.version() >= byNumber.length) {
        throw new CorruptDataException(
            "Subject "
                + kept.row().subject()
                + " has a version "
                + head.version()
                + " that was never issued; restore the file from a backup.",
            null);
      }
      KnownVersion known =
          earlier == null || earlier.isDraft(head.version()) != isDraft(head)
              ? null
              : earlier.find(head.version());
      byNumber[head.version()] =
          known != null ? known : new KnownVersion(kept.row().subject(), head.version(), head.id());
    }
    return of(kept.row(), kept.revision(), byNumber, VersionStates.of(kept.versions()));
  }

  private static boolean isDraft(VersionHead head) {
    return head.state() == VersionState.DRAFT;
  }

  SubjectEntry withRevision(long next) {
    return remembering(checked, new SubjectEntry(row, next, byNumber, states, byContent));
  }

  SubjectEntry withRow(SubjectRow next) {
    return remembering(checked, new SubjectEntry(next, revision, byNumber, states, byContent));
  }

  private static SubjectEntry remembering(@Nullable PolicyHistory checked, SubjectEntry next) {
    next.checked = checked;
    return next;
  }

  /** The entry with one draft more, whose number the row has issued. */
  SubjectEntry withDraft(SubjectRow next, KnownVersion version) {
    return remembering(
        checked,
        new SubjectEntry(
            next,
            revision,
            plus(next, version),
            states.with(version.number(), VersionState.DRAFT),
            byContent));
  }

  /**
   * The entry with one live version more, the newest, whose number the row has issued; it may have
   * been a draft.
   */
  SubjectEntry withVersion(SubjectRow next, KnownVersion version, BodyReader bodies) {
    PolicyHistory history = checked;
    return remembering(
        history == null ? null : history.plus(version, bodies), withVersion(next, version));
  }

  private SubjectEntry withVersion(SubjectRow next, KnownVersion version) {
    @Nullable KnownVersion[] more = plus(next, version);
    VersionStates liveToo = states.with(version.number(), VersionState.LIVE);
    if (byContent == null || more.length > byContent.length / 4 * 3) {
      return of(next, revision, more, liveToo);
    }
    @Nullable KnownVersion[] contents = byContent.clone();
    contents[place(contents, version.spread(), version.id())] = version;
    return new SubjectEntry(next, revision, more, liveToo, contents);
  }

  private @Nullable KnownVersion[] plus(SubjectRow next, KnownVersion version) {
    @Nullable KnownVersion[] more = Arrays.copyOf(byNumber, next.lastVersion() + 1);
    more[version.ref().version()] = version;
    return more;
  }

  SubjectEntry withState(int version, VersionState state) {
    return of(row, revision, byNumber, states.with(version, state));
  }

  SubjectEntry withDeprecation(int version, @Nullable Deprecation deprecation) {
    return remembering(
        checked,
        new SubjectEntry(row, revision, byNumber, states.with(version, deprecation), byContent));
  }

  SubjectEntry without(int version) {
    @Nullable KnownVersion[] fewer = byNumber.clone();
    fewer[version] = null;
    return of(row, revision, fewer, states.without(version));
  }

  Subject subject() {
    return row.subject();
  }

  SubjectRow row() {
    return row;
  }

  long revision() {
    return revision;
  }

  /** Whether callers may know of it: it has had a version and was not purged. */
  boolean exists() {
    return exists;
  }

  boolean isDeleted() {
    return deleted;
  }

  boolean isLive(int version) {
    return states.isLive(version);
  }

  boolean isDraft(int version) {
    return states.isDraft(version);
  }

  @Nullable Deprecation findDeprecation(int version) {
    return states.findDeprecation(version);
  }

  @Nullable KnownVersion find(int version) {
    return version < 0 || version >= byNumber.length ? null : byNumber[version];
  }

  /** All versions, drafts and soft-deleted ones included, oldest first. */
  List<KnownVersion> all() {
    List<KnownVersion> all = new ArrayList<>();
    for (KnownVersion version : byNumber) {
      if (version != null) {
        all.add(version);
      }
    }
    return all;
  }

  /** The highest number of a version that is or was live and is there; 0 if there is none. */
  int newestReleased() {
    int number = byNumber.length - 1;
    while (number > 0 && (byNumber[number] == null || isDraft(number))) {
      number--;
    }
    return number;
  }

  /** The newest live version, whatever the state of the subject. */
  @Nullable KnownVersion findLatest() {
    return latest;
  }

  /** The newest live version with this content. */
  @Nullable KnownVersion findLive(SchemaId id) {
    if (byContent != null) {
      return byContent[place(byContent, KnownVersion.spread(id.low()), id)];
    }
    for (int number = states.newestLive(); number > 0; number = states.previousLive(number)) {
      KnownVersion version = byNumber[number];
      if (version != null && version.id().equals(id)) {
        return version;
      }
    }
    return null;
  }

  /** The newest draft with this content that was not overtaken. */
  @Nullable KnownVersion findDraft(SchemaId id) {
    int released = newestReleased();
    for (int number = byNumber.length - 1; number > released; number--) {
      KnownVersion version = byNumber[number];
      if (version != null && version.hasId(id)) {
        return version;
      }
    }
    return null;
  }

  /** The versions that a proposed schema is checked against, if the mode does not say fewer. */
  History history(CompatibilityPolicy policy, Schema proposed, BodyReader bodies) {
    String group = PolicyHistory.group(policy, proposed);
    PolicyHistory known = checked;
    if (known == null || !known.isFor(policy, group)) {
      known = PolicyHistory.of(policy, group, liveNewestFirst(), bodies);
      checked = known;
    }
    return known.history();
  }

  private List<KnownVersion> liveNewestFirst() {
    List<KnownVersion> versions = new ArrayList<>();
    for (int number = states.newestLive(); number > 0; number = states.previousLive(number)) {
      KnownVersion version = byNumber[number];
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  KnownVersion require(int version) {
    KnownVersion known = exists() ? find(version) : null;
    if (known == null) {
      throw new NotFoundException(
          "There is no version " + version + " of " + subject() + "; " + numbers());
    }
    return known;
  }

  KnownVersion requireLive(int version) {
    KnownVersion known = require(version);
    VersionState state = isDeleted() ? VersionState.DELETED : states.of(version);
    return switch (state) {
      case LIVE -> known;
      case DRAFT ->
          throw new IllegalTransitionException(known.ref() + " is a draft; enable it first.");
      case DELETED ->
          throw new DeletedException(subject(), known.ref() + " is deleted; restore it first.");
    };
  }

  KnownVersion requireLiveOrDraft(int version) {
    return isDraft(version) && !isDeleted() ? require(version) : requireLive(version);
  }

  KnownVersion requireLatest() {
    requireExists();
    if (isDeleted()) {
      throw new DeletedException(
          subject(), "Subject " + subject() + " is deleted; restore it to use it again.");
    }
    KnownVersion latest = findLatest();
    if (latest == null && newestReleased() == 0) {
      throw new NotFoundException(
          "There is no latest version of "
              + subject()
              + ": it has drafts alone. Enable one of them, "
              + numbers());
    }
    if (latest == null) {
      throw new DeletedException(
          subject(),
          "Every version of " + subject() + " is deleted; restore one of them, " + numbers());
    }
    return latest;
  }

  void requireExists() {
    if (!exists()) {
      throw new NotFoundException(
          "There is no subject " + subject() + "; register a schema under it first.");
    }
  }

  void requireNotDeleted() {
    if (isDeleted()) {
      throw new DeletedException(
          subject(),
          "Subject " + subject() + " is deleted; restore it, or purge it to start anew.");
    }
  }

  SubjectSummary summary() {
    KnownVersion latest = findLatest();
    return new SubjectSummary(
        subject(),
        isDeleted() ? VersionState.DELETED : VersionState.LIVE,
        all().size(),
        latest == null ? 0 : latest.number(),
        row.activeVersion(),
        states.drafts().boxed().toList(),
        states.deprecated());
  }

  private String numbers() {
    List<KnownVersion> all = exists() ? all() : List.of();
    return all.isEmpty()
        ? "it has none."
        : "it has "
            + all.size()
            + ", from "
            + all.get(0).number()
            + " to "
            + all.get(all.size() - 1).number()
            + ".";
  }
}
