package io.cairn.registry.operation;

/** An event that is counted, once each time it happens. */
public enum Counter {
  /** Data was asked what it looks like, whether that was found out or not. */
  DISCOVERIES("schema_registry_discoveries_total"),

  /**
   * A verdict was reached: by {@code check}, by {@code canRead}, or for a registration whose
   * content is new to its subject. A registration that is decided again, because another writer was
   * faster, counts once.
   */
  COMPATIBILITY_CHECKS("schema_evolution_compatibility_checks");

  private final String metricName;

  Counter(String metricName) {
    this.metricName = metricName;
  }

  /** What it is called where measurements have names. */
  public String metricName() {
    return metricName;
  }
}
