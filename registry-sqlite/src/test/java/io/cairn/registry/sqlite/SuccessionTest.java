package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process dies in the middle of a commit, which is complete in the operating system's cache. The
 * next one finds it there and answers from it, and then the power goes.
 */
@Tag("W2")
class SuccessionTest {
  private static final Subject SUBJECT = Subject.of("succession", "s");
  private static final int VERSIONS = 5;
  private static final int CUTS = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10})
  void whatADeadProcessHasLeftUnsynchronizedIsSynchronizedBeforeItIsServed(int dyingAtSync)
      throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path after = Files.createDirectory(folder.resolve("after"));
    Trace trace = Trace.of(data, folder);
    Map<String, String> dying = new HashMap<>(trace.environment());
    dying.put("TRACE_DIE_AT_SYNC", String.valueOf(dyingAtSync));
    List<String> unused = run(dying, data, VERSIONS);
    int found = run(trace.environment(), data, 0).size();
    PowerLoss disk = new PowerLoss();
    trace.events().forEach(disk::apply);
    Random random = new Random(dyingAtSync);
    for (int cut = 0; cut < CUTS; cut++) {
      disk.lay(after, random);
      try (SchemaRegistry registry = SqliteRegistry.open(after.resolve("registry.db"))) {
        assertThat(registry.subjects().find(SUBJECT).map(s -> s.versions()).orElse(0))
            .as("cut %s", cut)
            .isGreaterThanOrEqualTo(found);
      }
    }
  }

  private List<String> run(Map<String, String> environment, Path data, int versions)
      throws IOException {
    try (ChildProcess child =
        ChildProcess.start(
            Successor.class,
            folder,
            environment,
            data.resolve("registry.db").toString(),
            String.valueOf(versions))) {
      return child.readAll();
    }
  }

  /** Says which versions there are, adds some, and ends without closing. */
  static final class Successor {
    public static void main(String[] args) {
      SchemaRegistry registry = SqliteRegistry.open(Path.of(args[0]));
      if (registry.subjects().find(SUBJECT).isPresent()) {
        registry.subjects().history(SUBJECT).forEach(version -> say(version.ref().version()));
      }
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        Schema schema = Schema.of(Field.nullable("f" + i, ScalarType.TEXT));
        say(registry.register(SUBJECT, schema).version().version());
      }
      Runtime.getRuntime().halt(0);
    }

    private static void say(int version) {
      System.out.print("version " + version + "\n");
      System.out.flush();
    }
  }
}
