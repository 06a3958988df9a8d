package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Owns a file and does what it reads, a word a line; answers each when it is durable. */
final class OwningProcess {
  static final Subject ORDERS = Subject.of("owned", "orders");
  static final Schema V1 = Schema.of(Field.required("id", ScalarType.BIGINT));
  static final Schema V2 = V1.toBuilder().field(Field.nullable("note", ScalarType.TEXT)).build();

  private OwningProcess() {}

  public static void main(String[] args) throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (SchemaRegistry registry = SqliteRegistry.open(Path.of(args[0]))) {
      System.out.println("open");
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (line.equals("close")) {
          break;
        }
        obey(registry, line);
        System.out.println("done " + line);
      }
    }
    System.out.println("closed");
  }

  private static void obey(SchemaRegistry registry, String command) {
    switch (command) {
      case "register" -> registry.register(ORDERS, V1);
      case "evolve" -> registry.register(ORDERS, V2);
      case "activate" -> registry.subjects().activate(ORDERS, 1);
      case "deactivate" -> registry.subjects().deactivate(ORDERS);
      case "delete" -> registry.subjects().delete(ORDERS, 1);
      case "full" -> registry.evolution().changeGlobalMode(CompatibilityMode.FULL);
      case "none" -> registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      case "end" -> {
        registry.subjects().delete(ORDERS);
        registry.subjects().purge(ORDERS);
      }
      default -> throw new IllegalArgumentException(command);
    }
  }
}
