package io.cairn.registry.core.versions;

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
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
  private final BitSet live;
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
      BitSet live,
      @Nullable KnownVersion @Nullable [] byContent) {
    this.row = row;
    this.revision = revision;
    this.byNumber = byNumber;
    this.live = live;
    this.byContent = byContent;
    latest = find(live.length() - 1);
    exists = row.lastVersion() > 0 && row.state() != SubjectRow.State.PURGED;
    deleted = row.state() == SubjectRow.State.DELETED;
  }

  private static SubjectEntry of(
      SubjectRow row, long revision, @Nullable KnownVersion[] byNumber, BitSet live) {
    if (byNumber.length <= MAX_SEARCHED) {
      return new SubjectEntry(row, revision, byNumber, live, null);
    }
    @Nullable KnownVersion[] byContent =
        new KnownVersion[Integer.highestOneBit(byNumber.length * 3 / 2) * 2];
    for (int number = live.nextSetBit(0); number >= 0; number = live.nextSetBit(number + 1)) {
      KnownVersion version = byNumber[number];
      if (version != null) {
        byContent[place(byContent, version.spread(), version.id())] = version;
      }
    }
    return new SubjectEntry(row, revision, byNumber, live, byContent);
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
    return of(SubjectRow.fresh(subject), 0, new KnownVersion[1], new BitSet());
  }

  /**
   * The entry of what is kept, with the versions already known to {@code earlier} taken over,
   * bodies and all.
   */
  static SubjectEntry of(SubjectRecord kept, @Nullable SubjectEntry earlier) {
    @Nullable KnownVersion[] byNumber = new KnownVersion[kept.row().lastVersion() + 1];
    BitSet live = new BitSet();
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
      KnownVersion known = earlier == null ? null : earlier.find(head.version());
      byNumber[head.version()] =
          known != null ? known : new KnownVersion(kept.row().subject(), head.version(), head.id());
      live.set(head.version(), head.state() == VersionState.LIVE);
    }
    return of(kept.row(), kept.revision(), byNumber, live);
  }

  SubjectEntry withRevision(long next) {
    return remembering(checked, new SubjectEntry(row, next, byNumber, live, byContent));
  }

  SubjectEntry withRow(SubjectRow next) {
    return remembering(checked, new SubjectEntry(next, revision, byNumber, live, byContent));
  }

  private static SubjectEntry remembering(@Nullable PolicyHistory checked, SubjectEntry next) {
    next.checked = checked;
    return next;
  }

  /** The entry with one live version more, whose number the row has issued. */
  SubjectEntry withVersion(SubjectRow next, KnownVersion version, BodyReader bodies) {
    PolicyHistory history = checked;
    return remembering(
        history == null ? null : history.plus(version, bodies), withVersion(next, version));
  }

  private SubjectEntry withVersion(SubjectRow next, KnownVersion version) {
    @Nullable KnownVersion[] more = Arrays.copyOf(byNumber, next.lastVersion() + 1);
    more[version.number()] = version;
    BitSet liveToo = (BitSet) live.clone();
    liveToo.set(version.number());
    if (byContent == null || more.length > byContent.length / 4 * 3) {
      return of(next, revision, more, liveToo);
    }
    @Nullable KnownVersion[] contents = byContent.clone();
    contents[place(contents, version.spread(), version.id())] = version;
    return new SubjectEntry(next, revision, more, liveToo, contents);
  }

  SubjectEntry withState(int version, VersionState state) {
    BitSet changed = (BitSet) live.clone();
    changed.set(version, state == VersionState.LIVE);
    return of(row, revision, byNumber, changed);
  }

  SubjectEntry without(int version) {
    @Nullable KnownVersion[] fewer = byNumber.clone();
    fewer[version] = null;
    BitSet changed = (BitSet) live.clone();
    changed.clear(version);
    return of(row, revision, fewer, changed);
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
    return live.get(version);
  }

  @Nullable KnownVersion find(int version) {
    return version < 0 || version >= byNumber.length ? null : byNumber[version];
  }

  /** All versions, soft-deleted ones included, oldest first. */
  List<KnownVersion> all() {
    List<KnownVersion> all = new ArrayList<>();
    for (KnownVersion version : byNumber) {
      if (version != null) {
        all.add(version);
      }
    }
    return all;
  }

  /** The highest number of a version that is there, deleted or not; 0 if there is none. */
  int newestNumber() {
    int number = byNumber.length - 1;
    while (number > 0 && byNumber[number] == null) {
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
    for (int number = live.length() - 1; number > 0; number = live.previousSetBit(number - 1)) {
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
    for (int number = live.length() - 1; number > 0; number = live.previousSetBit(number - 1)) {
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
    if (isDeleted() || !isLive(version)) {
      throw new DeletedException(subject(), known.ref() + " is deleted; restore it first.");
    }
    return known;
  }

  KnownVersion requireLatest() {
    requireExists();
    if (isDeleted()) {
      throw new DeletedException(
          subject(), "Subject " + subject() + " is deleted; restore it to use it again.");
    }
    KnownVersion latest = findLatest();
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
        row.activeVersion());
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
