package io.cairn.registry.evolution;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a subject's schema may change: a mode, how strictly it is applied, and to which earlier
 * versions. Immutable.
 *
 * @param mode which changes are allowed
 * @param reading how strictly readers are compared with data
 * @param groupTrait the name of a trait, such as {@code major}: a schema is checked only against
 *     versions that have the same value of it (or lack it, too), so that a new value may break with
 *     the past; null to check against all
 * @param since the first version that counts, at least 1: what only older versions wrote is no
 *     longer read
 */
public record CompatibilityPolicy(
    CompatibilityMode mode, ReadingOptions reading, @Nullable String groupTrait, int since) {

  /** What holds in a new registry: {@link CompatibilityMode#BACKWARD}. */
  public static final CompatibilityPolicy DEFAULT = of(CompatibilityMode.BACKWARD);

  /**
   * @throws InvalidInputException if the trait's name is empty or too long, or {@code since} is
   *     less than 1
   */
  public CompatibilityPolicy {
    if (groupTrait != null && groupTrait.isEmpty()) {
      throw new InvalidInputException(
          "The name of the group's trait is empty; name a trait, or leave the group out.");
    }
    if (groupTrait != null) {
      InvalidInputException.requireUnicode(
          "name of the group's trait", groupTrait, Field.MAX_NAME_LENGTH);
    }
    if (since < 1) {
      throw new InvalidInputException(
          "Compatibility since version " + since + " is not possible; versions start at 1.");
    }
  }

  /** The mode with {@link ReadingOptions#DEFAULTS}, for all versions. */
  public static CompatibilityPolicy of(CompatibilityMode mode) {
    return new CompatibilityPolicy(mode, ReadingOptions.DEFAULTS, null, 1);
  }

  public CompatibilityPolicy withMode(CompatibilityMode other) {
    return new CompatibilityPolicy(other, reading, groupTrait, since);
  }

  public CompatibilityPolicy withReading(ReadingOptions other) {
    return new CompatibilityPolicy(mode, other, groupTrait, since);
  }

  /** Checks only against versions with the same value of this trait. */
  public CompatibilityPolicy groupedBy(String trait) {
    return new CompatibilityPolicy(mode, reading, trait, since);
  }

  /** Checks only against this version and later ones. */
  public CompatibilityPolicy since(int version) {
    return new CompatibilityPolicy(mode, reading, groupTrait, version);
  }
}
