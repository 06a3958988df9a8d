package io.cairn.registry;

import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Registering schemas and looking them up. Thread-safe; look-ups answer from memory and never wait
 * for a writer.
 *
 * <p>A subject has a <em>history</em>: its live versions. Its <em>latest</em> version is the newest
 * of them, its <em>active</em> version the latest unless another one is pinned. Soft-deleted
 * versions and drafts are readable by number and by id, and count for nothing.
 */
public interface Schemas {

  /**
   * Registers schemas in one atomic step: all of them or none. Later requests see the earlier ones,
   * and may refer to them. Other threads may see the new version of one subject a moment before
   * that of another.
   *
   * <p>A draft is not checked, and may refer to drafts; everything else may refer to live versions
   * alone.
   *
   * @return the outcomes, in the order of the requests; whatever they created is durable
   * @throws io.cairn.registry.error.IncompatibleSchemaException if a subject's mode forbids a
   *     change
   * @throws io.cairn.registry.error.VersionConflictException if a request expected another latest
   *     version
   * @throws io.cairn.registry.error.NotFoundException if a schema refers to a version that does not
   *     exist
   * @throws io.cairn.registry.error.DeletedException if a subject is soft-deleted, or a version
   *     referred to is
   * @throws io.cairn.registry.error.IllegalTransitionException if a schema that is to be live
   *     refers to a draft
   */
  List<Registration> registerAll(List<RegistrationRequest> requests);

  /**
   * Appends a version with the content and the layout of an earlier one, whatever the compatibility
   * mode says, since it has been in use before. If that content is the latest already, nothing is
   * written and the outcome is KNOWN_LATEST.
   *
   * @param author who; at most {@value RegistrationRequest#MAX_TEXT_LENGTH} characters, may be
   *     empty
   * @param reason why; likewise
   * @throws io.cairn.registry.error.NotFoundException if that version does not exist
   * @throws io.cairn.registry.error.DeletedException if it, the subject, or a version it refers to
   *     is soft-deleted
   * @throws io.cairn.registry.error.IllegalTransitionException if it is a draft
   */
  Registration revertTo(Subject subject, int version, String author, String reason);

  /**
   * The version of this number, live or not.
   *
   * @throws io.cairn.registry.error.NotFoundException if there is none
   */
  SchemaVersion version(Subject subject, int version);

  /** The version of this number, live or not. */
  Optional<SchemaVersion> findVersion(Subject subject, int version);

  /** The newest live version; empty if the subject is unknown or has none. */
  Optional<SchemaVersion> findLatest(Subject subject);

  /**
   * The latest version of every subject that has one, in the order of the subjects; what is not in
   * memory yet is read a thousand at a time.
   */
  List<SchemaVersion> latestOfAll();

  /** The same, of the subjects of one namespace. */
  List<SchemaVersion> latestOfAll(String namespace);

  /**
   * The pinned version, or the latest if none is pinned.
   *
   * @throws io.cairn.registry.error.NotFoundException if the subject is unknown, or has drafts
   *     alone
   * @throws io.cairn.registry.error.DeletedException if it is soft-deleted
   */
  SchemaVersion active(Subject subject);

  /**
   * The schema with this id; one of them where several differ only in what is not part of the
   * identity.
   *
   * @throws io.cairn.registry.error.NotFoundException if there is none
   */
  Schema schema(SchemaId id);

  /** The schema with this id. */
  Optional<Schema> findSchema(SchemaId id);

  /** Every version with this content, in the order of subjects and versions. */
  List<VersionRef> versionsOf(SchemaId id);

  /** The newest live version of the subject with this content. */
  Optional<SchemaVersion> findByContent(Subject subject, Schema schema);

  /** The identity that the schema has or would have; nothing is looked up or written. */
  SchemaId idOf(Schema schema);

  /** A document that a version came from. */
  Optional<SourceDocument> findDocument(DocumentId id);
}
