/** How other systems write types and defaults. */
@NullMarked
package io.cairn.registry.core.types;

import org.jspecify.annotations.NullMarked;
