package io.cairn.registry.core.cardinality;

import io.cairn.registry.Cardinality;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Counts different values by their {@link ValueHasher hashes}. Exact for the first hundred or so,
 * then an estimate with about 1 % error; 4 KiB at most. Not thread-safe.
 */
public final class CardinalitySketch {
  static final int LG_K = 12;
  private static final int STANDARD_DEVIATIONS = 2;

  private final HllSketch sketch = new HllSketch(LG_K, TgtHllType.HLL_8);

  /** Adds a value by its hash; nothing happens if it is there already. */
  public void add(long hash) {
    sketch.update(hash);
  }

  /** What has been counted so far, with bounds at two standard deviations. */
  public Cardinality cardinality() {
    return cardinality(sketch, STANDARD_DEVIATIONS);
  }

  /** What has been counted so far, to be kept. */
  public StoredSketch stored() {
    return StoredSketch.of(sketch);
  }

  static Cardinality cardinality(HllSketch sketch, int standardDeviations) {
    double lower = sketch.getLowerBound(standardDeviations);
    double upper = sketch.getUpperBound(standardDeviations);
    long estimate = Math.round(sketch.getEstimate());
    if (Math.round(lower) == Math.round(upper)) {
      return new Cardinality(estimate, estimate, estimate);
    }
    return new Cardinality(
        estimate,
        Math.min(estimate, (long) Math.floor(lower)),
        Math.max(estimate, (long) Math.ceil(upper)));
  }
}
