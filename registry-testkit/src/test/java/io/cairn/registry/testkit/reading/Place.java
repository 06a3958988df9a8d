package io.cairn.registry.testkit.reading;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a record a reader is; cheap, as most places are never printed.
 *
 * @param parent the place around it, or null for the record itself
 * @param step the way from the parent, or null for the record itself
 */
record Place(@Nullable Place parent, FieldPath.@Nullable Step step) {
  static final Place RECORD = new Place(null, null);

  Place then(FieldPath.Step next) {
    return new Place(this, next);
  }

  Place then(Field field) {
    return then(key(field));
  }

  static FieldPath.Named key(Field field) {
    return new FieldPath.Named(field.source(), field.name());
  }

  /** The text of the path; empty for the record itself. */
  @Override
  public String toString() {
    List<FieldPath.Step> steps = new ArrayList<>();
    for (Place at = this; at != null && at.step != null; at = at.parent) {
      steps.add(0, at.step);
    }
    return steps.isEmpty() ? "" : new FieldPath(steps).toString();
  }
}
