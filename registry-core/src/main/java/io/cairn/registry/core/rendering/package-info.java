/** What changed between two schemas, for people: text, Markdown, a diagram and a page. */
@NullMarked
package io.cairn.registry.core.rendering;

import org.jspecify.annotations.NullMarked;
