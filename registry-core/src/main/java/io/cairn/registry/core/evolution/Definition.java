package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import java.util.BitSet;

/**
 * One definition that a top-level field had, in one or more versions. Immutable.
 *
 * @param field the field
 * @param positions where in the history the versions stand that had it, from 0 for the oldest; not
 *     to be changed
 * @param newestVersion the number of the newest of them
 */
record Definition(Field field, BitSet positions, int newestVersion) {

  static Definition of(Field field, int position, int version) {
    return new Definition(field, new BitSet(), 0).and(position, version);
  }

  /** The same in one version more, the newest. */
  Definition and(int position, int version) {
    BitSet more = (BitSet) positions.clone();
    more.set(position);
    return new Definition(field, more, version);
  }
}
