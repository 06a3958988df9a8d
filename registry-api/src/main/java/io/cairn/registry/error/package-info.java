/**
 * Everything the library throws: one unchecked root, one class per distinct reaction of a caller.
 */
@NullMarked
package io.cairn.registry.error;

import org.jspecify.annotations.NullMarked;
