package io.cairn.registry.core.versions;

import io.cairn.registry.Deprecation;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.VersionHead;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a subject's versions, by their numbers. A number that is neither live nor a
 * draft is deleted, or not there. Immutable.
 */
final class VersionStates {
  static final VersionStates NONE = new VersionStates(new BitSet(), new BitSet(), Map.of());

  private final BitSet live;
  private final BitSet drafts;
  private final Map<Integer, Deprecation> deprecations;

  private VersionStates(BitSet live, BitSet drafts, Map<Integer, Deprecation> deprecations) {
    this.live = live;
    this.drafts = drafts;
    this.deprecations = deprecations;
  }

  static VersionStates of(List<VersionHead> heads) {
    BitSet live = new BitSet();
    BitSet drafts = new BitSet();
    Map<Integer, Deprecation> deprecations = new TreeMap<>();
    for (VersionHead head : heads) {
      live.set(head.version(), head.state() == VersionState.LIVE);
      drafts.set(head.version(), head.state() == VersionState.DRAFT);
      Deprecation deprecation = head.deprecation();
      if (deprecation != null) {
        deprecations.put(head.version(), deprecation);
      }
    }
    return new VersionStates(
        live,
        drafts.isEmpty() ? NONE.drafts : drafts,
        deprecations.isEmpty() ? Map.of() : deprecations);
  }

  VersionStates with(int version, VersionState state) {
    BitSet changedDrafts = drafts;
    if (drafts.get(version) != (state == VersionState.DRAFT)) {
      changedDrafts = (BitSet) drafts.clone();
      changedDrafts.flip(version);
    }
    BitSet changed = (BitSet) live.clone();
    changed.set(version, state == VersionState.LIVE);
    return new VersionStates(changed, changedDrafts, deprecations);
  }

  VersionStates with(int version, @Nullable Deprecation deprecation) {
    Map<Integer, Deprecation> changed = new TreeMap<>(deprecations);
    if (deprecation == null) {
      changed.remove(version);
    } else {
      changed.put(version, deprecation);
    }
    return new VersionStates(live, drafts, changed.isEmpty() ? Map.of() : changed);
  }

  VersionStates without(int version) {
    return with(version, VersionState.DELETED).with(version, (Deprecation) null);
  }

  /** The state of a version that is there. */
  VersionState of(int version) {
    if (live.get(version)) {
      return VersionState.LIVE;
    }
    return drafts.get(version) ? VersionState.DRAFT : VersionState.DELETED;
  }

  boolean isLive(int version) {
    return live.get(version);
  }

  boolean isDraft(int version) {
    return drafts.get(version);
  }

  /** The highest number of a live version below this one; -1 if there is none. */
  int previousLive(int version) {
    return version <= 0 ? -1 : live.previousSetBit(version - 1);
  }

  /** The highest number of a live version; -1 if there is none. */
  int newestLive() {
    return live.length() - 1;
  }

  /** The numbers of live versions, rising. */
  IntStream live() {
    return live.stream();
  }

  /** The numbers of drafts, rising. */
  IntStream drafts() {
    return drafts.stream();
  }

  @Nullable Deprecation findDeprecation(int version) {
    return deprecations.isEmpty() ? null : deprecations.get(version);
  }

  /** The numbers of live versions that are deprecated, rising. */
  List<Integer> deprecated() {
    return deprecations.keySet().stream().filter(live::get).toList();
  }
}
