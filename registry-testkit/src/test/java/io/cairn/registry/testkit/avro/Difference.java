package io.cairn.registry.testkit.avro;

/** Why the two checkers may say different things. Anything else is a mistake of one of them. */
enum Difference {
  DECIMAL_SCALE(
      Says.AVRO_YES,
      "Avro's check does not look at the scale; the stored digits read as another number"),
  DECIMAL_PRECISION(
      Says.AVRO_YES,
      "Avro's check does not look at the precision; the reader gets numbers with more digits than"
          + " its type has"),
  LOGICAL_TYPE(
      Says.AVRO_YES,
      "Avro's check looks at what is stored, not at the logical type; days read as a number,"
          + " micros of a clock as an instant"),
  ROUNDING(Says.AVRO_YES, "Avro promotes integers to floating point also where that rounds"),
  TEXT_AND_BYTES(
      Says.AVRO_YES,
      "Avro promotes text to bytes and bytes to text; bytes that are not UTF-8 are replaced, and"
          + " text becomes its encoding"),
  SMALLINT_IS_INT(
      Says.AVRO_YES,
      "Avro has no 16-bit integer; the reader gets numbers that its type does not hold"),
  ENUM_DEFAULT(
      Says.AVRO_YES,
      "Avro reads a symbol that the reader does not know as the default symbol; that is another"
          + " value than the one stored"),
  UNION_AND_PLAIN(
      Says.AVRO_YES,
      "to Avro a plain value is one of a union that has a branch for it, and a union that only has"
          + " readable branches is one of the plain type; in Cairn a union's value says of which"
          + " branch it is, a plain value does not"),
  UNION_BRANCH(
      Says.AVRO_YES,
      "Avro reads a branch that the reader does not have as the first one it can be promoted to;"
          + " Cairn takes branches by name, so the value would change its branch"),
  KEY(Says.AVRO_YES, "Avro has no keys; Cairn refuses every change of them"),
  KIND_OR_TRAIT(Says.AVRO_YES, "Avro has no kind and no traits, such as a unit"),
  NULLABLE_IS_OPTIONAL(
      Says.CAIRN_YES,
      "Cairn fills null where a nullable field is absent; Avro wants the default null spelled out"),
  CALLED_DEFAULT(
      Says.CAIRN_YES, "Avro's defaults are literals; Cairn's may be calls, such as NOW()"),
  INTEGER_TO_DECIMAL(
      Says.CAIRN_YES,
      "every integer is a decimal with enough digits and scale 0; Avro stores a decimal as bytes"
          + " and promotes no number to bytes"),
  NAME_AND_ALIAS(
      Says.CAIRN_YES,
      "where the data has a field of the reader's name and one of its alias, Cairn takes the name;"
          + " Avro throws");

  /** Who accepts what the other refuses. */
  enum Says {
    AVRO_YES,
    CAIRN_YES
  }

  private final Says says;
  private final String reason;

  Difference(Says says, String reason) {
    this.says = says;
    this.reason = reason;
  }

  Says says() {
    return says;
  }

  String reason() {
    return reason;
  }
}
