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
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mode allows and still looks like a mistake. */
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

  /** The warnings on a proposed schema, in the order of its fields. */
  static List<Warning> of(
      CompatibilityMode mode, Schema proposed, History history, SchemaResolver resolver) {
    int flags = history.compareWithNewest(proposed);
    boolean adds = (flags & (Reading.LACKING | Reading.REFUSED)) != 0;
    boolean removes = (flags & (Reading.PASSING_OVER | Reading.REFUSED)) != 0;
    boolean hasForgotten = !mode.isTransitive() && history.size() > 1;
    if (!adds || !(removes || hasForgotten)) {
      return List.of();
    }
    Suspicions suspicions = new Suspicions(mode, history, resolver);
    suspicions.compare(null, proposed.fields(), history.newest().schema().fields());
    return suspicions.warnings;
  }

  private void compare(@Nullable FieldPath parent, List<Field> fresh, List<Field> old) {
    FieldSearch inFresh = new FieldSearch(fresh);
    FieldSearch inOld = new FieldSearch(old);
    BitSet matchedFresh = new BitSet();
    BitSet matchedOld = new BitSet();
    for (int i = 0; i < fresh.size(); i++) {
      match(i, inOld.find(fresh.get(i)), matchedFresh, matchedOld);
    }
    for (int i = 0; i < old.size(); i++) {
      match(i, inFresh.find(old.get(i)), matchedOld, matchedFresh);
    }
    List<Field> removed = new ArrayList<>();
    for (int i = matchedOld.nextClearBit(0); i < old.size(); i = matchedOld.nextClearBit(i + 1)) {
      removed.add(old.get(i));
    }
    for (int i = 0; i < fresh.size(); i++) {
      Field field = fresh.get(i);
      int at = inOld.find(field);
      FieldPath path = Matching.child(parent, field);
      if (!inOld.has(field)) {
        lookForReuse(path, field);
      }
      if (at != FieldSearch.NOT_FOUND) {
        compare(path, field.type(), old.get(at).type());
      } else if (!matchedFresh.get(i)) {
        lookForRename(path, field, removed);
      }
    }
  }

  private static void match(int one, int other, BitSet ones, BitSet others) {
    if (other != FieldSearch.NOT_FOUND) {
      ones.set(one);
      others.set(other);
    }
  }

  private void compare(FieldPath path, DataType fresh, DataType old) {
    if (fresh instanceof StructType to && old instanceof StructType from) {
      compare(path, to.fields(), from.fields());
    } else if (fresh instanceof ArrayType to && old instanceof ArrayType from) {
      compare(path.then(FieldPath.Inside.ELEMENT), to.element(), from.element());
    } else if (fresh instanceof MapType to && old instanceof MapType from) {
      compare(path.then(FieldPath.Inside.VALUE), to.value(), from.value());
    } else if (fresh instanceof UnionType to && old instanceof UnionType from) {
      Map<String, DataType> known = Branches.index(from);
      for (DataType branch : to.branches()) {
        DataType match = Branches.find(from.branches(), 0, branch, known);
        if (match != null) {
          compare(path.then(new FieldPath.Branch(UnionType.branchName(branch))), branch, match);
        }
      }
    }
  }

  /** One side silently reads null or a default where the other has a value of the same type. */
  private void lookForRename(FieldPath path, Field added, List<Field> removed) {
    List<Field> candidates =
        removed.stream()
            .filter(field -> field.source() == added.source() && field.type().equals(added.type()))
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
        path,
        more > 0 ? names + " or " + more + " more" : names,
        added,
        history.newest().version());
  }

  /** A transitive mode looks at the versions themselves. */
  private void lookForReuse(FieldPath path, Field added) {
    if (mode.isTransitive() || !(path.steps().get(0) instanceof FieldPath.Named root)) {
      return;
    }
    List<Definition> roots = history.definitions().of(root.source(), root.name());
    for (int i = roots.size() - 1; i >= 0; i--) {
      Definition definition = roots.get(i);
      Field retired = inside(definition.field(), path, 1);
      if (retired != null && isMisread(added, retired)) {
        warn(Hint.NAME_REUSED, path, retired.toString(), added, definition.newestVersion());
        return;
      }
    }
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
    int at = FieldSearch.find(struct.fields(), 0, named.source(), named.name());
    return at == FieldSearch.NOT_FOUND ? null : struct.fields().get(at);
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
