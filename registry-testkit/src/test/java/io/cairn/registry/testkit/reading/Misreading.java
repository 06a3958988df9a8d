package io.cairn.registry.testkit.reading;

/**
 * A reader did not get what was stored.
 *
 * @param flaw what went wrong
 * @param location where, as a path of the reader; for a kind or a trait as reports name it
 */
record Misreading(Flaw flaw, String location) {

  /** The ways in which reading goes wrong. */
  enum Flaw {
    /** The record lacks a field that the reader cannot do without. */
    NOTHING_TO_READ,
    /** There is null where the reader has no place for it. */
    NULL,
    /** There is a symbol that the reader has no name for. */
    SYMBOL,
    /** The value was written as a branch that the reader does not have. */
    BRANCH,
    /** The value is none of the reader's type, or is read as another value. */
    VALUE,
    /** Rows are told apart, or placed, by other fields. */
    KEYS,
    /** The record describes a thing of another kind. */
    KIND,
    /** The record's values are to be understood in another way, such as another unit. */
    TRAIT
  }

  @Override
  public String toString() {
    return flaw + " at " + location;
  }
}
