package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
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

  private final Map<String, List<Column>> byName = new HashMap<>();

  private Definitions(
      Reading reading, int versions, List<Schema> identities, List<Column> columns) {
    this.reading = reading;
    this.versions = versions;
    this.identities = identities;
    this.columns = columns;
    for (Column column : columns) {
      byName.computeIfAbsent(column.newest.name(), name -> new ArrayList<>(1)).add(column);
    }
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
    boolean backward = mode.checksBackward();
    boolean forward = mode.checksForward();
    List<Field> fields = proposed.fields();
    int next = 0;
    int found = 0;
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Column column = null;
      if (next < columns.size() && columns.get(next).is(field)) {
        column = columns.get(next);
        next++;
      } else if (next + 1 < columns.size() && columns.get(next + 1).is(field)) {
        column = columns.get(next + 1);
        next += 2;
      } else {
        column = find(field.source(), field.name());
      }
      found += column == null ? 0 : 1;
      if ((backward && !reads(field, column)) || (forward && !isRead(field, column))) {
        return false;
      }
    }
    return found == columns.size() || canBeLeftOut(fields, backward, forward);
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

  /** Whether every field of any version that the proposed schema does not have may be missing. */
  private boolean canBeLeftOut(List<Field> fields, boolean backward, boolean forward) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean mayMatter = (forward && !column.canBeMissed) || (backward && column.hasKeys);
      if (mayMatter
          && FieldSearch.findWithin(fields, 0, fields.size(), column.newest)
              == FieldSearch.NOT_FOUND
          && ((backward && column.hasKeys) || !doWithout(column, fields))) {
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

  private @Nullable Column find(@Nullable FieldSource source, String name) {
    List<Column> candidates = byName.get(name);
    if (candidates != null) {
      for (int i = 0; i < candidates.size(); i++) {
        if (candidates.get(i).newest.source() == source) {
          return candidates.get(i);
        }
      }
    }
    return null;
  }
}
