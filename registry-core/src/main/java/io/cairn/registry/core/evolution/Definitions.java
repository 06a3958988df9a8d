package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distinct definitions that fields had in all versions of a history, so that a check of them
 * all costs what the definitions cost, not the versions. Immutable and thread-safe.
 *
 * <p>It answers only whether everything surely agrees. Where that takes a closer look (a reference
 * to another version, a key that is not where it was), it says no, and the versions have to be
 * asked one by one.
 */
@SuppressWarnings("ReferenceEquality") // fields of registered schemas are shared objects
final class Definitions {
  private final Reading reading;
  private final int versions;

  /** Schemas that stand for all kinds and traits there were. */
  private final List<Schema> identities;

  /** Those of the newest version in its order, then the others. */
  private final List<Column> columns;

  /** Where in {@link #columns} the field of a name stands that has no source. */
  private final Map<String, Integer> byName = new HashMap<>();

  /** Where the field of a key stands that has one. */
  private final Map<FieldPath.Named, Integer> bySource = new HashMap<>();

  /** Of which columns the newest definition, kept as it is, reads what every version has. */
  private final BitSet readers = new BitSet();

  /** Of which columns the newest definition, kept as it is, is read by every version. */
  private final BitSet read = new BitSet();

  /** Of which both is true. */
  private final BitSet both;

  /** The columns that some version cannot do without. */
  private final BitSet needed = new BitSet();

  /** The columns that are, or have in them, a key. */
  private final BitSet keyed = new BitSet();

  private Definitions(
      Reading reading, int versions, List<Schema> identities, List<Column> columns) {
    this.reading = reading;
    this.versions = versions;
    this.identities = identities;
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      Field field = columns.get(i).newest;
      if (field.source() == null) {
        byName.put(field.name(), i);
      } else {
        bySource.put(new FieldPath.Named(field.source(), field.name()), i);
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      readers.set(i, reads(column.newest, column));
      read.set(i, isRead(column.newest, column));
      needed.set(i, !column.canBeMissed);
      keyed.set(i, column.hasKeys);
    }
    both = (BitSet) readers.clone();
    both.and(read);
  }

  /** Those of no version. */
  static Definitions none(Reading reading) {
    return new Definitions(reading, 0, List.of(), List.of());
  }

  /** Those of one version more, the newest. */
  Definitions and(int version, Schema schema) {
    List<Column> more = new ArrayList<>();
    for (Field field : schema.fields()) {
      Column column = find(field.source(), field.name());
      more.add(
          column == null
              ? Column.of(field, versions, version, reading)
              : column.and(field, versions, version, reading));
    }
    FieldSearch present = new FieldSearch(schema.fields());
    for (Column column : columns) {
      if (!present.has(column.newest)) {
        more.add(column);
      }
    }
    return new Definitions(reading, versions + 1, and(schema), more);
  }

  private List<Schema> and(Schema schema) {
    for (Schema known : identities) {
      if (reading.identities(known, schema) == 0) {
        return identities;
      }
    }
    List<Schema> more = new ArrayList<>(identities);
    more.add(schema);
    return more;
  }

  /** Every definition that the top-level field of this key had, oldest first. */
  List<Definition> of(@Nullable FieldSource source, String name) {
    Column column = find(source, name);
    return column == null ? List.of() : column.definitions;
  }

