package io.cairn.registry.core.evolution;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.Schema;

/** Finds the schema that a reference means. */
@FunctionalInterface
public interface SchemaResolver {

  /**
   * The schema of the version.
   *
   * @throws io.cairn.registry.error.NotFoundException if there is none
   */
  Schema resolve(VersionRef target);
}
