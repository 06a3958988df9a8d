/** What data looks like: schemas, fields, types, defaults and the paths that name them. */
@NullMarked
package io.cairn.registry.schema;

import org.jspecify.annotations.NullMarked;
