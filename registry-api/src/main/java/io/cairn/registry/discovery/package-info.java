/** Finding schemas in data: providers, formats, locations and profiles. */
@NullMarked
package io.cairn.registry.discovery;

import org.jspecify.annotations.NullMarked;
