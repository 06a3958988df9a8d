/**
 * What is observed: counted in memory, handed to the store in batches, and asked about.
 *
 * <p>A {@code Recording} holds one observation. A {@code Stripe} looks its {@code Shape} up and
 * counts it; what a shape counts is folded into {@code Cell}s, one for each thing that has counts
 * of its own. A {@code Harvest} gathers the cells of all stripes, and what the miners of templates
 * found in bodies, for the writer of counts. The {@code Directory} says what there is room for.
 */
@NullMarked
package io.cairn.registry.core.telemetry;

import org.jspecify.annotations.NullMarked;
