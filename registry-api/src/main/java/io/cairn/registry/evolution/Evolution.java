package io.cairn.registry.evolution;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.Schema;
import java.util.Optional;

/**
 * How subjects may change, and how they did. Thread-safe. Changes of modes are durable on return.
 */
public interface Evolution {

  /**
   * The mode of every subject without one of its own; {@link CompatibilityMode#BACKWARD} in a new
   * registry.
   */
  CompatibilityMode globalMode();

  void changeGlobalMode(CompatibilityMode mode);

  /**
   * The mode that applies to the subject: its own, or the global one. Unknown subjects have the
   * global one.
   */
  CompatibilityMode mode(Subject subject);

  /** The subject's own mode, if it has one. */
  Optional<CompatibilityMode> findOwnMode(Subject subject);

  /** Gives the subject a mode of its own, also before its first version is registered. */
  void changeMode(Subject subject, CompatibilityMode mode);

  /** Takes the subject's own mode away. Does nothing if it has none. */
  void inheritMode(Subject subject);

  /**
   * What {@code register} would say, without registering: the verdict under the subject's mode
   * against its history. Content that the subject has already is compatible, and so is any schema
   * for an unknown subject.
   *
   * @throws io.cairn.registry.error.NotFoundException if the schema refers to a version that does
   *     not exist
   * @throws io.cairn.registry.error.DeletedException if the subject is soft-deleted, or a version
   *     referred to is
   */
  CompatibilityReport check(Subject subject, Schema proposed);

  /**
   * Whether {@code reader} reads what {@code writer} wrote; the report takes the writer as old and
   * the reader as new.
   */
  CompatibilityReport canRead(Schema reader, Schema writer);

  /**
   * What changed between two versions of a subject, matched by their layouts: the same ordinal is
   * the same field.
   *
   * @throws io.cairn.registry.error.NotFoundException if one of them does not exist
   */
  SchemaDiff diff(Subject subject, int from, int to);

  /** What changed between any two schemas, matched by name, then by the new schema's aliases. */
  SchemaDiff diff(Schema from, Schema to);
}
