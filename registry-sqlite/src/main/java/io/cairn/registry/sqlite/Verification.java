package io.cairn.registry.sqlite;

import io.cairn.registry.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link SqliteRegistry#verify} found. Immutable.
 *
 * @param damages everything that is not as it was written; empty if the file is intact
 * @param subjects how many subjects were looked at, purged ones included
 * @param versions how many versions
 * @param documents how many documents
 */
public record Verification(List<Damage> damages, long subjects, long versions, long documents) {
  public Verification {
    damages = List.copyOf(damages);
  }

  /** Whether everything is as it was written. */
  public boolean isIntact() {
    return damages.isEmpty();
  }

  /**
   * One thing that is not as it was written.
   *
   * @param subject the subject it belongs to, as far as that can be read; null if it belongs to
   *     none
   * @param version the version of the subject; 0 if it belongs to none
   * @param what what is wrong with it, for people
   */
  public record Damage(@Nullable Subject subject, int version, String what) {
    @Override
    public String toString() {
      String place = version == 0 ? String.valueOf(subject) : subject + "#" + version;
      return subject == null ? what : place + ": " + what;
    }
  }
}
