/** Schemas, differences and layouts as JSON. */
@NullMarked
package io.cairn.registry.core.json;

import org.jspecify.annotations.NullMarked;
