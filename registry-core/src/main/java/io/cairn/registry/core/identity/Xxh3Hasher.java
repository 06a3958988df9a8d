package io.cairn.registry.core.identity;

import java.util.Objects;
import net.openhft.hashing.LongTupleHashFunction;

/** XXH3 with 128 bits. It is given heap arrays only, which need no access to JDK internals. */
final class Xxh3Hasher implements ContentHasher {
  private static final LongTupleHashFunction XXH3 = LongTupleHashFunction.xx128();

  @Override
  public Hash hash(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    long[] halves = new long[2];
    XXH3.hashBytes(bytes, offset, length, halves);
    return new Hash(halves[1], halves[0]);
  }
}