  /** Whether the proposed schema surely goes with every version. */
  boolean agree(CompatibilityMode mode, Schema proposed) {
    for (int i = 0; i < identities.size(); i++) {
      if (reading.identities(proposed, identities.get(i)) != 0) {
        return false;
      }
    }
    List<Field> fields = proposed.fields();
    BitSet kept = mode.checksBackward() ? (mode.checksForward() ? both : readers) : read;
    BitSet missed = mode.checksForward() ? needed : keyed;
    int left = missed.cardinality();
    int next = 0;
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      int at =
          next < columns.size() && columns.get(next).is(field)
              ? next
              : indexOf(field.source(), field.name());
      if (at == FieldSearch.NOT_FOUND) {
        if (!agree(mode, field, null)) {
          return false;
        }
        continue;
      }
      Column column = columns.get(at);
      if (!(column.newest == field && kept.get(at)) && !agree(mode, field, column)) {
        return false;
      }
      next = at + 1;
      left -= missed.get(at) ? 1 : 0;
    }
    return left == 0 || canBeLeftOut(fields, missed);
  }

  private boolean agree(CompatibilityMode mode, Field field, @Nullable Column column) {
    return (!mode.checksBackward() || reads(field, column))
        && (!mode.checksForward() || isRead(field, column));
  }

  /** Whether the proposed field reads what every version has, or does without. */
  private boolean reads(Field field, @Nullable Column column) {
    if (column != null) {
      boolean isKnown = column.newest == field && column.newestReadsAll;
      if (!isKnown && !reads(field, column.definitions)) {
        return false;
      }
      if (column.count == versions) {
        return true;
      }
    }
    return field.aliases().isEmpty()
        ? reading.lacking(null, field) == 0
        : readsByAlias(field, column);
  }

  private boolean reads(Field field, List<Definition> definitions) {
    for (int i = 0; i < definitions.size(); i++) {
      if (refuses(field, definitions.get(i).field())) {
        return false;
      }
    }
    return true;
  }

  /** Whether what stands under the field's aliases does for the versions that lack its name. */
  private boolean readsByAlias(Field field, @Nullable Column column) {
    BitSet covered = column == null ? new BitSet() : (BitSet) column.positions().clone();
    for (String alias : field.aliases()) {
      Column former = find(field.source(), alias);
      if (former != null) {
        if (!reads(field, former.definitions)) {
          return false;
        }
        covered.or(former.positions());
      }
    }
    return covered.cardinality() == versions || reading.lacking(null, field) == 0;
  }

  /** Whether what a proposed field writes is read by every version, or passed over. */
  private boolean isRead(Field field, @Nullable Column column) {
    if (column != null && !(column.newest == field && column.allReadNewest)) {
      for (int i = 0; i < column.definitions.size(); i++) {
        if (refuses(column.definitions.get(i).field(), field)) {
          return false;
        }
      }
    }
    return (column != null && column.count == versions) || !SchemaWalk.hasKeys(field);
  }

  /**
   * Whether the columns that the proposed schema does not have can be done without all the same.
   */
  private boolean canBeLeftOut(List<Field> fields, BitSet missed) {
    for (int i = missed.nextSetBit(0); i >= 0; i = missed.nextSetBit(i + 1)) {
      Column column = columns.get(i);
      int at = FieldSearch.findWithin(fields, 0, fields.size(), column.newest);
      if (at == FieldSearch.NOT_FOUND && (column.hasKeys || !doWithout(column, fields))) {
        return false;
      }
    }
    return true;
  }

  private boolean doWithout(Column column, List<Field> fields) {
    for (int i = 0; i < column.definitions.size(); i++) {
      Field field = column.definitions.get(i).field();
      int at = FieldSearch.findByAlias(fields, field);
      if (at == FieldSearch.NOT_FOUND
          ? reading.lacking(null, field) != 0
          : refuses(field, fields.get(at))) {
        return false;
      }
    }
    return true;
  }

  private boolean refuses(Field reader, Field writer) {
    return (reading.field(null, reader, writer) & Reading.REFUSED) != 0;
  }

  private int indexOf(@Nullable FieldSource source, String name) {
    Integer found =
        source == null ? byName.get(name) : bySource.get(new FieldPath.Named(source, name));
    return found == null ? FieldSearch.NOT_FOUND : found;
  }

  private @Nullable Column find(@Nullable FieldSource source, String name) {
    int found = indexOf(source, name);
    return found == FieldSearch.NOT_FOUND ? null : columns.get(found);
  }
}
