package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A reader looking at a writer's data: whether a stored value would have to be reinterpreted, or
 * one be invented. Both directions of compatibility are this one question with the roles exchanged.
 *
 * <p>Fields are matched by source and name, then by the reader's aliases. What only the writer has
 * is passed over; what only the reader has must be optional. Neither goes for keys.
 *
 * <p>There are two ways to ask. {@link #glancing} only tells whether there is anything to say: it
 * allocates nothing, and what would take it too long to be sure of (a reference to another version,
 * a key that is not where it was) counts as something. {@link #explaining} collects every violation
 * and is always right. The answers are sets of the flags below.
 */
@SuppressWarnings("ReferenceEquality") // equal parts mostly are the same object; looking is cheap
final class Reading {
  /** The reader cannot read, or {@link #glancing} is not sure. */
  static final int REFUSED = 1;

  /** The reader has a field that the data does not have, or has under another name. */
  static final int LACKING = 2;

  /** The data has a field that the reader passes over. */
  static final int PASSING_OVER = 4;

  /** What one of both has where it has nothing. */
  static final String ABSENT = "absent";

  /** How many comparisons of names, for each field, are cheaper than an index. */
  private static final int CHEAP_STEPS = 8;

  private final ReadingOptions options;
  private final @Nullable Explanation explanation;

  private Reading(ReadingOptions options, @Nullable Explanation explanation) {
    this.options = options;
    this.explanation = explanation;
  }

  /** Thread-safe, and may be used for any number of schemas. */
  static Reading glancing(ReadingOptions options) {
    return new Reading(options, null);
  }

  /** For one pair of schemas. */
  static Reading explaining(ReadingOptions options, SchemaResolver resolver, Findings findings) {
    return new Reading(options, new Explanation(findings, resolver));
  }

  int schemas(Schema reader, Schema writer) {
    return reader == writer
        ? 0
        : identities("", reader, writer) | fields(null, reader.fields(), writer.fields());
  }

  /** Kind and traits. */
  int identities(Schema reader, Schema writer) {
    return identities("", reader, writer);
  }

  private int identities(String prefix, Schema reader, Schema writer) {
    int flags = 0;
    if (reader.kind() != writer.kind()) {
      flags =
          refuse(Rule.KIND_CHANGED, prefix + "kind", reader.kind().name(), writer.kind().name());
    }
    Map<String, String> readers = reader.traits();
    Map<String, String> writers = writer.traits();
    return (readers.isEmpty() && writers.isEmpty()) || readers.equals(writers)
        ? flags
        : flags | traits(prefix, readers, writers);
  }

  private int traits(String prefix, Map<String, String> readers, Map<String, String> writers) {
    Set<String> names = new TreeSet<>(readers.keySet());
    names.addAll(writers.keySet());
    for (String name : names) {
      String reader = readers.get(name);
      String writer = writers.get(name);
      if (!Objects.equals(reader, writer)) {
        refuse(
            Rule.TRAIT_CHANGED,
            prefix + "trait " + name,
            reader == null ? ABSENT : '"' + reader + '"',
            writer == null ? ABSENT : '"' + writer + '"');
      }
    }
    return REFUSED;
  }

  /**
   * Where the lists are alike from both ends, fields are paired by position; only between is
   * anything looked for.
   */
  private int fields(@Nullable FieldPath parent, List<Field> readers, List<Field> writers) {
    int flags = 0;
    int shorter = Math.min(readers.size(), writers.size());
    int head = 0;
    while (head < shorter && FieldSearch.haveSameKey(readers.get(head), writers.get(head))) {
      flags |= field(parent, readers.get(head), writers.get(head));
      if (isDecided(flags)) {
        return flags;
      }
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && FieldSearch.haveSameKey(
            readers.get(readers.size() - 1 - tail), writers.get(writers.size() - 1 - tail))) {
      tail++;
    }
    if (head + tail < readers.size() || head + tail < writers.size()) {
      flags |= between(parent, readers, writers, head, tail);
    }
    for (int i = tail; i > 0 && !isDecided(flags); i--) {
      flags |= field(parent, readers.get(readers.size() - i), writers.get(writers.size() - i));
    }
    return flags;
  }

  /**
   * Each reader's field is looked for where the one before it was found. Where that fails too
   * often, an index is made.
   */
  private int between(
      @Nullable FieldPath parent, List<Field> readers, List<Field> writers, int head, int tail) {
    int flags = 0;
    int end = writers.size() - tail;
    int start = head;
    int found = 0;
    int steps = CHEAP_STEPS * (readers.size() + writers.size());
    FieldSearch index = null;
    BitSet read = explanation == null ? null : new BitSet();
    for (int i = head; i < readers.size() - tail && !isDecided(flags); i++) {
      Field reader = readers.get(i);
      int at = index == null ? FieldSearch.find(writers, start, end, reader) : index.find(reader);
      steps -= at < start ? end : at - start;
      if (at == FieldSearch.NOT_FOUND) {
        flags |= LACKING | lacking(parent, reader);
      } else {
        start = at + 1;
        found++;
        if (read != null) {
          read.set(at);
        }
        flags |= renamed(reader, writers.get(at)) | field(parent, reader, writers.get(at));
      }
      if (steps < 0 && index == null) {
        index = new FieldSearch(writers);
      }
    }
    if (read != null) {
      read.set(0, head);
      read.set(end, writers.size());
    }
    return found == end - head
        ? flags
        : flags | PASSING_OVER | passingOver(parent, readers, writers, read);
  }

  private static int renamed(Field reader, Field writer) {
    return reader.aliases().isEmpty() || FieldSearch.is(writer, reader.source(), reader.name())
        ? 0
        : LACKING;
  }

  /** A reader's field that the data does not have. */
  int lacking(@Nullable FieldPath parent, Field reader) {
    int flags = 0;
    if (!isOptional(reader)) {
      flags = REFUSED;
      if (explanation != null) {
        refuse(
            Rule.FIELD_MISSING,
            Matching.child(parent, reader).toString(),
            reader.type() + " (required)",
            ABSENT);
      }
    }
    if (minds(reader)) {
      flags = REFUSED;
      if (explanation != null) {
        explanation.tellKeys(Matching.child(parent, reader), reader, true);
      }
    }
    return flags;
  }

  private boolean isOptional(Field reader) {
    return options.optional() == OptionalFields.DEFAULTED
        ? reader.defaultValue() != DefaultValue.NONE
        : reader.isOptional();
  }

  /** The writer's fields that are not read: none may be a key. */
  private int passingOver(
      @Nullable FieldPath parent, List<Field> readers, List<Field> writers, @Nullable BitSet read) {
    int flags = 0;
    for (int i = 0; i < writers.size() && !isDecided(flags); i++) {
      Field writer = writers.get(i);
      if (!minds(writer)) {
        continue;
      }
      if (explanation == null || read == null) {
        boolean sameName =
            FieldSearch.findWithin(readers, 0, readers.size(), writer) != FieldSearch.NOT_FOUND;
        flags |= sameName ? 0 : REFUSED;
      } else if (!read.get(i)) {
        explanation.tellKeys(Matching.child(parent, writer), writer, false);
        flags = REFUSED;
      }
    }
    return flags;
  }

  /** A field that both have. */
  int field(@Nullable FieldPath parent, Field reader, Field writer) {
    if (reader == writer) {
      return 0;
    }
    FieldPath path = explanation == null ? null : Matching.child(parent, reader);
    int flags = 0;
    if (!KeyRoles.areSame(reader, writer)
        && (explanation == null || !explanation.isInReference())) {
      flags =
          refuse(
              Rule.KEY_CHANGED,
              text(path),
              KeyRoles.text(reader.keys()),
              KeyRoles.text(writer.keys()));
    }
    Reading keysReading = reader.keys().isEmpty() ? this : exactly();
    return flags
        | keysReading.values(
            path, reader.type(), reader.nullability(), writer.type(), writer.nullability());
  }

  /** Keys that are rounded or replaced would become one, so that no option allows it. */
  private Reading exactly() {
    boolean isExact =
        options.unknownSymbols() == UnknownSymbols.REFUSED
            && options.promotions() == Promotions.LOSSLESS;
    return isExact
        ? this
        : new Reading(options.with(UnknownSymbols.REFUSED).with(Promotions.LOSSLESS), explanation);
  }

  private int values(
      @Nullable FieldPath path,
      DataType reader,
      Nullability readers,
      DataType writer,
      Nullability writers) {
    int flags = 0;
    if (readers == Nullability.REQUIRED && writers == Nullability.NULLABLE) {
      flags = REFUSED;
      if (explanation != null) {
        refuse(Rule.NULL_REFUSED, text(path), reader + " (required)", writer + " (nullable)");
      }
    }
    return flags | types(path, reader, writer);
  }

  private int types(@Nullable FieldPath path, DataType reader, DataType writer) {
    if (reader == writer) {
      return 0;
    }
    if (reader instanceof ReferenceType || writer instanceof ReferenceType) {
      return references(path, reader, writer);
    }
    return switch (reader.tag()) {
      case ARRAY ->
          writer instanceof ArrayType from
              ? elements(path, (ArrayType) reader, from)
              : refuse(Rule.TYPE_CHANGED, path, reader, writer);
      case MAP ->
          writer instanceof MapType from
              ? entries(path, (MapType) reader, from)
              : refuse(Rule.TYPE_CHANGED, path, reader, writer);
      case STRUCT ->
          writer instanceof StructType from
              ? fields(path, ((StructType) reader).fields(), from.fields())
              : refuse(Rule.TYPE_CHANGED, path, reader, writer);
      case UNION ->
          writer instanceof UnionType from
              ? branches(path, (UnionType) reader, from)
              : refuse(Rule.TYPE_CHANGED, path, reader, writer);
      case ENUM ->
          writer instanceof EnumType from
              ? symbols(path, (EnumType) reader, from)
              : refuse(Rule.TYPE_CHANGED, path, reader, writer);
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
          REFERENCE -> {
        Rule violated = TypeFit.violated(options.promotions(), reader, writer);
        yield violated == null ? 0 : refuse(violated, path, reader, writer);
      }
    };
  }

  private int elements(@Nullable FieldPath path, ArrayType reader, ArrayType writer) {
    return values(
        inside(path, FieldPath.Inside.ELEMENT),
        reader.element(),
        reader.elements(),
        writer.element(),
        writer.elements());
  }

  private int entries(@Nullable FieldPath path, MapType reader, MapType writer) {
    return exactly().types(inside(path, FieldPath.Inside.KEY), reader.key(), writer.key())
        | values(
            inside(path, FieldPath.Inside.VALUE),
            reader.value(),
            reader.values(),
            writer.value(),
            writer.values());
  }

  private int branches(@Nullable FieldPath path, UnionType reader, UnionType writer) {
    int flags = newBranches(path, reader, writer);
    Map<String, DataType> index = Branches.index(reader);
    for (int i = 0; i < writer.branches().size() && !isDecided(flags); i++) {
      DataType branch = writer.branches().get(i);
      DataType match = Branches.find(reader.branches(), i, branch, index);
      FieldPath at =
          path == null ? null : path.then(new FieldPath.Branch(UnionType.branchName(branch)));
      if (match != null) {
        flags |= types(at, match, branch);
      } else {
        flags = REFUSED;
        if (explanation != null) {
          refuse(Rule.UNION_BRANCH_UNKNOWN, text(at), ABSENT, branch.toString());
        }
      }
    }
    return flags;
  }

  /** Branches that only the reader has may hold no keys, as little as fields may. */
  private int newBranches(@Nullable FieldPath path, UnionType reader, UnionType writer) {
    if (!SchemaWalk.hasKeys(reader) || (explanation != null && explanation.isInReference())) {
      return 0;
    }
    int flags = 0;
    Map<String, DataType> index = Branches.index(writer);
    for (int i = 0; i < reader.branches().size(); i++) {
      DataType branch = reader.branches().get(i);
      if (Branches.find(writer.branches(), i, branch, index) == null
          && SchemaWalk.hasKeys(branch)) {
        flags = REFUSED;
        if (explanation != null && path != null) {
          explanation.tellKeys(
              path.then(new FieldPath.Branch(UnionType.branchName(branch))), branch, true);
        }
      }
    }
    return flags;
  }

  private int symbols(@Nullable FieldPath path, EnumType reader, EnumType writer) {
    boolean fallsBack =
        options.unknownSymbols() == UnknownSymbols.READ_AS_DEFAULT
            && reader.defaultSymbol() != null;
    if (fallsBack || Symbols.areAllIn(reader.symbols(), writer.symbols())) {
      return 0;
    }
    if (explanation != null) {
      String unknown = Symbols.notIn(reader.symbols(), writer.symbols());
      refuse(
          Rule.ENUM_SYMBOL_UNKNOWN, text(path), "ENUM without " + unknown, "ENUM with " + unknown);
    }
    return REFUSED;
  }

  /**
   * References are looked into wherever they stand; a pair of them that agrees is looked into once,
   * and none any more after enough was found, so that references to references cannot multiply
   * without bound.
   */
  private int references(@Nullable FieldPath path, DataType reader, DataType writer) {
    if (reader.equals(writer)) {
      return 0;
    }
    if (explanation == null || path == null) {
      return REFUSED;
    }
    int keys = explanation.tellStructuresKeys(path, reader, writer) ? REFUSED : 0;
    if (explanation.isAgreed(reader, writer) || explanation.findings.areEnough()) {
      return keys;
    }
    explanation.enterReference(path);
    int flags =
        reader instanceof ReferenceType to && writer instanceof ReferenceType from
            ? referenced(path, explanation.resolve(to), explanation.resolve(from))
            : types(path, explanation.structure(reader), explanation.structure(writer));
    explanation.leaveReference();
    if ((flags & REFUSED) == 0) {
      explanation.agree(reader, writer);
    }
    return flags | keys;
  }

  private int referenced(FieldPath path, Schema reader, Schema writer) {
    return identities(path + " ", reader, writer) | fields(path, reader.fields(), writer.fields());
  }

  private static @Nullable FieldPath inside(@Nullable FieldPath path, FieldPath.Step step) {
    return path == null ? null : path.then(step);
  }

  private static String text(@Nullable FieldPath path) {
    return path == null ? "" : path.toString();
  }

  /** Whether nothing that comes can change the answer, or enough was said. */
  private boolean isDecided(int flags) {
    return explanation == null ? (flags & REFUSED) != 0 : explanation.findings.areEnough();
  }

  /**
   * Whether keys count here. Those of a schema that is referred to are the keys of its own rows,
   * not of the rows that refer to them.
   */
  private boolean minds(Field keyed) {
    return SchemaWalk.hasKeys(keyed) && (explanation == null || !explanation.isInReference());
  }

  private int refuse(Rule rule, @Nullable FieldPath path, DataType reader, DataType writer) {
    return explanation == null
        ? REFUSED
        : refuse(rule, text(path), reader.toString(), writer.toString());
  }

  private int refuse(Rule rule, String location, String reader, String writer) {
    if (explanation != null) {
      explanation.findings.add(rule, location, reader, writer);
    }
    return REFUSED;
  }
}
