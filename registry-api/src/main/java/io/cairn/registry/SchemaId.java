package io.cairn.registry;

/**
 * The identity of a schema's content: two schemas have the same id exactly when no reader, writer
 * or validator could tell them apart. The order of fields, docs and the document a schema came from
 * do not matter.
 *
 * <p>It is an XXH3 128-bit hash over a versioned canonical form. It is <em>not</em> tamper-evident:
 * the registry compares the canonical bytes themselves on every hit. Its text is 32 lower-case
 * hexadecimal digits. Immutable and thread-safe.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record SchemaId(long high, long low) implements Comparable<SchemaId> {

  /**
   * Reads the text form.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not 32 hexadecimal digits
   */
  public static SchemaId parse(String hex) {
    return new SchemaId(Hex128.high(hex, "schema id"), Hex128.low(hex));
  }

  @Override
  public int compareTo(SchemaId other) {
    int upper = Long.compareUnsigned(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return Hex128.text(high, low);
  }
}
