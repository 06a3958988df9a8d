package io.cairn.registry.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged copies of what a process leaves behind that ended without closing its registry: most of
 * its changes lie in the write-ahead log. Every change is one version of one subject.
 */
@Tag("W5")
@Tag("H6")
@Tag("once")
class DamageTest {
  private static final long SEED = 20_260_102;
  private static final int CHANGES = 24;
  private static final int CUTS = 1_000;
  private static final int FLIPS = 250;
  private static final int WAL_HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final Subject SUBJECT = Subject.of("damage", "log");

  @TempDir private static Path folder;
  private static byte[] database = new byte[0];
  private static byte[] log = new byte[0];
  private static byte[] mark = new byte[0];
  private static byte[] closed = new byte[0];
  private static byte[] closedMark = new byte[0];

  /** What a store has after each number of changes. */
  private static final List<List<String>> STATES = new ArrayList<>();

  @BeforeAll
  static void leaveFilesBehind() throws Exception {
    Path file = folder.resolve("original.db");
    try (ChildProcess child = ChildProcess.start(Registering.class, folder, file.toString())) {
      assertThat(child.waitFor()).isZero();
    }
    database = Files.readAllBytes(file);
    log = Files.readAllBytes(beside(file, "-wal"));
    mark = Files.readAllBytes(beside(file, ".lock"));
    List<String> all;
    try (SqliteStore store = SqliteStore.open(file, new TestClock())) {
      all = read(store);
    }
    assertThat(all).hasSize(CHANGES);
    for (int changes = 0; changes <= CHANGES; changes++) {
      STATES.add(all.subList(0, changes));
    }
    closed = Files.readAllBytes(file);
    closedMark = Files.readAllBytes(beside(file, ".lock"));
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static void lay(Path file, byte[] content, byte[] wal, byte[] lock) throws IOException {
    Files.deleteIfExists(beside(file, "-shm"));
    Files.deleteIfExists(beside(file, "-wal"));
    Files.write(file, content);
    if (wal.length > 0) {
      Files.write(beside(file, "-wal"), wal);
    }
    Files.write(beside(file, ".lock"), lock);
  }

  /** A line for each version there is, with everything that is kept of it. */
  private static List<String> read(RegistryStore store) {
    List<String> lines = new ArrayList<>();
    store
        .versions()
        .forEachSubject(
            subject -> {
              for (VersionHistory version : store.versions().history(subject.row().subject())) {
                VersionBody body =
                    store
                        .versions()
                        .findBody(new VersionRef(subject.row().subject(), version.head().version()))
                        .orElseThrow();
                lines.add(version + " " + body + " " + documents(store, version));
              }
            });
    return lines;
  }

  private static String documents(RegistryStore store, VersionHistory version) {
    StringBuilder text = new StringBuilder();
    version
        .documents()
        .forEach(
            id -> {
              text.append(
                      store
                          .versions()
                          .findDocument(id)
                          .map(one -> one.format() + HexFormat.of().formatHex(one.bytes()))
                          .orElse("missing"))
                  .append(' ');
            });
    return text.toString();
  }

  /** How many changes are complete in the first bytes of the log. */
  private static int changesWithin(int bytes, List<Integer> ends) {
    return (int) ends.stream().filter(end -> end <= bytes).count();
  }

  /** Where the transactions in the log end. */
  private static List<Integer> ends() {
    ByteBuffer frames = ByteBuffer.wrap(log);
    int frame = FRAME_HEADER + frames.getInt(8);
    List<Integer> ends = new ArrayList<>();
    for (int at = WAL_HEADER; at + frame <= log.length; at += frame) {
      boolean isLive = frames.getLong(at + 8) == frames.getLong(16);
      if (isLive && frames.getInt(at + 4) != 0) {
        ends.add(at + frame);
      }
    }
    return ends;
  }

  private static void cut(int cuts, long seed) throws IOException {
    Path file = folder.resolve("cut.db");
    List<Integer> ends = ends();
    int before = ends.size() - CHANGES;
    assertThat(before).isGreaterThanOrEqualTo(0);
    Random random = new Random(seed);
    for (int i = 0; i < cuts; i++) {
      int bytes = i == 0 ? 0 : random.nextInt(log.length + 1);
      String which = "seed %s, cut %s at byte %s".formatted(seed, i, bytes);
      lay(file, database, Arrays.copyOf(log, bytes), mark);
      int kept = Math.max(0, changesWithin(bytes, ends) - before);
      assertThat(SqliteRegistry.verify(file).damages()).as(which).isEmpty();
      try (SqliteStore store = SqliteStore.open(file, new TestClock())) {
        assertThat(read(store)).as(which).isEqualTo(STATES.get(kept));
        if (kept == CHANGES) {
          assertThat(store.lostRevisions()).as(which).isEmpty();
        } else {
          assertThat(store.lostRevisions()).as(which).contains(new LostRevisions(CHANGES, kept));
        }
      }
    }
  }

  @Test
  void ofACutLogThePrefixIsServedAndTheRestReportedMissing() throws IOException {
    cut(CUTS, SEED);
  }

  @Test
  @Tag("campaign")
  void ofALogCutAtManyPlacesToo() throws IOException {
    cut(3_000, SEED + 1);
  }

  /** What came of flipped bits. */
  private static final class Tally {
    private int noticed;
    private int harmless;
    private final List<String> silent = new ArrayList<>();

    @Override
    public String toString() {
      int all = noticed + harmless + silent.size();
      return "seed %s: of %s flips %s noticed, %s without effect, silently wrong: %s"
          .formatted(SEED, all, noticed, harmless, silent);
    }
  }

  /** Flips a bit at a time, and sees what verifying, opening and reading make of it. */
  private static Tally flip(byte[] flipped, boolean inLog) throws IOException {
    Path file = folder.resolve("flipped.db");
    Random random = new Random(SEED);
    Tally tally = new Tally();
    for (int i = 0; i < FLIPS; i++) {
      int at = random.nextInt(flipped.length);
      byte bit = (byte) (1 << random.nextInt(8));
      byte[] damaged = flipped.clone();
      damaged[at] ^= bit;
      if (inLog) {
        lay(file, database, damaged, mark);
      } else {
        lay(file, damaged, new byte[0], closedMark);
      }
      tally(file, "byte " + at + " bit " + bit, tally);
    }
    return tally;
  }

  private static void tally(Path file, String where, Tally tally) {
    boolean isNoticed;
    try {
      isNoticed = !SqliteRegistry.verify(file).isIntact();
    } catch (RegistryException told) {
      isNoticed = true;
    }
    try (SqliteStore store = SqliteStore.open(file, new TestClock())) {
      isNoticed |= store.lostRevisions().isPresent();
      List<String> found = read(store);
      if (store.lostRevisions().isPresent() && !STATES.contains(found)) {
        tally.silent.add(where + " is not a prefix");
      } else if (isNoticed) {
        tally.noticed++;
      } else if (found.equals(STATES.get(CHANGES))) {
        tally.harmless++;
      } else {
        tally.silent.add(where);
      }
    } catch (RegistryException told) {
      tally.noticed++;
    }
  }

  /** Most of a small file is free space, where a flipped bit changes nothing. */
  @Test
  void aFlippedBitInTheDatabaseIsNoticedOrWithoutEffect() throws IOException {
    Tally tally = flip(closed, false);
    assertThat(tally.silent).as(tally.toString()).isEmpty();
    assertThat(tally.noticed).as(tally.toString()).isGreaterThan(FLIPS / 10);
  }

  @Test
  void aFlippedBitInTheLogIsNoticedOrWithoutEffect() throws IOException {
    Tally tally = flip(log, true);
    assertThat(tally.silent).as(tally.toString()).isEmpty();
    assertThat(tally.noticed).as(tally.toString()).isGreaterThan(FLIPS * 3 / 4);
  }

  /** Registers some versions and ends without closing. */
  static final class Registering {
    public static void main(String[] args) {
      SchemaRegistry registry = SqliteRegistry.open(Path.of(args[0]));
      Schema schema = Schema.of();
      for (int i = 1; i <= CHANGES; i++) {
        Field field = Field.builder("f" + i, ScalarType.TEXT).nullable().doc("no. " + i).build();
        schema = schema.toBuilder().field(field).build();
        registry.register(
            RegistrationRequest.builder(SUBJECT, schema)
                .author("author " + i)
                .document(new SourceDocument("text", ("document " + i).getBytes(UTF_8)))
                .build());
      }
      Runtime.getRuntime().halt(0);
    }
  }
}
