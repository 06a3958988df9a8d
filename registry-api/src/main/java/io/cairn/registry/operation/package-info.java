/** How the registry is doing: what it has done, and whether it can go on. */
@NullMarked
package io.cairn.registry.operation;

import org.jspecify.annotations.NullMarked;
