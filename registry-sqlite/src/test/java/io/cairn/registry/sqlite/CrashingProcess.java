package io.cairn.registry.sqlite;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes without end, until it is killed, and prints a line for whatever the registry says is done:
 * single registrations from three threads, atomic registrations of two subjects from another, and
 * counts from one more, which says before what it will try.
 */
final class CrashingProcess {
  static final Subject LEFT = Subject.of("crash", "left");
  static final Subject RIGHT = Subject.of("crash", "right");
  static final Subject COUNTED = Subject.of("crash", "counted");

  private static final int SINGLES = 3;
  private static final int COUNTS = 50;

  private final SqliteStore store;
  private final SchemaRegistry registry;
  private final String round;

  private CrashingProcess(Path file, String round, WriterMutant mutant) {
    store = SqliteStore.open(file, Clock.systemUTC(), WriterLimits.DEFAULTS, mutant::wire);
    registry = EmbeddedRegistry.builder(store).build();
    this.round = round;
  }

  public static void main(String[] args) throws Exception {
    CrashingProcess process =
        new CrashingProcess(Path.of(args[0]), args[1], WriterMutant.valueOf(args[2]));
    process.registry.register(COUNTED, Schema.of(Field.required("n", ScalarType.INT)));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < SINGLES; i++) {
      Subject subject = Subject.of("crash", "s" + i);
      threads.add(new Thread(() -> process.registerOneByOne(subject)));
    }
    threads.add(new Thread(process::registerPairs));
    threads.add(new Thread(process::count));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Schema schema(int number) {
    return Schema.of(Field.nullable("f_" + round + "_" + number, ScalarType.TEXT));
  }

  private void registerOneByOne(Subject subject) {
    for (int i = 0; ; i++) {
      say(registry.register(subject, schema(i)).version());
    }
  }

  private void registerPairs() {
    for (int i = 0; ; i++) {
      for (Registration done :
          registry
              .schemas()
              .registerAll(
                  List.of(
                      RegistrationRequest.of(LEFT, schema(i)),
                      RegistrationRequest.of(RIGHT, schema(i))))) {
        say(done.version());
      }
    }
  }

  private void count() {
    Operation one = new Operation.AddSightings(new VersionRef(COUNTED, 1), 1, TestClock.START);
    while (true) {
      say("trying " + COUNTS);
      List<CompletableFuture<CommitOutcome>> answers = new ArrayList<>();
      Collections.nCopies(COUNTS, one)
          .forEach(count -> answers.add(store.commit(Commit.counts(List.of(count)))));
      say(
          "counted "
              + answers.stream()
                  .filter(answer -> answer.join() instanceof CommitOutcome.Applied)
                  .count());
    }
  }

  private static void say(SchemaVersion version) {
    say(version.ref() + " " + version.id());
  }

  private static synchronized void say(String done) {
    System.out.print(done + " durable\n");
    System.out.flush();
  }
}
