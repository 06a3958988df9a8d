package io.cairn.registry.core.cardinality;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;

/**
 * Apache DataSketches' compact bytes of a sketch, made a function of its values alone. Few values
 * are a list of coupons, more are a set of them, many are registers; each begins with a head.
 */
final class SketchBytes {
  private static final int LG_K = 3;
  private static final int ARRAY_SIZE = 4;
  private static final int FLAGS = 5;
  private static final int LIST_COUNT = 6;
  private static final int SMALLEST_REGISTER = 6;
  private static final int MODE = 7;
  private static final int ARRIVAL_ESTIMATE = 8;
  private static final int SET_COUNT = 8;
  private static final int INVERSE_SUM = 16;
  private static final int INVERSE_SUM_OF_HIGH = 24;
  private static final int EMPTY_REGISTERS = 32;

  private static final int LIST = 8;
  private static final int SET = 9;
  private static final int REGISTERS = 10;
  private static final int LIST_START = 8;
  private static final int SET_START = 12;
  private static final int REGISTERS_START = 40;
  private static final int REGISTERS_END = REGISTERS_START + (1 << CardinalitySketch.LG_K);

  private static final int COMPACT = 8;
  private static final int OUT_OF_ORDER = 16;
  private static final int MAX_LIST = 7;
  private static final int MAX_SET = 384;
  private static final int MIN_SET_ARRAY = 5;
  private static final int COUPON_VALUE = 26;
  private static final int HIGH = 32;
  private static final int MAX_REGISTER = 63;

  private SketchBytes() {}

  static byte[] of(HllSketch sketch) {
    byte[] bytes = sketch.toCompactByteArray();
    switch (bytes[MODE]) {
      case LIST -> sort(bytes, LIST_START);
      case SET -> sort(bytes, SET_START);
      default -> rewriteHeadOfRegisters(bytes);
    }
    return bytes;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int[] coupons(byte[] bytes, int start) {
    int[] coupons = new int[(bytes.length - start) / Integer.BYTES];
    buffer(bytes).position(start).asIntBuffer().get(coupons);
    return coupons;
  }

  private static void sort(byte[] bytes, int start) {
    int[] coupons = coupons(bytes, start);
    Arrays.sort(coupons);
    buffer(bytes).position(start).asIntBuffer().put(coupons);
  }

  /** Leaves out what depends on how the values came, and takes the rest from the registers. */
  private static void rewriteHeadOfRegisters(byte[] bytes) {
    double low = 0;
    double high = 0;
    int empty = 0;
    for (int i = REGISTERS_START; i < REGISTERS_END; i++) {
      double inverse = Math.scalb(1.0, -bytes[i]);
      if (bytes[i] < HIGH) {
        low += inverse;
      } else {
        high += inverse;
      }
      empty += bytes[i] == 0 ? 1 : 0;
    }
    bytes[FLAGS] = COMPACT | OUT_OF_ORDER;
    bytes[SMALLEST_REGISTER] = 0;
    buffer(bytes)
        .putDouble(ARRIVAL_ESTIMATE, 0)
        .putDouble(INVERSE_SUM, low)
        .putDouble(INVERSE_SUM_OF_HIGH, high)
        .putInt(EMPTY_REGISTERS, empty);
  }

  /** Whether DataSketches, which trusts what it reads, may open these bytes. */
  static boolean canBeOpened(byte[] bytes) {
    if (bytes.length < LIST_START
        || bytes[LG_K] != CardinalitySketch.LG_K
        || (bytes[FLAGS] & COMPACT) == 0) {
      return false;
    }
    return switch (bytes[MODE]) {
      case LIST -> areCoupons(bytes, LIST_START, bytes[LIST_COUNT], MAX_LIST);
      case SET ->
          bytes.length > SET_START
              && areCoupons(bytes, SET_START, buffer(bytes).getInt(SET_COUNT), MAX_SET)
              && bytes[ARRAY_SIZE] == arraySize(buffer(bytes).getInt(SET_COUNT));
      case REGISTERS -> bytes.length == REGISTERS_END && areRegisters(bytes);
      default -> false;
    };
  }

  private static boolean areCoupons(byte[] bytes, int start, int count, int max) {
    if (count < 0 || count > max || bytes.length != start + count * Integer.BYTES) {
      return false;
    }
    int[] coupons = coupons(bytes, start);
    for (int i = 0; i < count; i++) {
      if (coupons[i] >>> COUPON_VALUE == 0 || (i > 0 && coupons[i] <= coupons[i - 1])) {
        return false;
      }
    }
    return true;
  }

  /**
   * The logarithm of the table that a set of so many coupons is in: at most three quarters full.
   */
  private static int arraySize(int count) {
    int size = MIN_SET_ARRAY;
    while (4 * count > 3 << size) {
      size++;
    }
    return size;
  }

  private static boolean areRegisters(byte[] bytes) {
    for (int i = REGISTERS_START; i < REGISTERS_END; i++) {
      if (bytes[i] < 0 || bytes[i] > MAX_REGISTER) {
        return false;
      }
    }
    return true;
  }
}
