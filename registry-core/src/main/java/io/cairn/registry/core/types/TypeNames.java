package io.cairn.registry.core.types;

import io.cairn.registry.schema.DataType;
import org.jspecify.annotations.Nullable;

/** The type names of one dialect. */
interface TypeNames {
  /**
   * The type of this name, or null if there is none.
   *
   * @param name any text without leading, trailing or double white space
   * @throws io.cairn.registry.error.InvalidInputException if a parameter is out of range
   */
  @Nullable DataType find(String name);
}
