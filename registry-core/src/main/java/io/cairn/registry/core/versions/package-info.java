/**
 * Subjects and their versions: the index of what is registered, and the services that change it.
 */
@NullMarked
package io.cairn.registry.core.versions;

import org.jspecify.annotations.NullMarked;
