/** What a schema is identified by: its canonical form, its content id, and its binary types. */
@NullMarked
package io.cairn.registry.core.identity;

import org.jspecify.annotations.NullMarked;
