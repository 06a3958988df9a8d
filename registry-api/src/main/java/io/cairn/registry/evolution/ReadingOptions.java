package io.cairn.registry.evolution;

/**
 * How strictly a reader is compared with a writer's data. Immutable. The keys of maps, and fields
 * that are part of a key, are always compared as {@link #DEFAULTS} say, as two keys that are
 * rounded or replaced may become one.
 *
 * @param optional which fields a reader can do without
 * @param unknownSymbols what becomes of an enum symbol that the reader does not know
 * @param promotions which types a reader takes for narrower ones
 */
public record ReadingOptions(
    OptionalFields optional, UnknownSymbols unknownSymbols, Promotions promotions) {

  /** Which fields a reader can do without. */
  public enum OptionalFields {
    /** Those with a default, and nullable ones: what is absent reads as null. */
    NULLABLE_OR_DEFAULTED,
    /** Only those with a default, as in Avro. */
    DEFAULTED
  }

  /** What becomes of an enum symbol that the reader does not know. */
  public enum UnknownSymbols {
    /** It cannot be read. */
    REFUSED,
    /** It is read as the default symbol of the reader's type, if that has one, as in Avro. */
    READ_AS_DEFAULT
  }

  /** Which types a reader takes for narrower ones. */
  public enum Promotions {
    /** Those that hold every value exactly. */
    LOSSLESS,
    /**
     * Also those of Avro's schema resolution: INT and BIGINT to FLOAT, BIGINT to DOUBLE, TEXT to
     * BYTES and back. <b>These lose data</b>: 16,777,217 reads as the FLOAT 16,777,216,
     * 9,007,199,254,740,993 as the DOUBLE …992, and bytes that are no UTF-8 as something else.
     *
     * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#schema-resolution">Avro
     *     1.12, Schema Resolution</a>
     */
    AVRO
  }

  /** The strictest answer on values, the most lenient one on absent fields: no value is lost. */
  public static final ReadingOptions DEFAULTS =
      new ReadingOptions(
          OptionalFields.NULLABLE_OR_DEFAULTED, UnknownSymbols.REFUSED, Promotions.LOSSLESS);

  /**
   * Avro's answer wherever it can be put in these options. What Avro reads with another meaning (a
   * decimal of another scale, a date as a number) is still refused.
   */
  public static final ReadingOptions AVRO =
      new ReadingOptions(OptionalFields.DEFAULTED, UnknownSymbols.READ_AS_DEFAULT, Promotions.AVRO);

  public ReadingOptions with(OptionalFields other) {
    return new ReadingOptions(other, unknownSymbols, promotions);
  }

  public ReadingOptions with(UnknownSymbols other) {
    return new ReadingOptions(optional, other, promotions);
  }

  public ReadingOptions with(Promotions other) {
    return new ReadingOptions(optional, unknownSymbols, other);
  }
}
