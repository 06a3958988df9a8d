package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.Schema;
import java.util.function.Function;

/**
 * Two schemas, one to read what was written with the other.
 *
 * @param reader who reads
 * @param writer who wrote
 * @param schemas what both refer to
 */
record Pair(Schema reader, Schema writer, Function<VersionRef, Schema> schemas) {
  Pair exchanged() {
    return new Pair(/* reader= */ writer, /* writer= */ reader, schemas);
  }
}
