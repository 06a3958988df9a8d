/** What is said about subjects, versions and fields beside their schemas, and finding them. */
@NullMarked
package io.cairn.registry.catalog;

import org.jspecify.annotations.NullMarked;
