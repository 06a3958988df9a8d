package io.cairn.registry.catalog;

import java.time.Instant;

/**
 * A change that was made. It stays as long as the registry, also when its subject is purged.
 * Immutable.
 *
 * @param target what was changed
 * @param action what was done
 * @param at when, to the microsecond, by the registry's clock
 * @param author who wanted it, as given; may be empty
 * @param reason why, as given; may be empty
 * @param before what was said before
 * @param after what is said since
 */
public record AuditEntry(
    Target target,
    Action action,
    Instant at,
    String author,
    String reason,
    Annotations before,
    Annotations after) {

  /** What was done. */
  public enum Action {
    /** Something else is said about it. */
    ANNOTATED,
    /** It was deleted for ever, and what was said about it with it. */
    PURGED
  }
}
