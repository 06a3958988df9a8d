/** A registry's measurements as Micrometer's meters. */
@NullMarked
package io.cairn.registry.micrometer;

import org.jspecify.annotations.NullMarked;
