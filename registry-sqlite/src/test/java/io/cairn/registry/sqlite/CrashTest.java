package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes on both lanes is killed at a random moment, again and again, on one file:
 * see {@link CrashingProcess}.
 */
class CrashTest {
  private static final int KILLS = 40;
  private static final int MANY_KILLS = 5_000;
  private static final long SEED = Long.getLong("cairn.crash.seed", 20_260_101);

  @TempDir private Path folder;

  @Test
  @Tag("W2")
  @Tag("W11")
  @Tag("R1")
  void whatWasAcknowledgedBeforeAKillIsThere() throws Exception {
    kill(KILLS);
  }

  @Test
  @Tag("campaign")
  void whatWasAcknowledgedBeforeThousandsOfKillsIsThere() throws Exception {
    kill(MANY_KILLS);
  }

  @Test
  @Tag("W2")
  void aWriterThatAnswersBeforeItHasCommittedIsFoundOut() {
    assertThatThrownBy(() -> kill(KILLS, WriterMutant.ANSWERS_EARLY))
        .isInstanceOf(AssertionError.class);
  }

  private void kill(int kills) throws Exception {
    kill(kills, WriterMutant.NONE);
  }

  private void kill(int kills, WriterMutant mutant) throws Exception {
    Path file = folder.resolve("registry.db");
    Acknowledged acknowledged = new Acknowledged();
    Random random = new Random(SEED);
    for (int kill = 0; kill < kills; kill++) {
      int patience = 1 + random.nextInt(200);
      try (ChildProcess child =
          ChildProcess.start(
              CrashingProcess.class,
              folder,
              file.toString(),
              String.valueOf(kill),
              mutant.name())) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < patience; i++) {
          lines.add(child.readLine());
        }
        lines.addAll(child.kill());
        acknowledged.process(lines);
      }
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        String where = "-Dcairn.crash.seed=" + SEED + ", kill " + kill;
        acknowledged.requireIn(registry, where);
        acknowledged.requireCounts(registry, where, acknowledged.counted());
      }
    }
    assertThat(acknowledged.versions()).isGreaterThan(kills);
    assertThat(acknowledged.counted()).isPositive();
  }
}
