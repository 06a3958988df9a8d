package io.cairn.registry.core.cardinality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.CorruptDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T8")
class StoredSketchTest {
  private static final double STANDARD_ERROR = 1.04 / 64;

  /** Around each change of form, and where no register is empty any more. */
  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 12),
        Arbitraries.integers().between(20, 420),
        Arbitraries.integers().between(1, 20_000),
        Arbitraries.of(60_000, 200_000));
  }

  private static List<Long> values(int size, Random random) {
    ValueHasher hasher = ValueHasher.create();
    long offset = random.nextLong();
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      hashes.add(hasher.hash(offset + i));
    }
    return hashes;
  }

  private static StoredSketch sketch(List<Long> hashes) {
    CardinalitySketch sketch = new CardinalitySketch();
    hashes.forEach(sketch::add);
    return sketch.stored();
  }

  @Property(tries = 300)
  void aUnionIsTheSketchOfAllValuesInWhateverPartsAndOrdersTheyCome(
      @ForAll("sizes") int size, @ForAll @IntRange(min = 1, max = 9) int parts, @ForAll long seed) {
    Random random = new Random(seed);
    List<Long> hashes = values(size, random);
    StoredSketch whole = sketch(hashes);
    List<StoredSketch> sketches = new ArrayList<>(parts(hashes, parts, random));
    assertThat(united(sketches).toBytes()).isEqualTo(whole.toBytes());
    Collections.shuffle(sketches, random);
    assertThat(united(sketches).toBytes()).as("commutative").isEqualTo(whole.toBytes());
    assertThat(pairwise(sketches).toBytes()).as("associative").isEqualTo(whole.toBytes());
    for (StoredSketch part : sketches) {
      assertThat(whole.union(part).toBytes()).as("idempotent").isEqualTo(whole.toBytes());
      assertThat(part.union(whole).toBytes()).as("idempotent").isEqualTo(whole.toBytes());
    }
    assertThat(whole.union(whole)).isEqualTo(whole).hasSameHashCodeAs(sketch(hashes));
  }

  /** Parts that have some values in common and some more than once. */
  private static List<StoredSketch> parts(List<Long> hashes, int parts, Random random) {
    List<List<Long>> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      all.add(new ArrayList<>());
    }
    for (long hash : hashes) {
      for (int copies = random.nextInt(8) == 0 ? 3 : 1; copies > 0; copies--) {
        int skewed = Math.min(random.nextInt(parts), random.nextInt(parts));
        all.get(skewed).add(hash);
      }
    }
    return all.stream()
        .peek(part -> Collections.shuffle(part, random))
        .map(StoredSketchTest::sketch)
        .toList();
  }

  private static StoredSketch united(List<StoredSketch> sketches) {
    return sketches.stream().reduce(StoredSketch.EMPTY, StoredSketch::union);
  }

  private static StoredSketch pairwise(List<StoredSketch> sketches) {
    if (sketches.size() == 1) {
      return sketches.get(0);
    }
    int middle = sketches.size() / 2;
    return pairwise(sketches.subList(0, middle))
        .union(pairwise(sketches.subList(middle, sketches.size())));
  }

  @Property(tries = 200)
  void whatIsKeptIsReadAsItWas(@ForAll("sizes") int size, @ForAll long seed) {
    StoredSketch sketch = sketch(values(size, new Random(seed)));
    StoredSketch again = StoredSketch.of(sketch.toBytes());
    assertThat(again).isEqualTo(sketch);
    assertThat(again.cardinality()).isEqualTo(sketch.cardinality());
    assertThat(sketch.toBytes()).hasSizeBetween(8, 4_136);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 23, 24, 25, 384, 385, 386, 4_096})
  void theFormsMeetWithoutAGap(int size) {
    List<Long> hashes = values(size, new Random(7));
    StoredSketch whole = sketch(hashes);
    StoredSketch united = StoredSketch.EMPTY;
    for (long hash : hashes) {
      united = StoredSketch.of(united.union(sketch(List.of(hash))).toBytes());
    }
    assertThat(united.toBytes()).isEqualTo(whole.toBytes());
    assertThat(united.cardinality().estimate()).isCloseTo(size, withinPermille(size));
  }

  private static Offset<Long> withinPermille(int size) {
    return Offset.offset((long) Math.ceil(3 * STANDARD_ERROR * size / 2));
  }

  @Test
  void theErrorIsWithinThreeStandardErrorsUpToTenMillionValues() {
    ValueHasher hasher = ValueHasher.create();
    CardinalitySketch counting = new CardinalitySketch();
    StoredSketch united = StoredSketch.EMPTY;
    CardinalitySketch part = new CardinalitySketch();
    int next = 1_000;
    for (int i = 1; i <= 10_000_000; i++) {
      long hash = hasher.hash((long) i);
      counting.add(hash);
      part.add(hash);
      if (i == next) {
        united = united.union(part.stored());
        part = new CardinalitySketch();
        assertThat(united).isEqualTo(counting.stored());
        assertThat((double) united.cardinality().estimate())
            .as("of %d", i)
            .isBetween(i * (1 - 3 * STANDARD_ERROR), i * (1 + 3 * STANDARD_ERROR));
        next *= 10;
      }
    }
  }

  @Property(tries = 2_000)
  void aDamagedSketchIsRefusedOrStillOne(
      @ForAll("sizes") int size, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int flips) {
    Random random = new Random(seed);
    byte[] bytes = sketch(values(Math.min(size, 5_000), random)).toBytes();
    for (int i = 0; i < flips; i++) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
    readOrRefused(bytes);
    readOrRefused(Arrays.copyOf(bytes, random.nextInt(bytes.length + 8)));
  }

  private static void readOrRefused(byte[] bytes) {
    StoredSketch read;
    try {
      read = StoredSketch.of(bytes);
    } catch (CorruptDataException refused) {
      return;
    }
    assertThat(read.toBytes()).isEqualTo(bytes);
    assertThat(read.cardinality().estimate()).isNotNegative();
    StoredSketch more = sketch(values(3, new Random(1)));
    assertThat(read.union(more)).isEqualTo(more.union(read));
    assertThat(read.union(more).union(more)).isEqualTo(read.union(more));
  }

  @Property(tries = 100)
  void aSketchThatIsCutOrHasARegisterMoreOrLessIsRefused(@ForAll("sizes") int size) {
    byte[] bytes = sketch(values(Math.min(size, 5_000), new Random(size))).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> StoredSketch.of(cut)).isInstanceOf(CorruptDataException.class);
    }
    if (bytes.length == 4_136) {
      for (int at = 0; at < bytes.length; at++) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        assertThatThrownBy(() -> StoredSketch.of(flipped)).isInstanceOf(CorruptDataException.class);
      }
    }
  }

  @Test
  void noValuesAreTheSameHoweverTheyCame() {
    assertThat(sketch(List.of())).isEqualTo(StoredSketch.EMPTY);
    assertThat(StoredSketch.EMPTY.union(StoredSketch.EMPTY)).isEqualTo(StoredSketch.EMPTY);
    assertThat(StoredSketch.of(StoredSketch.EMPTY.toBytes())).isEqualTo(StoredSketch.EMPTY);
    assertThat(StoredSketch.EMPTY.cardinality().estimate()).isZero();
    assertThat(StoredSketch.EMPTY).isNotEqualTo(sketch(List.of(7L)));
  }
}
