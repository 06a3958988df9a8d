/** Counting and timing what the registry does, and telling how it is. */
@NullMarked
package io.cairn.registry.core.metrics;

import org.jspecify.annotations.NullMarked;
