/** Estimating how many different values there are. */
@NullMarked
package io.cairn.registry.core.cardinality;

import org.jspecify.annotations.NullMarked;
