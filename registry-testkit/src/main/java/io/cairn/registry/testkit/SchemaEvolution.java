package io.cairn.registry.testkit;

import io.cairn.registry.schema.Schema;
import java.util.List;

/**
 * A schema before and after some edits. Immutable.
 *
 * @param before the old schema
 * @param after the new schema
 * @param edits what was done to it, in order; empty if nothing was
 */
public record SchemaEvolution(Schema before, Schema after, List<SchemaEdit> edits) {
  public SchemaEvolution {
    edits = List.copyOf(edits);
  }
}
