package io.cairn.registry.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldPath;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody produced or read data of a schema, once. One that has no time may be reported again
 * and again. Immutable and thread-safe.
 *
 * @param subject which schema's data; it need not be registered
 * @param role what was done with it
 * @param participant who did it
 * @param version the version that was used; 0 if not said
 * @param fields the fields that were used, by their paths in that version; empty if not said. Who
 *     reads the whole of a structure names the structure
 * @param at when; null for the time at which it is reported
 */
public record Usage(
    Subject subject,
    Role role,
    Participant participant,
    int version,
    Set<FieldPath> fields,
    @Nullable Instant at) {
  /** The most fields of a usage. */
  public static final int MAX_FIELDS = 1_000;

  /** The longest text of a field's path, in UTF-16 characters. */
  public static final int MAX_PATH_LENGTH = 1_000;

  /**
   * @throws InvalidInputException if the version is negative, there are too many fields, the path
   *     of one is too long or no text, or the time is before 1970
   */
  public Usage {
    if (version < 0) {
      throw new InvalidInputException(
          "Version " + version + " is not possible; versions start at 1, and 0 says nothing.");
    }
    if (fields.size() > MAX_FIELDS) {
      throw new InvalidInputException(
          "A usage of "
              + fields.size()
              + " fields is not possible; name at most "
              + MAX_FIELDS
              + ", or the structures that they are in.");
    }
    if (at != null && at.isBefore(Instant.EPOCH)) {
      throw new InvalidInputException(
          "A usage at " + at + " is not possible; give a time from 1970 on.");
    }
    fields = Set.copyOf(fields);
    fields.forEach(
        field ->
            InvalidInputException.requireUnicode(
                "path of a field", field.toString(), MAX_PATH_LENGTH));
  }

  /** Somebody wrote data of a schema; nothing more is said. */
  public static Usage produced(Subject subject, Participant by) {
    return new Usage(subject, Role.PRODUCER, by, 0, Set.of(), null);
  }

  /** Somebody read data of a schema; nothing more is said. */
  public static Usage consumed(Subject subject, Participant by) {
    return new Usage(subject, Role.CONSUMER, by, 0, Set.of(), null);
  }

  /** The same with a version. */
  public Usage withVersion(int used) {
    return new Usage(subject, role, participant, used, fields, at);
  }

  /** The same with the fields that were used, instead of those said before. */
  public Usage withFields(Set<FieldPath> used) {
    return new Usage(subject, role, participant, version, used, at);
  }

  /** The same with the fields that were used, each by the text of its path. */
  public Usage withFields(String... paths) {
    return withFields(Set.copyOf(Arrays.stream(paths).distinct().map(FieldPath::parse).toList()));
  }

  /** The same at a time. */
  public Usage withTime(Instant when) {
    return new Usage(subject, role, participant, version, fields, when);
  }
}
