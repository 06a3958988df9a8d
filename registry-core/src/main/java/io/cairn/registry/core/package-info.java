/** The registry assembled from its rooms. */
@NullMarked
package io.cairn.registry.core;

import org.jspecify.annotations.NullMarked;
