/** The registry in one SQLite file; {@link io.cairn.registry.sqlite.SqliteRegistry} opens it. */
@NullMarked
package io.cairn.registry.sqlite;

import org.jspecify.annotations.NullMarked;
