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
   * What is known of each version, soft-deleted ones included, oldest first. Seen counts that are
   * still in memory are written first, so that this may wait for the store.
   */
  List<VersionDetails> history(Subject subject);

  /**
   * Pins a version as the active one; at most one of a subject is.
   *
   * @throws io.cairn.registry.error.DeletedException if the version or the subject is soft-deleted
   */
  void activate(Subject subject, int version);

  /** Unpins the active version, if one is pinned; the latest one is active from then on. */
  void deactivate(Subject subject);

  /**
   * Soft-deletes a version. Does nothing if it is soft-deleted already.
   *
   * @throws io.cairn.registry.error.IllegalTransitionException if it is pinned as the active one
   */
  void delete(Subject subject, int version);

  /** Soft-deletes the subject as a whole. Does nothing if it is soft-deleted already. */
  void delete(Subject subject);

  /** Brings a soft-deleted version back. Does nothing if it is live. */
  void restore(Subject subject, int version);

  /** Brings a soft-deleted subject back as it was. Does nothing if it is live. */
  void restore(Subject subject);

  /**
   * Deletes a soft-deleted version for ever, with what is said about it; the audit of the subject
   * says so. Its number is never used again.
   *
   * @throws io.cairn.registry.error.IllegalTransitionException if neither it nor its subject is
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
