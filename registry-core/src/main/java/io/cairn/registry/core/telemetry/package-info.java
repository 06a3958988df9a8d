/**
 * What is observed: counted in memory, handed to the store in batches, and asked about.
 *
 * <p>A {@code Recording} holds one observation. A {@code Stripe} looks its {@code Shape} up and
 * counts it; what a shape counts is folded into {@code Cell}s, one for each thing that has counts
 * of its own. The {@code Flusher} gathers the cells of all stripes in a {@code Harvest} and commits
 * that. The {@code Directory} says what there is room for.
 */
@NullMarked
package io.cairn.registry.core.telemetry;

import org.jspecify.annotations.NullMarked;
