package io.cairn.registry.core.lineage;

import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one schema, as those who read its data call them. Immutable. */
final class ReadFields {
  private final Set<FieldPath> paths;
  private final Map<FieldPath, FieldPath> aliases = new HashMap<>();

  ReadFields(Schema schema) {
    Map<FieldPath, Field> fields = SchemaWalk.fields(schema);
    paths = fields.keySet();
    fields.forEach(
        (path, field) ->
            field
                .aliases()
                .forEach(
                    alias ->
                        aliases.putIfAbsent(
                            renamed(path, new FieldPath.Named(field.source(), alias)), path)));
  }

  private static FieldPath renamed(FieldPath path, FieldPath.Named name) {
    List<FieldPath.Step> steps = path.steps();
    FieldPath parent = null;
    for (FieldPath.Step step : steps.subList(0, steps.size() - 1)) {
      parent = then(parent, step);
    }
    return then(parent, name);
  }

  private static FieldPath then(@Nullable FieldPath parent, FieldPath.Step step) {
    return parent == null ? new FieldPath(List.of(step)) : parent.then(step);
  }

  /** The schema's own paths of fields that may be called by aliases. */
  Set<FieldPath> resolve(Set<FieldPath> named) {
    Set<FieldPath> resolved = new HashSet<>();
    named.forEach(path -> resolved.add(resolve(path)));
    return resolved;
  }

  private FieldPath resolve(FieldPath named) {
    FieldPath at = null;
    for (FieldPath.Step step : named.steps()) {
      FieldPath next = then(at, step);
      at = paths.contains(next) ? next : aliases.getOrDefault(next, next);
    }
    return Objects.requireNonNull(at);
  }

  /** Whether a place is one of these fields, in one of them, or around one. */
  static boolean touches(Set<FieldPath> read, FieldPath changed) {
    return read.stream().anyMatch(path -> isWithin(path, changed) || isWithin(changed, path));
  }

  /** The same of a place that a verdict names; true, too, if it is in no field of this schema. */
  boolean mayTouch(Set<FieldPath> read, String location) {
    try {
      FieldPath at = FieldPath.parse(location);
      boolean isOfThis = paths.contains(new FieldPath(at.steps().subList(0, 1)));
      return !isOfThis || touches(read, at);
    } catch (InvalidInputException noField) {
      return true;
    }
  }

  private static boolean isWithin(FieldPath inner, FieldPath outer) {
    int length = outer.steps().size();
    return inner.steps().size() >= length && inner.steps().subList(0, length).equals(outer.steps());
  }
}
