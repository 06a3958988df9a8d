package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
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
 * A process that writes on both lanes is killed at a random moment, again and again, on one file:
 * see {@link CrashingProcess}.
 */
class CrashTest {
  private static final int KILLS = 40;
  private static final int MANY_KILLS = 5_000;
  private static final long SEED = Long.getLong("cairn.crash.seed", 20_260_101);

  @TempDir private Path folder;

  /** What the killed processes had said was done. */
  private final Map<String, String> versions = new HashMap<>();

  private long counted;

  /** Every process counts once more by registering what is counted. */
  private long tried;

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

  private void kill(int kills) throws Exception {
    Path file = folder.resolve("registry.db");
    Random random = new Random(SEED);
    for (int kill = 0; kill < kills; kill++) {
      int patience = 1 + random.nextInt(200);
      tried++;
      try (ChildProcess child =
          ChildProcess.start(
              CrashingProcess.class, folder, file.toString(), String.valueOf(kill))) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < patience; i++) {
          lines.add(child.readLine());
        }
        lines.addAll(child.kill());
        lines.forEach(this::acknowledge);
      }
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        String where = "-Dcairn.crash.seed=" + SEED + ", kill " + kill;
        requireVersions(registry, where);
        requireWholeBatches(registry, where);
        requireCounts(registry, where);
      }
    }
    assertThat(versions).hasSizeGreaterThan(kills);
    assertThat(counted).isPositive();
  }

  /** A line that the kill has cut short acknowledges nothing. */
  private void acknowledge(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length == 3 && parts[2].equals("durable")) {
      if (parts[0].equals("trying")) {
        tried += Long.parseLong(parts[1]);
      } else if (parts[0].equals("counted")) {
        counted += Long.parseLong(parts[1]);
      } else {
        versions.put(parts[0], parts[1]);
      }
    }
  }

  private void requireVersions(SchemaRegistry registry, String where) {
    versions.forEach(
        (version, id) -> {
          String[] parts = version.split("#", -1);
          SchemaVersion kept =
              registry.schemas().version(Subject.parse(parts[0]), Integer.parseInt(parts[1]));
          assertThat(kept.id()).as("%s, %s", where, version).hasToString(id);
        });
    for (SubjectSummary subject : registry.subjects().list()) {
      assertThat(registry.subjects().history(subject.subject()))
          .as(where)
          .extracting((VersionDetails details) -> details.ref().version())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, subject.versions()).boxed().toList());
    }
  }

  private static void requireWholeBatches(SchemaRegistry registry, String where) {
    assertThat(registry.subjects().find(CrashingProcess.LEFT).map(SubjectSummary::versions))
        .as(where)
        .isEqualTo(registry.subjects().find(CrashingProcess.RIGHT).map(SubjectSummary::versions));
  }

  private void requireCounts(SchemaRegistry registry, String where) {
    long kept =
        registry.subjects().find(CrashingProcess.COUNTED).isEmpty()
            ? 0
            : registry.subjects().history(CrashingProcess.COUNTED).get(0).seenCount();
    assertThat(kept).as(where).isBetween(counted, tried);
  }
}
