/** The rules of change, as pure functions: compatibility, differences, layouts and labels. */
@NullMarked
package io.cairn.registry.core.evolution;

import org.jspecify.annotations.NullMarked;
