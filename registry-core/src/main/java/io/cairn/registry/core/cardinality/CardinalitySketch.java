package io.cairn.registry.core.cardinality;

import io.cairn.registry.Cardinality;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Counts different values by their {@link ValueHasher hashes}. Exact for the first hundred or so,
 * then an estimate with about 1 % error; 4 KiB at most. Not thread-safe.
 */
public final class CardinalitySketch {
  private static final int LG_K = 12;
  private static final int STANDARD_DEVIATIONS = 2;

  private final HllSketch sketch = new HllSketch(LG_K, TgtHllType.HLL_8);

  /** Adds a value by its hash; nothing happens if it is there already. */
  public void add(long hash) {
    sketch.update(hash);
  }

  /** What has been counted so far, with bounds at two standard deviations. */
  public Cardinality cardinality() {
    double lower = sketch.getLowerBound(STANDARD_DEVIATIONS);
    double upper = sketch.getUpperBound(STANDARD_DEVIATIONS);
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
