package io.cairn.registry;

import io.cairn.registry.evolution.Warning;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a schema that was to be registered. Immutable.
 *
 * @param outcome whether it made a version
 * @param version the version that has this content
 * @param warnings what the check of a new version allowed and deserves a second look; empty if it
 *     made none
 * @param deprecation set if the content is that of a deprecated version: time to move on; null
 *     otherwise
 */
public record Registration(
    Outcome outcome,
    SchemaVersion version,
    List<Warning> warnings,
    @Nullable Deprecation deprecation) {
  public Registration {
    warnings = List.copyOf(warnings);
  }

  /** Without warnings, of a version that is not deprecated. */
  public static Registration of(Outcome outcome, SchemaVersion version) {
    return new Registration(outcome, version, List.of(), null);
  }

  /** What was said of the version if it is deprecated. */
  public Optional<Deprecation> findDeprecation() {
    return Optional.ofNullable(deprecation);
  }

  /** Whether a registration made a version. */
  public enum Outcome {
    /** The content was new to the subject: it is the latest version now, or a draft if asked so. */
    CREATED,
    /**
     * The content is that of the latest version; it was counted as seen again, and documents that
     * were new to it were attached.
     */
    KNOWN_LATEST,
    /**
     * The content is that of an older version, which was counted and given new documents likewise;
     * the latest version stays what it was.
     */
    KNOWN_OLDER,
    /**
     * A draft was asked for, and there is one with this content that can still be enabled: that
     * one. It was counted and given new documents likewise.
     */
    KNOWN_DRAFT
  }
}
