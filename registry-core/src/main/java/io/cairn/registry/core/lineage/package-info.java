/** Who produces data of a schema, and who reads it. */
@NullMarked
package io.cairn.registry.core.lineage;

import org.jspecify.annotations.NullMarked;
