/** Counts in memory, and writes it: by interval, when there is much, and when asked to. */
@NullMarked
package io.cairn.registry.core.counts;

import org.jspecify.annotations.NullMarked;
