package io.cairn.registry;

/**
 * The identity of a source document: an XXH3 128-bit hash of its format name and its very bytes.
 * Payloads whose decoding depends on what a {@link SchemaId} leaves out (the order of fields in
 * Avro's binary form, say) are framed by this id. Immutable and thread-safe.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record DocumentId(long high, long low) {

  /**
   * Reads the text form, 32 hexadecimal digits.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it is something else
   */
  public static DocumentId parse(String hex) {
    return new DocumentId(Hex128.high(hex, "document id"), Hex128.low(hex));
  }

  @Override
  public String toString() {
    return Hex128.text(high, low);
  }
}
