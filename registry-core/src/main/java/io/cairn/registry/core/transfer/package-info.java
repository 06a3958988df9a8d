/** Everything a store keeps, as lines of JSON, out of one store and into another. */
@NullMarked
package io.cairn.registry.core.transfer;

import org.jspecify.annotations.NullMarked;
