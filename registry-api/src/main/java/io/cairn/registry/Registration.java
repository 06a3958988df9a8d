package io.cairn.registry;

import io.cairn.registry.evolution.Warning;
import java.util.List;

/**
 * What became of a schema that was to be registered. Immutable.
 *
 * @param outcome whether it made a version
 * @param version the version that has this content
 * @param warnings what the check of a new version allowed and deserves a second look; empty if it
 *     made none
 */
public record Registration(Outcome outcome, SchemaVersion version, List<Warning> warnings) {
  public Registration {
    warnings = List.copyOf(warnings);
  }

  /** Without warnings. */
  public static Registration of(Outcome outcome, SchemaVersion version) {
    return new Registration(outcome, version, List.of());
  }

  /** Whether a registration made a version. */
  public enum Outcome {
    /** The content was new to the subject: it is the latest version now. */
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
    KNOWN_OLDER
  }
}
