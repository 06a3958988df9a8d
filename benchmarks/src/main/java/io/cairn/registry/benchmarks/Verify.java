package io.cairn.registry.benchmarks;

/** Keeps a benchmark from measuring something else than it says. */
final class Verify {
  private Verify() {}

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("Not so: " + what);
    }
  }
}
