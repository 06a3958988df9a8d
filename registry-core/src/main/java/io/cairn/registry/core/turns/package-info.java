/** What is done again and again on a thread of its own. */
@NullMarked
package io.cairn.registry.core.turns;

import org.jspecify.annotations.NullMarked;
