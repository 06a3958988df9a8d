/** A tour of the registry on real files, and a tool to look at files of one's own. */
@NullMarked
package io.cairn.examples.quickstart;

import org.jspecify.annotations.NullMarked;
