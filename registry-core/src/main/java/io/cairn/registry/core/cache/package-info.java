/** Remembering for a while what it takes long to find out. */
@NullMarked
package io.cairn.registry.core.cache;

import org.jspecify.annotations.NullMarked;
