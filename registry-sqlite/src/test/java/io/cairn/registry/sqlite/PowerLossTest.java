package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.sqlite.Trace.Event;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes on both lanes is traced down to its writes and synchronizations, and the
 * power is cut at many places of what it did: see {@link PowerLoss}.
 */
@Tag("W2")
@Tag("W11")
@Tag("once")
class PowerLossTest {
  private static final int LINES = 500;
  private static final int CUTS = 200;
  private static final int MANY_CUTS = 10_000;
  private static final long SEED = Long.getLong("cairn.crash.seed", 20_260_103);

  @TempDir private Path folder;

  @Test
  void changesSurviveALossOfPowerAndCountsAsFarAsTheyWereSynchronized() throws Exception {
    cut(LINES, CUTS, WriterMutant.NONE);
  }

  @Test
  @Tag("campaign")
  void changesSurviveThousandsOfLossesOfPower() throws Exception {
    cut(4 * LINES, MANY_CUTS, WriterMutant.NONE);
  }

  @Test
  void aWriterThatSynchronizesNothingIsFoundOut() {
    assertThatThrownBy(() -> cut(LINES, CUTS, WriterMutant.SYNCHRONIZES_NOTHING))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cut at");
  }

  private void cut(int lines, int cuts, WriterMutant mutant) throws Exception {
    List<Event> events = trace(lines, mutant);
    Random random = new Random(SEED);
    int[] places = random.ints(cuts, 0, events.size() + 1).sorted().toArray();
    places[cuts - 1] = events.size();
    PowerLoss disk = new PowerLoss();
    Said said = new Said();
    int done = 0;
    for (int i = 0; i < cuts; i++) {
      for (; done < places[i]; done++) {
        disk.apply(events.get(done));
        said.event(events.get(done));
      }
      requireAfterLoss(disk, said, random, "seed " + SEED + ", cut at " + places[i] + ", no. " + i);
    }
    assertThat(said.acknowledged.versions()).isGreaterThanOrEqualTo(lines / 4);
    assertThat(said.synchronizedCounts).isPositive();
  }

  private List<Event> trace(int lines, WriterMutant mutant) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Trace trace = Trace.of(data, folder);
    try (ChildProcess child =
        ChildProcess.start(
            CrashingProcess.class,
            folder,
            trace.environment(),
            data.resolve("registry.db").toString(),
            "0",
            mutant.name())) {
      awaitEnough(child, lines);
      assertThat(child.kill()).isNotNull();
    }
    return trace.events();
  }

  /**
   * Reads so many lines at least, and on until many of them, after counts, are of versions: these
   * are synchronized before they are said, and with them what was counted before.
   */
  private static void awaitEnough(ChildProcess child, int lines) throws IOException {
    Acknowledged heard = new Acknowledged();
    int uncounted = 0;
    for (int read = 0; read < lines || heard.versions() < uncounted + lines / 4; read++) {
      String line = child.readLine();
      assertThat(line).isNotNull();
      heard.line(line);
      uncounted = heard.counted() == 0 ? heard.versions() : uncounted;
    }
  }

  /** What the process has said, and what of it was synchronized. */
  private static final class Said {
    private final Acknowledged acknowledged = new Acknowledged();
    private final StringBuilder unfinished = new StringBuilder();
    private long synchronizedCounts;

    Said() {
      acknowledged.started();
    }

    void event(Event event) {
      if (event.kind() == Trace.Kind.SYNC && event.file().endsWith("-wal")) {
        synchronizedCounts = acknowledged.counted();
      } else if (event.kind() == Trace.Kind.SAID) {
        unfinished.append(new String(event.data(), StandardCharsets.UTF_8));
        int end = unfinished.lastIndexOf("\n");
        if (end >= 0) {
          unfinished.substring(0, end).lines().forEach(acknowledged::line);
          unfinished.delete(0, end + 1);
        }
      }
    }
  }

  private void requireAfterLoss(PowerLoss disk, Said said, Random random, String where)
      throws Exception {
    Path after = folder.resolve("after");
    Files.createDirectories(after);
    disk.lay(after, random);
    try {
      requireAll(after.resolve("registry.db"), said, where);
    } catch (RegistryException told) {
      throw new AssertionError(where, told);
    }
  }

  private static void requireAll(Path file, Said said, String where) {
    SqliteStore store = SqliteStore.open(file, new TestClock());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      assertThat(store.lostRevisions()).as(where).isEmpty();
      said.acknowledged.requireIn(registry, where);
      said.acknowledged.requireCounts(registry, where, said.synchronizedCounts);
    }
    assertThat(SqliteRegistry.verify(file).damages()).as(where).isEmpty();
  }
}
