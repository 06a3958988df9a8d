package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that registers from four threads is killed at a random moment, again and again, on one
 * file.
 */
class CrashTest {
  private static final int KILLS = 20;
  private static final int THREADS = 4;
  private static final long SEED = 20_260_101;

  @TempDir private Path folder;

  @Test
  @Tag("W2")
  @Tag("R1")
  void whatWasAcknowledgedBeforeAKillIsThere() throws Exception {
    Path file = folder.resolve("registry.db");
    Random random = new Random(SEED);
    Map<String, String> acknowledged = new HashMap<>();
    for (int round = 0; round < KILLS; round++) {
      int kill = round;
      int patience = 1 + random.nextInt(200);
      try (ChildProcess child =
          ChildProcess.start(Registering.class, folder, file.toString(), String.valueOf(kill))) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < patience; i++) {
          lines.add(child.readLine());
        }
        lines.addAll(child.kill());
        lines.forEach(line -> acknowledge(line, acknowledged));
      }
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        acknowledged.forEach(
            (version, id) -> {
              String[] parts = version.split("#", -1);
              SchemaVersion kept =
                  registry.schemas().version(Subject.parse(parts[0]), Integer.parseInt(parts[1]));
              assertThat(kept.id()).as("seed %s, kill %s, %s", SEED, kill, version).hasToString(id);
            });
        registry
            .subjects()
            .list()
            .forEach(
                subject ->
                    assertThat(registry.subjects().history(subject.subject()))
                        .extracting((VersionDetails details) -> details.ref().version())
                        .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, subject.versions()).boxed().toList()));
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
  }

  /** A line that the kill has cut short acknowledges nothing. */
  private static void acknowledge(String line, Map<String, String> acknowledged) {
    String[] parts = line.split(" ", -1);
    if (parts.length == 3 && parts[2].equals("durable")) {
      acknowledged.put(parts[0], parts[1]);
    }
  }

  /** Registers versions without end and prints each one when the registry says that it is done. */
  static final class Registering {
    public static void main(String[] args) throws Exception {
      SchemaRegistry registry = SqliteRegistry.open(Path.of(args[0]));
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        Subject subject = Subject.of("crash", "s" + t);
        String round = args[1];
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; ; i++) {
                    Schema schema =
                        Schema.of(Field.nullable("f_" + round + "_" + i, ScalarType.TEXT));
                    SchemaVersion version = registry.register(subject, schema).version();
                    synchronized (System.out) {
                      System.out.print(version.ref() + " " + version.id() + " durable\n");
                      System.out.flush();
                    }
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
