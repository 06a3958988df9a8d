package io.cairn.registry.evolution;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.Schema;
import java.util.Optional;

/**
 * How subjects may change, and how they did. Thread-safe. Changes of policies are durable on
 * return.
 */
public interface Evolution {

  /**
   * The policy of every subject without one of its own; {@link CompatibilityPolicy#DEFAULT} in a
   * new registry.
   */
  CompatibilityPolicy globalPolicy();

  void changeGlobalPolicy(CompatibilityPolicy policy);

  /** Changes the mode of the global policy, and nothing else of it. */
  void changeGlobalMode(CompatibilityMode mode);

  /**
   * The policy that applies to the subject: its own, or the global one. Unknown subjects have the
   * global one.
   */
  CompatibilityPolicy policy(Subject subject);

  /** The subject's own policy, if it has one. */
  Optional<CompatibilityPolicy> findOwnPolicy(Subject subject);

  /**
   * Gives the subject a policy of its own, also before its first version is registered. Of the
   * global policy nothing applies to it any more.
   */
  void changePolicy(Subject subject, CompatibilityPolicy policy);

  /** Gives the subject the policy that applies to it now, with another mode, as its own. */
  void changeMode(Subject subject, CompatibilityMode mode);

  /** Takes the subject's own policy away. Does nothing if it has none. */
  void inheritPolicy(Subject subject);

  /**
   * What {@code register} would say, without registering: the verdict under the subject's policy
   * against its history. Content that the subject has already is compatible, and so is any schema
   * for an unknown subject.
   *
   * @throws io.cairn.registry.error.NotFoundException if the schema refers to a version that does
   *     not exist
   * @throws io.cairn.registry.error.DeletedException if the subject is soft-deleted, or a version
   *     referred to is
   * @throws io.cairn.registry.error.IllegalTransitionException if the schema refers to a draft
   */
  CompatibilityReport check(Subject subject, Schema proposed);

  /**
   * Whether {@code reader} reads what {@code writer} wrote; the report takes the writer as old and
   * the reader as new. Compares as {@link ReadingOptions#DEFAULTS} say.
   */
  CompatibilityReport canRead(Schema reader, Schema writer);

  /** The same, as strictly as the options say. */
  CompatibilityReport canRead(Schema reader, Schema writer, ReadingOptions options);

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
