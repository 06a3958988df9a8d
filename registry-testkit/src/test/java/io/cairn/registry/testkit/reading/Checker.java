package io.cairn.registry.testkit.reading;

import io.cairn.registry.evolution.CompatibilityReport;

/** Says of two schemas whether one reads what was written with the other. */
@FunctionalInterface
interface Checker {
  CompatibilityReport check(Pair pair);
}
