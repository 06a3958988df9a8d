/** Small programs that use the registry. */
@NullMarked
package io.cairn.examples;

import org.jspecify.annotations.NullMarked;
