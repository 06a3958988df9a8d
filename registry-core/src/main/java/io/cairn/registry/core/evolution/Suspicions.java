package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mode allows and still looks like a mistake. */
@SuppressWarnings("ReferenceEquality") // equal parts mostly are the same object; looking is cheap
final class Suspicions {
  private static final int MAX_CANDIDATES = 3;

  private final CompatibilityMode mode;
  private final History history;
  private final SchemaResolver resolver;
  private final List<Warning> warnings = new ArrayList<>();

  private Suspicions(CompatibilityMode mode, History history, SchemaResolver resolver) {
    this.mode = mode;
    this.history = history;
    this.resolver = resolver;
  }

  /**
   * Whether there may be any.
   *
   * @param glance what {@link History#glanceAtNewest} has shown
   */
  static boolean arePossible(CompatibilityMode mode, History history, int glance) {
    boolean adds = (glance & (Reading.LACKING | Reading.REFUSED)) != 0;
    boolean removes = (glance & (Reading.PASSING_OVER | Reading.REFUSED)) != 0;
    boolean hasForgotten = !mode.isTransitive() && history.size() > 1;
    return adds && (removes || hasForgotten);
  }

  /** The warnings on a proposed schema, in the order of its fields. */
  static List<Warning> of(
      CompatibilityMode mode, Schema proposed, History history, SchemaResolver resolver) {
    Suspicions suspicions = new Suspicions(mode, history, resolver);
    suspicions.fields(null, proposed.fields(), history.newest().schema().fields());
    return suspicions.warnings;
  }

  private void fields(@Nullable Place parent, List<Field> fresh, List<Field> old) {
    Pairs pairs = Pairs.byName(old, fresh);
    for (int i = 0; i < fresh.size(); i++) {
      Field field = fresh.get(i);
      int at = pairs.old(i);
      if (at == Pairs.NONE) {
        lookForReuse(parent, field);
        lookForRename(parent, field, new Removed(pairs, old, fresh));
      } else if (old.get(at) != field) {
        if (!FieldSearch.haveSameKey(old.get(at), field)) {
          lookForReuse(parent, field);
        }
        types(Place.of(parent, old.get(at), field), field.type(), old.get(at).type());
      }
    }
  }

  /** The old fields that the new ones do not read. */
  private record Removed(Pairs pairs, List<Field> old, List<Field> fresh) {

    /** Those that may be the same as an added field. */
    List<Field> like(Field added) {
      List<Field> alike = new ArrayList<>();
      for (int at : pairs.removed()) {
        Field field = old.get(at);
        if (field.source() == added.source()) {
          if (field.aliases().contains(added.name())) {
            return List.of();
          }
          if (field.type().equals(added.type())
              && FieldSearch.findByAlias(fresh, field) == FieldSearch.NOT_FOUND) {
            alike.add(field);
          }
        }
      }
      return alike;
    }
  }

  private void types(Place place, DataType fresh, DataType old) {
    if (fresh == old) {
      return;
    }
    if (fresh instanceof StructType to && old instanceof StructType from) {
      fields(place, to.fields(), from.fields());
    } else if (fresh instanceof ArrayType to && old instanceof ArrayType from) {
      types(place.then(FieldPath.Inside.ELEMENT), to.element(), from.element());
    } else if (fresh instanceof MapType to && old instanceof MapType from) {
      types(place.then(FieldPath.Inside.VALUE), to.value(), from.value());
    } else if (fresh instanceof UnionType to && old instanceof UnionType from) {
      Map<String, DataType> known = Branches.index(from);
      for (DataType branch : to.branches()) {
        DataType match = Branches.find(from.branches(), 0, branch, known);
        if (match != null) {
          types(place.then(new FieldPath.Branch(UnionType.branchName(branch))), branch, match);
        }
      }
    }
  }

  /** One side silently reads null or a default where the other has a value of the same type. */
  private void lookForRename(@Nullable Place parent, Field added, Removed removed) {
    List<Field> candidates =
        removed.like(added).stream()
            .filter(
                field ->
                    (mode.checksBackward() && added.isOptional())
                        || (mode.checksForward() && field.isOptional()))
            .toList();
    if (candidates.isEmpty()) {
      return;
    }
    String names =
        candidates.stream()
            .limit(MAX_CANDIDATES)
            .map(Field::toString)
            .collect(Collectors.joining(" or "));
    int more = candidates.size() - MAX_CANDIDATES;
    warn(
        Hint.POSSIBLE_RENAME,
        Place.path(parent, added),
        more > 0 ? names + " or " + more + " more" : names,
        added,
        history.newest().version());
  }

  /** A transitive mode looks at the versions themselves. */
  private void lookForReuse(@Nullable Place parent, Field added) {
    if (mode.isTransitive() || history.size() < 2) {
      return;
    }
    if (parent == null && history.definitions().of(added.source(), added.name()).isEmpty()) {
      return;
    }
    FieldPath path = Place.path(parent, added);
    FieldPath formerly = Place.oldPath(parent, added);
    if (!warnOfReuse(path, path, added) && !formerly.equals(path)) {
      boolean unused = warnOfReuse(formerly, path, added);
    }
  }

  /** Whether the newest field that once was at a place would be misread as the added one. */
  private boolean warnOfReuse(FieldPath place, FieldPath path, Field added) {
    if (place.steps().get(0) instanceof FieldPath.Named root) {
      List<Definition> roots = history.definitions().of(root.source(), root.name());
      for (int i = roots.size() - 1; i >= 0; i--) {
        Field retired = inside(roots.get(i).field(), place, 1);
        if (retired != null && isMisread(added, retired)) {
          warn(Hint.NAME_REUSED, path, retired.toString(), added, roots.get(i).newestVersion());
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMisread(Field added, Field retired) {
    Findings findings = Findings.all();
    Reading reading = Reading.explaining(history.options(), resolver, findings);
    if (mode.checksBackward()) {
      reading.field(null, added, retired);
    }
    if (mode.checksForward()) {
      reading.field(null, retired, added);
    }
    return !findings.violations().isEmpty();
  }

  private void warn(Hint hint, FieldPath path, String old, Field added, int version) {
    warnings.add(new Warning(hint, path.toString(), old, added.toString(), version));
  }

  /** The field that the rest of a path leads to; null if there is none. */
  private static @Nullable Field inside(Field field, FieldPath path, int step) {
    Field at = field;
    @Nullable DataType type = field.type();
    for (FieldPath.Step next : path.steps().subList(step, path.steps().size())) {
      if (next instanceof FieldPath.Named named) {
        Field found = type instanceof StructType struct ? find(struct, named) : null;
        if (found == null) {
          return null;
        }
        at = found;
        type = found.type();
      } else {
        type = into(type, next);
      }
    }
    return at;
  }

  private static @Nullable Field find(StructType struct, FieldPath.Named named) {
    for (Field field : struct.fields()) {
      if (FieldSearch.is(field, named.source(), named.name())) {
        return field;
      }
    }
    return null;
  }

  private static @Nullable DataType into(@Nullable DataType type, FieldPath.Step step) {
    if (type instanceof ArrayType array) {
      return step == FieldPath.Inside.ELEMENT ? array.element() : null;
    }
    if (type instanceof MapType map) {
      return step == FieldPath.Inside.VALUE ? map.value() : null;
    }
    return type instanceof UnionType union && step instanceof FieldPath.Branch branch
        ? union.branches().stream()
            .filter(one -> UnionType.branchName(one).equals(branch.name()))
            .findFirst()
            .orElse(null)
        : null;
  }
}
