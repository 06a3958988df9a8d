package io.cairn.registry.error;

import io.cairn.registry.VersionRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was to be imported differs from what the registry has already. Nothing is ever overwritten:
 * import into a registry without it, or leave it as it is.
 */
public final class ImportConflictException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient @Nullable VersionRef version;

  /**
   * @param version the version that differs; null if it is a subject as a whole, the global policy,
   *     what was observed, or who uses it
   * @param what what differs, as the beginning of a sentence
   */
  public ImportConflictException(@Nullable VersionRef version, String what) {
    super(
        "Cannot import: "
            + what
            + " differs from what is there already. Import into a registry without it.");
    this.version = version;
  }

  /** The version that differs; empty if it is anything else. */
  public Optional<VersionRef> findVersion() {
    return Optional.ofNullable(version);
  }
}
