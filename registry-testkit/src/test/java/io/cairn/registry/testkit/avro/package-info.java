/** Avro as a second opinion on compatibility. */
@NullMarked
package io.cairn.registry.testkit.avro;

import org.jspecify.annotations.NullMarked;
