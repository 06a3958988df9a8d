package io.cairn.registry.testkit;

import io.cairn.registry.VersionState;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.testkit.RegistryModel.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a subject should be after the steps it has taken; part of {@link RegistryModel}. */
final class ModelSubject {
  private final TreeMap<Integer, Kept> versions = new TreeMap<>();
  private int last;
  private int pinned;
  private boolean deleted;
  private boolean checked = true;

  /** A version. */
  private static final class Kept {
    private final int content;
    private VersionState state;
    private long seen;
    private boolean deprecated;

    Kept(int content, VersionState state) {
      this.content = content;
      this.state = state;
    }

    @Override
    public String toString() {
      return state + " " + seen + (deprecated ? " deprecated" : "");
    }
  }

  static boolean isFirstHalf(int content) {
    return content <= RegistryModel.CONTENTS / 2;
  }

  boolean exists() {
    return !versions.isEmpty();
  }

  boolean isDeleted() {
    return deleted;
  }

  int pinned() {
    return pinned;
  }

  Optional<Integer> findLatest() {
    return deleted ? Optional.empty() : findNewest();
  }

  private Optional<Integer> findNewest() {
    return versions.descendingMap().entrySet().stream()
        .filter(version -> version.getValue().state == VersionState.LIVE)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The newest live version with this content. */
  private Optional<Kept> findContent(int content) {
    return versions.descendingMap().values().stream()
        .filter(version -> version.state == VersionState.LIVE && version.content == content)
        .findFirst();
  }

  List<String> lines() {
    return versions.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
  }

  private Kept kept(int version) {
    return Objects.requireNonNull(versions.get(version));
  }

  private boolean isLive(int version) {
    Kept kept = versions.get(version);
    return kept != null && kept.state == VersionState.LIVE;
  }

  /** What the step must be refused by; null if it must not. */
  @Nullable Class<? extends Throwable> findRefusal(Step step) {
    int number = step.number();
    return switch (step.verb()) {
      case REGISTER -> findRefusalToRegister(number);
      case DRAFT -> deleted ? DeletedException.class : null;
      case ENABLE ->
          isDraft(number) && !deleted ? findRefusalToEnable(number) : findRefusalToUse(number);
      case REVERT, PIN, DEPRECATE -> findRefusalToUse(number);
      case DELETE ->
          !versions.containsKey(number)
              ? NotFoundException.class
              : pinned == number || isDraft(number) ? IllegalTransitionException.class : null;
      case RESTORE, UNDEPRECATE -> versions.containsKey(number) ? null : NotFoundException.class;
      case DELETE_SUBJECT, RESTORE_SUBJECT, UNPIN -> exists() ? null : NotFoundException.class;
      case PURGE ->
          !versions.containsKey(number)
              ? NotFoundException.class
              : isLive(number) && !deleted ? IllegalTransitionException.class : null;
      case PURGE_SUBJECT ->
          !exists() ? NotFoundException.class : deleted ? null : IllegalTransitionException.class;
      case CHECK_NOTHING, CHECK_BACKWARD, REOPEN -> null;
    };
  }

  private @Nullable Class<? extends Throwable> findRefusalToUse(int version) {
    if (!versions.containsKey(version)) {
      return NotFoundException.class;
    }
    if (deleted || kept(version).state == VersionState.DELETED) {
      return DeletedException.class;
    }
    return isDraft(version) ? IllegalTransitionException.class : null;
  }

  private @Nullable Class<? extends Throwable> findRefusalToEnable(int draft) {
    if (newestReleased() > draft) {
      return IllegalTransitionException.class;
    }
    return breaks(kept(draft).content) ? IncompatibleSchemaException.class : null;
  }

  private @Nullable Class<? extends Throwable> findRefusalToRegister(int content) {
    if (deleted) {
      return DeletedException.class;
    }
    return findContent(content).isEmpty() && breaks(content)
        ? IncompatibleSchemaException.class
        : null;
  }

  private boolean breaks(int content) {
    return checked
        && findNewest()
            .filter(latest -> isFirstHalf(kept(latest).content) != isFirstHalf(content))
            .isPresent();
  }

  private boolean isDraft(int version) {
    Kept kept = versions.get(version);
    return kept != null && kept.state == VersionState.DRAFT;
  }

  /** The highest number that is no draft's; 0 if there is none. */
  private int newestReleased() {
    return versions.descendingMap().entrySet().stream()
        .filter(version -> version.getValue().state != VersionState.DRAFT)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  /** The newest draft with this content that can be enabled. */
  private Optional<Kept> findDraft(int content) {
    return versions.tailMap(newestReleased(), false).descendingMap().values().stream()
        .filter(draft -> draft.content == content)
        .findFirst();
  }

  void apply(Step step) {
    int number = step.number();
    switch (step.verb()) {
      case REGISTER ->
          findContent(number)
              .ifPresentOrElse(known -> known.seen++, () -> append(number, VersionState.LIVE));
      case DRAFT ->
          findContent(number)
              .or(() -> findDraft(number))
              .ifPresentOrElse(known -> known.seen++, () -> append(number, VersionState.DRAFT));
      case ENABLE -> kept(number).state = VersionState.LIVE;
      case DEPRECATE -> kept(number).deprecated = true;
      case UNDEPRECATE -> kept(number).deprecated = false;
      case REVERT -> revert(kept(number).content);
      case DELETE -> kept(number).state = VersionState.DELETED;
      case RESTORE -> restore(kept(number));
      case DELETE_SUBJECT -> deleted = true;
      case RESTORE_SUBJECT -> deleted = false;
      case PIN -> pinned = number;
      case UNPIN -> pinned = 0;
      case PURGE -> purge(number);
      case PURGE_SUBJECT -> forget();
      case CHECK_NOTHING -> checked = false;
      case CHECK_BACKWARD -> checked = true;
      case REOPEN -> {}
    }
  }

  private void append(int content, VersionState state) {
    last++;
    versions.put(last, new Kept(content, state));
  }

  private static void restore(Kept version) {
    version.state = version.state == VersionState.DRAFT ? VersionState.DRAFT : VersionState.LIVE;
  }

  private void revert(int content) {
    if (findNewest().filter(latest -> kept(latest).content == content).isEmpty()) {
      append(content, VersionState.LIVE);
    }
  }

  private void purge(int version) {
    versions.remove(version);
    pinned = pinned == version ? 0 : pinned;
    if (versions.isEmpty()) {
      forget();
    }
  }

  /** Only its numbers go on. */
  private void forget() {
    versions.clear();
    pinned = 0;
    deleted = false;
    checked = true;
  }
}
