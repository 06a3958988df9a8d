/** The registry: subjects, versions, look-ups and registration. */
@NullMarked
package io.cairn.registry;

import org.jspecify.annotations.NullMarked;
