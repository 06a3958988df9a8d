/** Statements as text over the registry's facets. */
@NullMarked
package io.cairn.registry.core.statements;

import org.jspecify.annotations.NullMarked;
