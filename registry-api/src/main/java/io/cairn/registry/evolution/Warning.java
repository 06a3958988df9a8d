package io.cairn.registry.evolution;

/**
 * Something that is allowed and deserves a second look. Immutable.
 *
 * @param hint what it is
 * @param location the path of the field in the proposed schema
 * @param oldPart the field that stands there in the earlier version, or those that may be meant
 * @param newPart the field in the proposed schema
 * @param against the earlier version, or 0 when two schemas were compared outside any subject
 */
public record Warning(Hint hint, String location, String oldPart, String newPart, int against) {

  /** What may be wrong. */
  public enum Hint {
    /** A name that was given up earlier comes back with a type that cannot read the old values. */
    NAME_REUSED(
        "data of that version would be misread if it were read again",
        "choose another name; a transitive mode would refuse this one"),
    /** A field was removed and one of the same type added, perhaps the same one renamed. */
    POSSIBLE_RENAME(
        "without an alias the stored values are passed over and the field silently reads as its"
            + " default, or null",
        "add the old name as an alias if the field was renamed");

    private final String reason;
    private final String remedy;

    Hint(String reason, String remedy) {
      this.reason = reason;
      this.remedy = remedy;
    }

    /** Why it matters, as part of a sentence. */
    public String reason() {
      return reason;
    }

    /** What to do about it, as part of a sentence. */
    public String remedy() {
      return remedy;
    }
  }

  /** Hint, place, both sides, reason and remedy in one sentence. */
  public String explain() {
    return hint
        + " at "
        + location
        + (against == 0 ? "" : " (compared with version " + against + ")")
        + ": was "
        + oldPart
        + ", is "
        + newPart
        + "; "
        + hint.reason()
        + ". To avoid it, "
        + hint.remedy()
        + ".";
  }

  @Override
  public String toString() {
    return explain();
  }
}
