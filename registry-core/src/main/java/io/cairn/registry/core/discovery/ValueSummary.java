package io.cairn.registry.core.discovery;

import io.cairn.registry.Cardinality;
import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.discovery.FieldProfile.Range;
import io.cairn.registry.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one field are like; not thread-safe. A value that was among the last ones is
 * only counted: there is nothing more to learn from it.
 */
final class ValueSummary {
  private static final int EXAMPLES = 5;
  private static final int RECENT = 256;

  private final ValueHasher hasher;
  private final CardinalitySketch sketch = new CardinalitySketch();
  private final long[] recent = new long[RECENT];
  private final long[] exampleHashes = new long[EXAMPLES];
  private final List<String> examples = new ArrayList<>(EXAMPLES);
  private final TextRange textRange = new TextRange();
  private long minLong = Long.MAX_VALUE;
  private long maxLong = Long.MIN_VALUE;
  private double minDouble = Double.POSITIVE_INFINITY;
  private double maxDouble = Double.NEGATIVE_INFINITY;
  private @Nullable BigDecimal minDecimal;
  private @Nullable BigDecimal maxDecimal;

  ValueSummary(ValueHasher hasher) {
    this.hasher = hasher;
  }

  void addLong(long value, LongFunction<String> shown) {
    long hash = hasher.hash(value);
    if (isRecent(hash)) {
      return;
    }
    minLong = Math.min(minLong, value);
    maxLong = Math.max(maxLong, value);
    if (isNewExample(hash)) {
      examples.add(shown.apply(value));
    }
  }

  void addDouble(double value) {
    double normal = value == 0 ? 0.0 : value;
    long hash = hasher.hash(Double.doubleToLongBits(normal));
    if (isRecent(hash)) {
      return;
    }
    if (normal < minDouble) {
      minDouble = normal;
    }
    if (normal > maxDouble) {
      maxDouble = normal;
    }
    if (isNewExample(hash)) {
      examples.add(shown(normal));
    }
  }

  void addDecimal(BigDecimal value) {
    BigDecimal normal = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    String text = normal.toPlainString();
    long hash = hasher.hash(text);
    if (isRecent(hash)) {
      return;
    }
    minDecimal = minDecimal == null ? normal : minDecimal.min(normal);
    maxDecimal = maxDecimal == null ? normal : maxDecimal.max(normal);
    if (isNewExample(hash)) {
      examples.add(text);
    }
  }

  void addText(char[] buffer, int offset, int length) {
    long hash = hasher.hash(buffer, offset, length);
    if (isRecent(hash)) {
      return;
    }
    textRange.add(buffer, offset, length);
    if (isNewExample(hash)) {
      examples.add(
          InvalidInputException.abbreviate(new String(buffer, offset, Math.min(length, 200))));
    }
  }

  /** A value without order, such as a boolean or an object, by bits that stand for it. */
  void addUnordered(long bits, String shown) {
    long hash = hasher.hash(bits);
    if (!isRecent(hash) && isNewExample(hash)) {
      examples.add(InvalidInputException.abbreviate(shown));
    }
  }

  private boolean isRecent(long hash) {
    int at = (int) hash & (RECENT - 1);
    if (recent[at] == hash && hash != 0) {
      return true;
    }
    recent[at] = hash;
    sketch.add(hash);
    return false;
  }

  private boolean isNewExample(long hash) {
    int count = examples.size();
    if (count == EXAMPLES) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (exampleHashes[i] == hash) {
        return false;
      }
    }
    exampleHashes[count] = hash;
    return true;
  }

  Cardinality cardinality() {
    return sketch.cardinality();
  }

  List<String> examples() {
    return examples;
  }

  @Nullable Range range(LongFunction<String> shown) {
    if (minLong <= maxLong) {
      return new Range(shown.apply(minLong), shown.apply(maxLong));
    }
    if (minDouble <= maxDouble) {
      return new Range(shown(minDouble), shown(maxDouble));
    }
    if (minDecimal != null && maxDecimal != null) {
      return new Range(minDecimal.toPlainString(), maxDecimal.toPlainString());
    }
    return textRange.range();
  }

  private static String shown(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
