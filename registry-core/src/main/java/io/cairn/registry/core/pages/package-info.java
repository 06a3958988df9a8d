/** Where pages of answers end. */
@NullMarked
package io.cairn.registry.core.pages;

import org.jspecify.annotations.NullMarked;
