package io.cairn.registry.core.statements;

import io.cairn.registry.SchemaRegistry;

/** A statement that was understood. */
interface Statement {
  StatementResult execute(SchemaRegistry registry);
}
