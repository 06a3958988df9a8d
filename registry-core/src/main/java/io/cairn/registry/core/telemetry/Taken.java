package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell has counted in one window since it was taken last.
 *
 * @param values all values of the window that the cell has seen; null if none is new
 * @param samples values that are new
 */
record Taken(
    long window, Tally tally, int types, @Nullable StoredSketch values, List<String> samples) {}
