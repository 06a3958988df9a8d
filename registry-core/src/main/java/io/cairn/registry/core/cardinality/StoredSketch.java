package io.cairn.registry.core.cardinality;

import io.cairn.registry.Cardinality;
import io.cairn.registry.error.CorruptDataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.common.SketchesArgumentException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * The different values counted by a {@link CardinalitySketch}, as bytes that can be kept. The same
 * values have the same bytes, in whatever order they were counted and united: what Apache
 * DataSketches' format says beyond the values (the order of a list, an estimate that depends on the
 * order of arrival) is left out. Immutable and thread-safe.
 */
public final class StoredSketch {
  private static final int STANDARD_DEVIATIONS = 2;

  private static final int FLAGS = 5;
  private static final int MODE = 7;
  private static final int MODE_MASK = 3;
  private static final int LIST = 0;
  private static final int SET = 1;
  private static final int COMPACT = 8;
  private static final int OUT_OF_ORDER = 16;
  private static final int LIST_START = 8;
  private static final int SET_START = 12;
  private static final int ARRIVAL_ESTIMATE = 8;

  /** No values. */
  public static final StoredSketch EMPTY =
      new StoredSketch(canonical(new HllSketch(CardinalitySketch.LG_K, TgtHllType.HLL_8)));

  private final byte[] bytes;

  private StoredSketch(byte[] bytes) {
    this.bytes = bytes;
  }

  static StoredSketch of(HllSketch sketch) {
    return new StoredSketch(canonical(sketch));
  }

  /**
   * What {@link #toBytes} gave.
   *
   * @throws CorruptDataException if it did not
   */
  public static StoredSketch of(byte[] kept) {
    StoredSketch sketch = new StoredSketch(kept.clone());
    boolean whole;
    try {
      whole = Arrays.equals(kept, canonical(sketch.open()));
    } catch (SketchesArgumentException | IndexOutOfBoundsException | AssertionError damaged) {
      throw new CorruptDataException("A sketch is damaged: " + damaged.getMessage(), damaged);
    }
    if (!whole) {
      throw new CorruptDataException("A sketch is damaged: it is not as it was written.", null);
    }
    return sketch;
  }

  /** The bytes to keep, 8 to 4,136 of them. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** How many bytes there are to keep. */
  public int size() {
    return bytes.length;
  }

  /** 64 well-mixed bits of the bytes. */
  public long fingerprint() {
    return ValueHasher.create().hash(bytes);
  }

  /** The values that any of them has. */
  public static StoredSketch union(Iterable<StoredSketch> sketches) {
    Union union = new Union(CardinalitySketch.LG_K);
    for (StoredSketch sketch : sketches) {
      union.update(sketch.open());
    }
    return of(union.getResult(TgtHllType.HLL_8));
  }

  /** The values that one or the other has. */
  public StoredSketch union(StoredSketch other) {
    if (Arrays.equals(bytes, other.bytes)) {
      return this;
    }
    return union(List.of(this, other));
  }

  /** How many different values there are, with bounds at two standard deviations. */
  public Cardinality cardinality() {
    return CardinalitySketch.cardinality(open(), STANDARD_DEVIATIONS);
  }

  private HllSketch open() {
    return HllSketch.heapify(Memory.wrap(bytes));
  }

  private static byte[] canonical(HllSketch sketch) {
    byte[] bytes = sketch.toCompactByteArray();
    int mode = bytes[MODE] & MODE_MASK;
    if (mode == LIST) {
      sort(bytes, LIST_START);
    } else if (mode == SET) {
      sort(bytes, SET_START);
    } else {
      bytes[FLAGS] = COMPACT | OUT_OF_ORDER;
      Arrays.fill(bytes, ARRIVAL_ESTIMATE, ARRIVAL_ESTIMATE + Double.BYTES, (byte) 0);
    }
    return bytes;
  }

  private static void sort(byte[] bytes, int start) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(start);
    int[] values = new int[buffer.remaining() / Integer.BYTES];
    buffer.asIntBuffer().get(values);
    Arrays.sort(values);
    buffer.asIntBuffer().put(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredSketch sketch && Arrays.equals(bytes, sketch.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "about " + cardinality().estimate() + " values";
  }
}
