package io.cairn.registry.operation;

/** An event that is counted, once each time it happens. */
public enum Counter {
  /**
   * Data was looked at to find out what it is like, whether that was found out or not. A question
   * that the cache answers looks at nothing.
   */
  DISCOVERIES("schema_registry_discoveries_total"),

  /**
   * A verdict was reached: by {@code check}, by {@code canRead}, or for a registration whose
   * content is new to its subject. A registration that is decided again, because another writer was
   * faster, counts once.
   */
  COMPATIBILITY_CHECKS("schema_evolution_compatibility_checks"),

  /** It was known from shortly before what data looks like. */
  CACHE_HITS("schema_registry_cache_hits"),

  /** It was not known; without a cache nothing is counted. */
  CACHE_MISSES("schema_registry_cache_misses"),

  /**
   * The body of a version, its schema and its layout, was not in memory and was read. Look-ups that
   * find it there are not counted; they would cost more than they do.
   */
  BODY_LOADS("schema_registry_body_loads"),

  /** Reading a body failed. */
  BODY_LOAD_FAILURES("schema_registry_body_load_failures"),

  /** A body went out of memory to make room for others. */
  BODY_EVICTIONS("schema_registry_body_evictions");

  private final String metricName;

  Counter(String metricName) {
    this.metricName = metricName;
  }

  /** What it is called where measurements have names. */
  public String metricName() {
    return metricName;
  }
}
