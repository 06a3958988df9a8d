/**
 * Finding schemas in data: the engine, the formats and locations it brings, inference, profiles.
 */
@NullMarked
package io.cairn.registry.core.discovery;

import org.jspecify.annotations.NullMarked;
