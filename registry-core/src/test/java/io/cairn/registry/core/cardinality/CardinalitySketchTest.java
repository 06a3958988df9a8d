package io.cairn.registry.core.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import io.cairn.registry.Cardinality;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CardinalitySketchTest {
  private final ValueHasher hasher = ValueHasher.create();

  @Test
  void nothingCountsAsExactlyNothing() {
    assertThat(new CardinalitySketch().cardinality()).isEqualTo(new Cardinality(0, 0, 0));
  }

  @Test
  void fewValuesAreCountedExactly() {
    CardinalitySketch sketch = new CardinalitySketch();
    for (int i = 0; i < 300; i++) {
      sketch.add(hasher.hash(i % 100));
    }
    assertThat(sketch.cardinality()).isEqualTo(new Cardinality(100, 100, 100));
    assertThat(sketch.cardinality().isExact()).isTrue();
  }

  @Test
  void manyValuesAreEstimatedWithinTheBounds() {
    CardinalitySketch sketch = new CardinalitySketch();
    for (long i = 0; i < 200_000; i++) {
      sketch.add(hasher.hash("value " + i));
    }
    Cardinality found = sketch.cardinality();
    assertThat(found.isExact()).isFalse();
    assertThat(found.lowerBound()).isLessThanOrEqualTo(200_000);
    assertThat(found.upperBound()).isGreaterThanOrEqualTo(200_000);
    assertThat(found.estimate()).isBetween(190_000L, 210_000L);
  }

  @Property
  void textIsHashedAsXxh3OfItsUtf8(@ForAll String text) {
    String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    byte[] utf8 = wellFormed.getBytes(StandardCharsets.UTF_8);
    long expected = Hashing.xxh3_64().hashBytesToLong(utf8);
    assertThat(hasher.hash(wellFormed)).isEqualTo(expected);
    char[] padded = ("<" + wellFormed + ">").toCharArray();
    assertThat(hasher.hash(padded, 1, wellFormed.length())).isEqualTo(expected);
  }

  @Property
  void unpairedSurrogatesHaveHashesOfTheirOwn(@ForAll short low) {
    char surrogate = (char) (0xD800 | (low & 0x7FF));
    assertThat(hasher.hash("a" + surrogate)).isNotEqualTo(hasher.hash("a?"));
  }

  @Test
  void longTextIsHashedToo() {
    String text = "é".repeat(100_000);
    long expected = Hashing.xxh3_64().hashBytesToLong(text.getBytes(StandardCharsets.UTF_8));
    assertThat(hasher.hash(text)).isEqualTo(expected);
  }
}
