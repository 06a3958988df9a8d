package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("H1")
final class ContentHasherTest {
  private final ContentHasher hasher = ContentHasher.xxh3();

  @Test
  void hashesNothingAsXxh3Specifies() {
    assertThat(hasher.hash(new byte[0], 0, 0))
        .isEqualTo(new ContentHasher.Hash(0x99aa06d3014798d8L, 0x6001c324468d497fL));
  }

  @Test
  void agreesForEveryLengthAndOffset() {
    byte[] bytes = new byte[2_100];
    new Random(7).nextBytes(bytes);
    for (int length = 0; length < 2_000; length++) {
      assertAgrees(bytes, length % 100, length);
    }
  }

  @Test
  void refusesRangesOutsideTheBytes() {
    byte[] bytes = new byte[4];
    assertThatThrownBy(() -> hasher.hash(bytes, 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> hasher.hash(bytes, -1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private void assertAgrees(byte[] bytes, int offset, int length) {
    HashValue128 expected = Hashing.xxh3_128().hashBytesTo128Bits(bytes, offset, length);
    assertThat(hasher.hash(bytes, offset, length))
        .isEqualTo(
            new ContentHasher.Hash(
                expected.getMostSignificantBits(), expected.getLeastSignificantBits()));
  }
}
