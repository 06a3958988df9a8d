package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The versions to check a proposed schema against, and what is known about them. Keep it and extend
 * it with {@link #plus}: it remembers the distinct definitions of the versions' fields once it was
 * asked under a transitive mode, so that a check of many versions costs about what one does.
 * Thread-safe; never changes what it answers.
 */
public final class History {
  private final ReadingOptions options;
  private final Reading glancing;
  private final List<Earlier> newestFirst;
  private volatile @Nullable Definitions definitions;

  /**
   * An earlier version.
   *
   * @param version its number
   * @param body its schema, asked for when it is needed
   */
  public record Earlier(int version, Supplier<Schema> body) {

    public static Earlier of(int version, Schema schema) {
      return new Earlier(version, () -> schema);
    }

    Schema schema() {
      return body.get();
    }
  }

  private History(
      ReadingOptions options, List<Earlier> newestFirst, @Nullable Definitions definitions) {
    this.options = options;
    this.newestFirst = List.copyOf(newestFirst);
    this.definitions = definitions;
    glancing = Reading.glancing(options);
  }

  /**
   * A history.
   *
   * @param options how strictly its versions are compared
   * @param newestFirst the versions that count, the newest first
   */
  public static History of(ReadingOptions options, List<Earlier> newestFirst) {
    return new History(options, newestFirst, null);
  }

  /** The history after one version more, the newest. */
  public History plus(Earlier version) {
    List<Earlier> more = new ArrayList<>(newestFirst.size() + 1);
    more.add(version);
    more.addAll(newestFirst);
    Definitions known = definitions;
    return new History(
        options, more, known == null ? null : known.and(version.version(), version.schema()));
  }

  ReadingOptions options() {
    return options;
  }

  /** The versions that count under a mode, newest first. */
  List<Earlier> relevant(CompatibilityMode mode) {
    if (mode == CompatibilityMode.NONE) {
      return List.of();
    }
    return mode.isTransitive() || newestFirst.isEmpty() ? newestFirst : newestFirst.subList(0, 1);
  }

  boolean isEmpty() {
    return newestFirst.isEmpty();
  }

  int size() {
    return newestFirst.size();
  }

  Earlier newest() {
    return newestFirst.get(0);
  }

  /**
   * What a glance from the proposed schema at the newest version shows, as flags of {@link
   * Reading}.
   */
  int glanceAtNewest(Schema proposed) {
    return glancing.schemas(proposed, newest().schema());
  }

  /**
   * Whether the proposed schema surely may follow; false also if that takes a closer look.
   *
   * @param glance what {@link #glanceAtNewest} has shown
   */
  boolean agrees(CompatibilityMode mode, Schema proposed, int glance) {
    if (mode.checksBackward() && (glance & Reading.REFUSED) != 0) {
      return false;
    }
    if (mode.isTransitive() && size() > 1) {
      return definitions().agree(mode, proposed);
    }
    return !mode.checksForward()
        || (glancing.schemas(newest().schema(), proposed) & Reading.REFUSED) == 0;
  }

  Definitions definitions() {
    Definitions known = definitions;
    if (known == null) {
      known = Definitions.none(glancing);
      for (int i = newestFirst.size() - 1; i >= 0; i--) {
        known = known.and(newestFirst.get(i).version(), newestFirst.get(i).schema());
      }
      definitions = known;
    }
    return known;
  }
}
