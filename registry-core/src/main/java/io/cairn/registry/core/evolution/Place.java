package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where two parts that are compared stand in their schemas. It becomes paths only where there is
 * something to say. Immutable; null is the place of the schemas themselves.
 */
final class Place {
  private final @Nullable Place parent;
  private final FieldPath.Step old;
  private final FieldPath.Step fresh;

  private Place(@Nullable Place parent, FieldPath.Step old, FieldPath.Step fresh) {
    this.parent = parent;
    this.old = old;
    this.fresh = fresh;
  }

  /** The place of a field that may have been renamed. */
  static Place of(@Nullable Place parent, Field old, Field fresh) {
    FieldPath.Step to = new FieldPath.Named(fresh.source(), fresh.name());
    boolean isSameKey = FieldSearch.is(old, fresh.source(), fresh.name());
    return new Place(parent, isSameKey ? to : new FieldPath.Named(old.source(), old.name()), to);
  }

  /** The place of something in the parts that stand here. */
  Place then(FieldPath.Step step) {
    return new Place(this, step, step);
  }

  FieldPath oldPath() {
    List<FieldPath.Step> steps = new ArrayList<>();
    addOld(steps);
    return new FieldPath(steps);
  }

  FieldPath path() {
    List<FieldPath.Step> steps = new ArrayList<>();
    addFresh(steps);
    return new FieldPath(steps);
  }

  /** The old path of a field in the structure that stands at {@code parent}. */
  static FieldPath oldPath(@Nullable Place parent, Field field) {
    return parent == null ? FieldPath.of(field) : parent.oldPath().then(field);
  }

  /** The new path of a field in the structure that stands at {@code parent}. */
  static FieldPath path(@Nullable Place parent, Field field) {
    return parent == null ? FieldPath.of(field) : parent.path().then(field);
  }

  private void addOld(List<FieldPath.Step> steps) {
    if (parent != null) {
      parent.addOld(steps);
    }
    steps.add(old);
  }

  private void addFresh(List<FieldPath.Step> steps) {
    if (parent != null) {
      parent.addFresh(steps);
    }
    steps.add(fresh);
  }
}
