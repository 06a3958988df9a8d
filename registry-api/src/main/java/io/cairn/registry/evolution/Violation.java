package io.cairn.registry.evolution;

import java.util.Locale;

/**
 * One reason why two schemas are not compatible. Immutable.
 *
 * @param rule what is violated
 * @param direction who reads whose data
 * @param location the field path, or {@code kind}, or {@code trait NAME}; these two after the path
 *     of the reference if they are those of a referenced schema
 * @param oldPart what stands there in the old schema; {@code absent} if nothing does
 * @param newPart what stands there in the new schema; {@code absent} if nothing does
 * @param against the version that breaks, or 0 when two schemas were compared outside any subject
 */
public record Violation(
    Rule rule, Direction direction, String location, String oldPart, String newPart, int against) {

  /** Rule, place, both sides, reason and remedy in one sentence. */
  public String explain() {
    String whom =
        direction.name().toLowerCase(Locale.ROOT)
            + (against == 0
                ? ""
                : direction == Direction.BACKWARD
                    ? ", reading data of version " + against
                    : ", read by version " + against);
    return rule
        + " at "
        + location
        + " ("
        + whom
        + "): was "
        + oldPart
        + ", is "
        + newPart
        + "; "
        + rule.reason()
        + ". To fix it, "
        + rule.remedy(direction)
        + ".";
  }

  @Override
  public String toString() {
    return explain();
  }
}
