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
    private VersionState state = VersionState.LIVE;
    private long seen;

    Kept(int content) {
      this.content = content;
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
    return versions.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue().state + " " + one.getValue().seen)
        .toList();
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
      case REVERT, PIN ->
          !versions.containsKey(number)
              ? NotFoundException.class
              : deleted || !isLive(number) ? DeletedException.class : null;
      case DELETE ->
          !versions.containsKey(number)
              ? NotFoundException.class
              : pinned == number ? IllegalTransitionException.class : null;
      case RESTORE -> versions.containsKey(number) ? null : NotFoundException.class;
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

  private @Nullable Class<? extends Throwable> findRefusalToRegister(int content) {
    if (deleted) {
      return DeletedException.class;
    }
    boolean breaks =
        checked
            && findContent(content).isEmpty()
            && findNewest()
                .filter(latest -> isFirstHalf(kept(latest).content) != isFirstHalf(content))
                .isPresent();
    return breaks ? IncompatibleSchemaException.class : null;
  }

  void apply(Step step) {
    int number = step.number();
    switch (step.verb()) {
      case REGISTER ->
          findContent(number).ifPresentOrElse(known -> known.seen++, () -> append(number));
      case REVERT -> revert(kept(number).content);
      case DELETE -> kept(number).state = VersionState.DELETED;
      case RESTORE -> kept(number).state = VersionState.LIVE;
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

  private void append(int content) {
    last++;
    versions.put(last, new Kept(content));
  }

  private void revert(int content) {
    if (findNewest().filter(latest -> kept(latest).content == content).isEmpty()) {
      append(content);
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
