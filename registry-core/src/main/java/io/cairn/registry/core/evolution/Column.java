package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Everything that the top-level field of one name ever was in a history. Immutable.
 *
 * <p>It knows whether its newest definition goes with all the others, so that a proposed schema
 * which keeps that costs one glance, however many versions there are.
 */
@SuppressWarnings("ReferenceEquality") // fields of registered schemas are shared objects
final class Column {
  /** That of the newest version that has the field. */
  final Field newest;

  /** Oldest first, in the order of their newest versions. */
  final List<Definition> definitions;

  /** Whether the newest definition reads the data of all others. */
  final boolean newestReadsAll;

  /** Whether all others read the data of the newest definition. */
  final boolean allReadNewest;

  /** Whether no definition minds data without the field, under whatever name. */
  final boolean canBeMissed;

  final boolean hasKeys;

  /** How many versions have the field. */
  final int count;

  private final BitSet positions = new BitSet();

  private Column(List<Definition> definitions, Reading reading) {
    this.definitions = List.copyOf(definitions);
    newest = definitions.get(definitions.size() - 1).field();
    boolean reads = true;
    boolean read = true;
    boolean missed = true;
    boolean keys = false;
    for (Definition definition : definitions) {
      Field field = definition.field();
      positions.or(definition.positions());
      reads &= (reading.field(null, newest, field) & Reading.REFUSED) == 0;
      read &= (reading.field(null, field, newest) & Reading.REFUSED) == 0;
      keys |= SchemaWalk.hasKeys(field);
      missed &= field.aliases().isEmpty() && reading.lacking(null, field) == 0;
    }
    newestReadsAll = reads;
    allReadNewest = read;
    hasKeys = keys;
    count = positions.cardinality();
    canBeMissed = missed;
  }

  static Column of(Field field, int position, int version, Reading reading) {
    return new Column(List.of(Definition.of(field, position, version)), reading);
  }

  /** The column after one version more, which has the field. */
  Column and(Field field, int position, int version, Reading reading) {
    List<Definition> more = new ArrayList<>();
    Definition same = null;
    for (Definition definition : definitions) {
      if (definition.field() == field || definition.field().equals(field)) {
        same = definition;
      } else {
        more.add(definition);
      }
    }
    more.add(same == null ? Definition.of(field, position, version) : same.and(position, version));
    return new Column(more, reading);
  }

  boolean is(Field field) {
    return FieldSearch.haveSameKey(newest, field);
  }

  /** Where in the history the versions stand that have the field. */
  BitSet positions() {
    return positions;
  }
}
