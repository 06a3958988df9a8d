package io.cairn.registry.core.evolution;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import java.util.HashSet;
import java.util.Set;

/** What a reading needs that looks into references and says what it finds. */
final class Explanation {
  private static final int MAX_REFERENCE_DEPTH = Schema.MAX_DEPTH;
  private static final int MAX_PATH_STEPS = 8 * Schema.MAX_DEPTH;

  final Findings findings;
  private final SchemaResolver resolver;
  private final Set<Pair> agreed = new HashSet<>();
  private int depth;

  /** Two types of which at least one is a reference. */
  private record Pair(DataType reader, DataType writer) {}

  Explanation(Findings findings, SchemaResolver resolver) {
    this.findings = findings;
    this.resolver = resolver;
  }

  boolean isAgreed(DataType reader, DataType writer) {
    return agreed.contains(new Pair(reader, writer));
  }

  void agree(DataType reader, DataType writer) {
    agreed.add(new Pair(reader, writer));
  }

  /**
   * @throws InvalidInputException if there are too many references in one another
   */
  void enterReference(FieldPath path) {
    if (++depth > MAX_REFERENCE_DEPTH || path.steps().size() > MAX_PATH_STEPS) {
      throw new InvalidInputException(
          "References at "
              + InvalidInputException.abbreviate(path.toString())
              + " are nested deeper than "
              + MAX_REFERENCE_DEPTH
              + ", or lead to fields nested deeper than "
              + MAX_PATH_STEPS
              + "; make them flatter.");
    }
  }

  boolean isInReference() {
    return depth > 0;
  }

  void leaveReference() {
    depth--;
  }

  Schema resolve(ReferenceType reference) {
    return resolver.resolve(reference.target());
  }

  /**
   * Beside a type that is no reference, a referenced schema takes part as the structure of its
   * fields.
   */
  DataType structure(DataType type) {
    return type instanceof ReferenceType reference
        ? new StructType(null, resolve(reference).fields())
        : type;
  }

  /** Says of all keys of a field, and inside it, that only one of both has them. */
  void tellKeys(FieldPath path, Field field, boolean isReaders) {
    SchemaWalk.keys(path, field).forEach((at, keys) -> tellKeys(at, keys, isReaders));
  }

  /** Says of all keys inside a type that only one of both has them. */
  void tellKeys(FieldPath path, DataType type, boolean isReaders) {
    SchemaWalk.keys(path, type).forEach((at, keys) -> tellKeys(at, keys, isReaders));
  }

  private void tellKeys(FieldPath path, Set<FieldKey> keys, boolean isReaders) {
    String one = KeyRoles.text(keys);
    String reader = isReaders ? one : Reading.ABSENT;
    String writer = isReaders ? Reading.ABSENT : one;
    findings.add(Rule.KEY_CHANGED, path.toString(), reader, writer);
  }

  /**
   * The keys of a structure are those of the rows it is part of; a reference has none there.
   *
   * @return whether there are any
   */
  boolean tellStructuresKeys(FieldPath path, DataType reader, DataType writer) {
    boolean areThere =
        !isInReference() && (SchemaWalk.hasKeys(reader) || SchemaWalk.hasKeys(writer));
    if (areThere) {
      tellKeys(path, reader, true);
      tellKeys(path, writer, false);
    }
    return areThere;
  }
}
