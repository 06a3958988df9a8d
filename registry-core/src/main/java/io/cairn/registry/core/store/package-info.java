/**
 * What a store is: it keeps, finds and counts, and decides nothing. The SPI that stores implement,
 * and the one that keeps everything in memory.
 */
@NullMarked
package io.cairn.registry.core.store;

import org.jspecify.annotations.NullMarked;
