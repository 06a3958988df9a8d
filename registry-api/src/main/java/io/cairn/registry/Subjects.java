package io.cairn.registry;

import java.util.List;
import java.util.Optional;

/**
 * The subjects and the life of their versions. Thread-safe. Every change is durable on return, and
 * told to listeners.
 *
 * <p>Where a subject or version does not exist, every method that returns a plain value throws
 * {@link io.cairn.registry.error.NotFoundException}.
 */
public interface Subjects {

  /** All subjects, soft-deleted ones included, in their order. */
  List<SubjectSummary> list();

  /** All subjects of one namespace, soft-deleted ones included, in their order. */
  List<SubjectSummary> list(String namespace);

  /** One subject at a glance. */
  Optional<SubjectSummary> find(Subject subject);

  /**
   * What is known of each version, drafts and soft-deleted ones included, oldest first. Seen counts
   * that are still in memory are written first, so that this may wait for the store.
   */
  List<VersionDetails> history(Subject subject);

  /**
   * Pins a version as the active one; at most one of a subject is.
   *
   * @throws io.cairn.registry.error.DeletedException if the version or the subject is soft-deleted
   * @throws io.cairn.registry.error.IllegalTransitionException if the version is a draft
   */
  void activate(Subject subject, int version);

  /** Unpins the active version, if one is pinned; the latest one is active from then on. */
  void deactivate(Subject subject);

  /**
   * Makes a draft live, if the subject's mode allows it now: it is checked like a schema registered
   * at this moment, and is the latest version from then on. Its number, content and documents stay;
   * the previous version, changes and label are those of this moment, and so is the layout where
   * another version has become the latest since the draft was registered. If it is live already,
   * nothing is written, and the outcome says whether it is the latest one.
   *
   * <p>The numbers of versions that have been live rise in the order in which they became so. A
   * draft that was overtaken can therefore not be enabled: register its content again.
   *
   * @return the version as it is live, with the outcome CREATED and the warnings of the check
   * @throws io.cairn.registry.error.IncompatibleSchemaException if the subject's mode forbids the
   *     change; it stays a draft
   * @throws io.cairn.registry.error.IllegalTransitionException if a version after it is, or was,
   *     live, or it refers to a draft
   * @throws io.cairn.registry.error.DeletedException if the version, the subject, or a version
   *     referred to is soft-deleted
   */
  Registration enable(Subject subject, int version);

  /**
   * Says that a live version should no longer be used; replaces what was said before. The version
   * stays what it is, with the same id. Does nothing if the same is said already.
   *
   * @throws io.cairn.registry.error.DeletedException if the version or the subject is soft-deleted
   * @throws io.cairn.registry.error.IllegalTransitionException if the version is a draft
   */
  void deprecate(Subject subject, int version, DeprecationNotice notice);

  /** Takes back that a version is deprecated, soft-deleted or not. Does nothing if it is not. */
  void undeprecate(Subject subject, int version);

  /** That a version is deprecated, if it is; answered from memory. */
  Optional<Deprecation> findDeprecation(Subject subject, int version);

  /**
   * Soft-deletes a version. Does nothing if it is soft-deleted already.
   *
   * @throws io.cairn.registry.error.IllegalTransitionException if it is pinned as the active one,
   *     or a draft, which nobody misses: purge it
   */
  void delete(Subject subject, int version);

  /** Soft-deletes the subject as a whole. Does nothing if it is soft-deleted already. */
  void delete(Subject subject);

  /** Brings a soft-deleted version back. Does nothing if it is live or a draft. */
  void restore(Subject subject, int version);

  /** Brings a soft-deleted subject back as it was. Does nothing if it is live. */
  void restore(Subject subject);

  /**
   * Deletes a soft-deleted version, or a draft, for ever, with what is said about it; the audit of
   * the subject says so. Its number is never used again.
   *
   * @throws io.cairn.registry.error.IllegalTransitionException if it is live, and its subject not
   *     soft-deleted
   * @throws io.cairn.registry.error.StillReferencedException if another version's schema refers to
   *     it
   */
  void purge(Subject subject, int version);

  /**
   * Deletes a soft-deleted subject with all its versions, and what is said about them, for ever;
   * its audit stays and says so. If it is registered again, its numbers go on where they stopped.
   *
   * @throws io.cairn.registry.error.IllegalTransitionException if it is not soft-deleted
   * @throws io.cairn.registry.error.StillReferencedException if another subject's schema refers to
   *     one of its versions
   */
  void purge(Subject subject);

  /** Tells {@code listener} what happens to the subject from now on; it need not exist yet. */
  SubjectListener.Subscription listen(Subject subject, SubjectListener listener);
}
