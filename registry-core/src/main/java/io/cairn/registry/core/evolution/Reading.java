package io.cairn.registry.core.evolution;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One reader looking at one writer's data: collects every reason why a stored value would have to
 * be reinterpreted, or one be invented. Both directions of compatibility are this one question with
 * the roles exchanged.
 *
 * <p>Fields are matched by source and name, then by the reader's aliases. What only the writer has
 * is passed over; what only the reader has must be optional. Neither goes for keys.
 *
 * <p>References are looked into wherever they stand; a pair of them that agrees is looked into
 * once, and none any more after {@link #MANY_VIOLATIONS}, so that references to references cannot
 * multiply without bound.
 */
final class Reading {
  private static final String ABSENT = "absent";
  private static final int MAX_REFERENCE_DEPTH = Schema.MAX_DEPTH;
  private static final int MAX_PATH_STEPS = 8 * Schema.MAX_DEPTH;
  private static final int MANY_VIOLATIONS = Schema.MAX_FIELDS;

  private final Direction direction;
  private final int against;
  private final SchemaResolver resolver;
  private final List<Violation> violations;
  private final Set<Pair> agreed = new HashSet<>();
  private int referenceDepth;

  /** Two types of which at least one is a reference. */
  private record Pair(DataType reader, DataType writer) {}

  private Reading(
      Direction direction, int against, SchemaResolver resolver, List<Violation> violations) {
    this.direction = direction;
    this.against = against;
    this.resolver = resolver;
    this.violations = violations;
  }

  /** Adds to {@code violations} what keeps the reader from reading. */
  static void check(
      Schema proposed,
      Schema old,
      int oldVersion,
      Direction direction,
      SchemaResolver resolver,
      List<Violation> violations) {
    Reading reading = new Reading(direction, oldVersion, resolver, violations);
    boolean backward = direction == Direction.BACKWARD;
    reading.schemas(backward ? proposed : old, backward ? old : proposed);
  }

  private void schemas(Schema reader, Schema writer) {
    if (reader.equals(writer)) {
      return;
    }
    identities("", reader, writer);
    fields(null, reader.fields(), writer.fields());
  }

  private void identities(String prefix, Schema reader, Schema writer) {
    if (reader.kind() != writer.kind()) {
      report(Rule.KIND_CHANGED, prefix + "kind", reader.kind().name(), writer.kind().name());
    }
    if (reader.traits().equals(writer.traits())) {
      return;
    }
    Set<String> traits = new TreeSet<>(reader.traits().keySet());
    traits.addAll(writer.traits().keySet());
    for (String trait : traits) {
      String readers = reader.traits().get(trait);
      String writers = writer.traits().get(trait);
      if (!Objects.equals(readers, writers)) {
        report(
            Rule.TRAIT_CHANGED,
            prefix + "trait " + trait,
            readers == null ? ABSENT : readers,
            writers == null ? ABSENT : writers);
      }
    }
  }

  /**
   * Fields in the same places of both lists are compared as they stand, so that what has not
   * changed costs a glance; only the rest is looked up.
   */
  private void fields(@Nullable FieldPath parent, List<Field> readers, List<Field> writers) {
    int alike = commonPrefix(readers, writers);
    for (int i = 0; i < alike; i++) {
      field(parent, readers.get(i), writers.get(i));
    }
    Map<FieldPath.Named, Field> rest = new LinkedHashMap<>();
    writers.subList(alike, writers.size()).forEach(field -> rest.put(key(field), field));
    for (Field reader : readers.subList(alike, readers.size())) {
      Field writer = take(rest, reader);
      if (writer != null) {
        field(parent, reader, writer);
        continue;
      }
      FieldPath path = Matching.child(parent, reader);
      if (!reader.isOptional()) {
        report(Rule.FIELD_MISSING, path.toString(), describe(reader), ABSENT);
      }
      SchemaWalk.keys(path, reader)
          .forEach((at, keys) -> report(Rule.KEY_CHANGED, at.toString(), keys.toString(), ABSENT));
    }
    for (Field writer : rest.values()) {
      SchemaWalk.keys(Matching.child(parent, writer), writer)
          .forEach((at, keys) -> report(Rule.KEY_CHANGED, at.toString(), ABSENT, keys.toString()));
    }
  }

  /** How many fields at the beginning have the same keys in both lists. */
  private static int commonPrefix(List<Field> readers, List<Field> writers) {
    int end = Math.min(readers.size(), writers.size());
    int at = 0;
    while (at < end && haveSameKey(readers.get(at), writers.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean haveSameKey(Field some, Field other) {
    return some.source() == other.source() && some.name().equals(other.name());
  }

  private static FieldPath.Named key(Field field) {
    return new FieldPath.Named(field.source(), field.name());
  }

  /** Removes the writer's field that the reader's field reads; null if there is none. */
  private static @Nullable Field take(Map<FieldPath.Named, Field> writers, Field reader) {
    Field found = writers.remove(key(reader));
    for (String alias : reader.aliases()) {
      if (found != null) {
        break;
      }
      found = writers.remove(new FieldPath.Named(reader.source(), alias));
    }
    return found;
  }

  private void field(@Nullable FieldPath parent, Field reader, Field writer) {
    if (reader.equals(writer)) {
      return;
    }
    FieldPath path = Matching.child(parent, reader);
    if (!reader.keys().equals(writer.keys())) {
      report(Rule.KEY_CHANGED, path.toString(), reader.keys().toString(), writer.keys().toString());
    }
    values(path, reader.type(), reader.nullability(), writer.type(), writer.nullability());
  }

  private void values(
      FieldPath path, DataType reader, Nullability readers, DataType writer, Nullability writers) {
    if (readers == Nullability.REQUIRED && writers == Nullability.NULLABLE) {
      report(Rule.NULL_REFUSED, path.toString(), reader + " (required)", writer + " (nullable)");
    }
    types(path, reader, writer);
  }

  private void types(FieldPath path, DataType reader, DataType writer) {
    if (reader.equals(writer)) {
      return;
    }
    if (reader instanceof ReferenceType || writer instanceof ReferenceType) {
      references(path, reader, writer);
      return;
    }
    switch (reader.tag()) {
      case ARRAY -> {
        if (writer instanceof ArrayType from) {
          ArrayType to = (ArrayType) reader;
          values(
              path.then(FieldPath.Inside.ELEMENT),
              to.element(),
              to.elements(),
              from.element(),
              from.elements());
        } else {
          reportType(Rule.TYPE_CHANGED, path, reader, writer);
        }
      }
      case MAP -> {
        if (writer instanceof MapType from) {
          MapType to = (MapType) reader;
          types(path.then(FieldPath.Inside.KEY), to.key(), from.key());
          values(
              path.then(FieldPath.Inside.VALUE),
              to.value(),
              to.values(),
              from.value(),
              from.values());
        } else {
          reportType(Rule.TYPE_CHANGED, path, reader, writer);
        }
      }
      case STRUCT -> {
        if (writer instanceof StructType from) {
          fields(path, ((StructType) reader).fields(), from.fields());
        } else {
          reportType(Rule.TYPE_CHANGED, path, reader, writer);
        }
      }
      case UNION -> {
        if (writer instanceof UnionType from) {
          branches(path, (UnionType) reader, from);
        } else {
          reportType(Rule.TYPE_CHANGED, path, reader, writer);
        }
      }
      case ENUM -> {
        if (writer instanceof EnumType from) {
          symbols(path, (EnumType) reader, from);
        } else {
          reportType(Rule.TYPE_CHANGED, path, reader, writer);
        }
      }
      case BOOLEAN,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          UUID,
          JSON,
          EMBEDDING,
          REFERENCE ->
          TypeFit.violated(reader, writer)
              .ifPresent(rule -> reportType(rule, path, reader, writer));
    }
  }

  private void branches(FieldPath path, UnionType reader, UnionType writer) {
    Map<String, DataType> known = new HashMap<>();
    reader.branches().forEach(branch -> known.put(UnionType.branchName(branch), branch));
    for (DataType branch : writer.branches()) {
      String name = UnionType.branchName(branch);
      FieldPath inside = path.then(new FieldPath.Branch(name));
      DataType match = known.get(name);
      if (match == null) {
        report(Rule.UNION_BRANCH_UNKNOWN, inside.toString(), ABSENT, branch.toString());
      } else {
        types(inside, match, branch);
      }
    }
  }

  private void symbols(FieldPath path, EnumType reader, EnumType writer) {
    List<String> unknown = new ArrayList<>(writer.symbols());
    unknown.removeAll(new HashSet<>(reader.symbols()));
    if (!unknown.isEmpty()) {
      report(Rule.ENUM_SYMBOL_UNKNOWN, path.toString(), "without " + unknown, "with " + unknown);
    }
  }

  private void references(FieldPath path, DataType reader, DataType writer) {
    Pair pair = new Pair(reader, writer);
    if (agreed.contains(pair) || violations.size() >= MANY_VIOLATIONS) {
      return;
    }
    if (++referenceDepth > MAX_REFERENCE_DEPTH || path.steps().size() > MAX_PATH_STEPS) {
      throw new InvalidInputException(
          "References at "
              + InvalidInputException.abbreviate(path.toString())
              + " are nested deeper than "
              + MAX_REFERENCE_DEPTH
              + ", or lead to fields nested deeper than "
              + MAX_PATH_STEPS
              + "; make them flatter.");
    }
    int before = violations.size();
    if (reader instanceof ReferenceType to && writer instanceof ReferenceType from) {
      Schema readers = resolver.resolve(to.target());
      Schema writers = resolver.resolve(from.target());
      identities(path + " ", readers, writers);
      fields(path, readers.fields(), writers.fields());
    } else {
      types(path, resolve(reader), resolve(writer));
    }
    if (violations.size() == before) {
      agreed.add(pair);
    }
    referenceDepth--;
  }

  /**
   * Beside a type that is no reference, a referenced schema takes part as the structure of its
   * fields.
   */
  private DataType resolve(DataType type) {
    return type instanceof ReferenceType reference
        ? new StructType(null, resolver.resolve(reference.target()).fields())
        : type;
  }

  private void reportType(Rule rule, FieldPath path, DataType reader, DataType writer) {
    report(rule, path.toString(), reader.toString(), writer.toString());
  }

  private void report(Rule rule, String location, String reader, String writer) {
    boolean backward = direction == Direction.BACKWARD;
    violations.add(
        new Violation(
            rule,
            direction,
            location,
            backward ? writer : reader,
            backward ? reader : writer,
            against));
  }

  private static String describe(Field field) {
    return field.type() + " (required)";
  }
}
