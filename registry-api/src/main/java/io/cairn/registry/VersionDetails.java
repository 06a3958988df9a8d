package io.cairn.registry;

import io.cairn.registry.evolution.SchemaDiff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of a version beside its schema: how it came to be, and what has become of
 * it. A snapshot; immutable.
 *
 * @param ref subject and number
 * @param id the identity of its content
 * @param state live, a draft, or soft-deleted
 * @param label derived from the verdict against its predecessor; provisional for a draft
 * @param origin how it came to be
 * @param previous the number of the version it was compared with, or 0 if it was the first; for a
 *     draft, the latest version when it was registered
 * @param changes what changed since {@code previous}; empty for the first
 * @param registeredAt when, to the microsecond, by the registry's clock
 * @param author who registered it, as given; may be empty
 * @param reason why, as given; may be empty
 * @param seenCount how often its content was registered again
 * @param lastSeenAt when its content was last registered
 * @param documents the documents it came from, in the order they were attached
 * @param deprecation that it should no longer be used; null if nobody has said so
 */
public record VersionDetails(
    VersionRef ref,
    SchemaId id,
    VersionState state,
    SemanticLabel label,
    VersionOrigin origin,
    int previous,
    SchemaDiff changes,
    Instant registeredAt,
    String author,
    String reason,
    long seenCount,
    Instant lastSeenAt,
    List<DocumentId> documents,
    @Nullable Deprecation deprecation) {
  public VersionDetails {
    documents = List.copyOf(documents);
  }

  /** That it should no longer be used, if somebody has said so. */
  public Optional<Deprecation> findDeprecation() {
    return Optional.ofNullable(deprecation);
  }
}
