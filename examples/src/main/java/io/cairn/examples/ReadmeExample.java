package io.cairn.examples;

import static io.cairn.registry.schema.ScalarType.BIGINT;
import static io.cairn.registry.schema.ScalarType.TEXT;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;

/** The lines that stand in the README. */
public final class ReadmeExample {
  private ReadmeExample() {}

  /** Runs them on the file given as the first argument. */
  public static void main(String[] args) {
    run(Path.of(args[0]));
  }

  static void run(Path file) {
    // README
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      Subject orders = Subject.of("shop", "orders");
      registry.register(orders, Schema.of(Field.required("id", BIGINT)));
      registry.register(
          orders, Schema.of(Field.required("id", BIGINT), Field.nullable("note", TEXT)));
      System.out.println(registry.evolution().diff(orders, 1, 2).explain()); // + note TEXT?
      registry.register(orders, Schema.of(Field.required("id", TEXT)));
    } catch (IncompatibleSchemaException refused) {
      System.out.println(refused.getMessage()); // TYPE_CHANGED at id …, and how to fix it
    }
    // README
  }
}
