/** Reads records by the definitions alone, and holds the verdicts on schemas against that. */
@NullMarked
package io.cairn.registry.testkit.reading;

import org.jspecify.annotations.NullMarked;
