package io.cairn.registry;

/**
 * An estimate of how many different values there are. While {@code lowerBound} equals {@code
 * upperBound} it is exact.
 *
 * @param estimate the best guess
 * @param lowerBound not fewer than this, with about 95 % confidence
 * @param upperBound not more than this, with about 95 % confidence
 */
public record Cardinality(long estimate, long lowerBound, long upperBound) {
  public boolean isExact() {
    return lowerBound == upperBound;
  }

  /** The same estimate in the knowledge that there are no more than {@code values} in all. */
  public Cardinality atMost(long values) {
    return upperBound <= values
        ? this
        : new Cardinality(
            Math.min(estimate, values), Math.min(lowerBound, values), Math.min(upperBound, values));
  }
}
