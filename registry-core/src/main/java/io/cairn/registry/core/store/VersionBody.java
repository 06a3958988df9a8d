package io.cairn.registry.core.store;

import io.cairn.registry.SemanticLabel;
import java.util.List;

/**
 * The wide part of a version, loaded when it is first looked at.
 *
 * @param head the schema as JSON, exactly as registered, but with no fields
 * @param fields its fields, in order; nested ones are in those they belong to
 * @param label its semantic label
 */
public record VersionBody(String head, List<StoredField> fields, SemanticLabel label) {
  public VersionBody {
    fields = List.copyOf(fields);
  }
}
