/** How schemas may change: compatibility modes, verdicts, and changes as data. */
@NullMarked
package io.cairn.registry.evolution;

import org.jspecify.annotations.NullMarked;
