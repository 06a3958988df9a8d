package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.TypeTag;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

final class AnyBytesTest {
  @Property
  @Tag("H1")
  void areHashedAsByAnIndependentImplementation(@ForAll @Size(max = 2_000) byte[] bytes) {
    HashValue128 expected = Hashing.xxh3_128().hashBytesTo128Bits(bytes);

    assertThat(ContentHasher.xxh3().hash(bytes, 0, bytes.length))
        .isEqualTo(
            new ContentHasher.Hash(
                expected.getMostSignificantBits(), expected.getLeastSignificantBits()));
  }

  @Property
  @Tag("M3")
  void areDecodedExactlyOrRefused(@ForAll("likelyDescriptors") byte[] bytes) {
    DataType decoded;
    try {
      decoded = TypeDescriptor.decode(bytes);
    } catch (InvalidInputException refused) {
      return;
    }
    assertThat(TypeDescriptor.encode(decoded)).isEqualTo(bytes);
  }

  @Provide
  Arbitrary<byte[]> likelyDescriptors() {
    Arbitrary<Byte> tags = Arbitraries.of(TypeTag.class).map(tag -> (byte) tag.code());
    Arbitrary<byte[]> rest =
        Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of((byte) 0, (byte) 1, (byte) 2)),
                Tuple.of(2, tags),
                Tuple.of(1, Arbitraries.bytes()))
            .array(byte[].class)
            .ofMaxSize(24);
    return Combinators.combine(tags, rest)
        .as(
            (tag, tail) -> {
              byte[] whole = new byte[tail.length + 1];
              whole[0] = tag;
              System.arraycopy(tail, 0, whole, 1, tail.length);
              return whole;
            });
  }
}
