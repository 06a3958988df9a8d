package io.cairn.registry.benchmarks;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a registry of many versions costs: bytes on disk, bytes in memory before and after the
 * bodies were read, the time to open it in a fresh JVM, and the time of reading a body that is not
 * in memory. Run it without arguments, or with the numbers of subjects and of versions of each;
 * 1,000 and 50 by default. The histories are those of {@link Histories}.
 *
 * <p>Memory is the used heap after collecting garbage three times, less the same before opening,
 * divided by the versions; a registry without any was opened and closed before. The measuring
 * processes have G1 and a heap of 2 GB.
 */
public final class Footprint {
  private static final int COLLECTIONS = 3;
  private static final int OPENINGS = 5;
  private static final PrintStream OUT = System.out;

  private final Path file;
  private final int subjects;
  private final int versions;

  private Footprint(Path file, int subjects, int versions) {
    this.file = file;
    this.subjects = subjects;
    this.versions = versions;
  }

  /** Measures everything, each part in a process of its own. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 2) {
      new Footprint(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]))
          .run(args[0]);
      return;
    }
    String subjects = args.length > 0 ? args[0] : "1000";
    String versions = args.length > 1 ? args[1] : "50";
    TemporaryFile file = TemporaryFile.create();
    try {
      run("fill", file.path(), subjects, versions);
      for (int i = 0; i < OPENINGS; i++) {
        run("open", file.path(), subjects, versions);
      }
      run("heap", file.path(), subjects, versions);
      run("read", file.path(), subjects, versions);
    } finally {
      file.delete();
    }
  }

  private static void run(String part, Path file, String subjects, String versions)
      throws IOException, InterruptedException {
    int end =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                Footprint.class.getName(),
                part,
                file.toString(),
                subjects,
                versions)
            .inheritIO()
            .start()
            .waitFor();
    Verify.that(end == 0, part + " has run to its end");
  }

  private void run(String part) throws IOException {
    switch (part) {
      case "fill" -> fill();
      case "open" -> open();
      case "heap" -> heap();
      case "read" -> read();
      default -> throw new IllegalArgumentException(part);
    }
  }

  private void fill() throws IOException {
    long began = System.nanoTime();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      for (int subject = 0; subject < subjects; subject++) {
        int number = subject;
        registry
            .schemas()
            .registerAll(
                Histories.of(subject, versions).stream()
                    .map(schema -> RegistrationRequest.of(Histories.subject(number), schema))
                    .toList());
      }
    }
    OUT.printf("registered   %,d a second%n", all() * 1_000_000_000L / (System.nanoTime() - began));
    OUT.printf("disk         %,d bytes a version%n", Files.size(file) / all());
  }

  private long all() {
    return (long) subjects * versions;
  }

  private void open() {
    long main = System.nanoTime();
    long jvm = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      long opened = System.nanoTime();
      SchemaVersion latest = registry.latest(Histories.subject(subjects - 1));
      long answered = System.nanoTime();
      Verify.that(latest.version() == versions, "the newest version is the latest");
      OUT.printf(
          "cold open    %d ms, to the first answer %d ms (the JVM before: %d ms)%n",
          (opened - main) / 1_000_000, (answered - main) / 1_000_000, jvm);
    }
  }

  private void heap() {
    TemporaryFile empty = TemporaryFile.create();
    SqliteRegistry.open(empty.path()).close();
    empty.delete();
    long before = used();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      OUT.printf("heap cold    %,d bytes a version%n", (used() - before) / all());
      for (int subject = 0; subject < subjects; subject++) {
        for (int version = 1; version <= versions; version++) {
          version(registry, subject, version);
        }
      }
      OUT.printf("heap parsed  %,d bytes a version%n", (used() - before) / all());
      version(registry, 0, 1);
    }
  }

  private static SchemaVersion version(SchemaRegistry registry, int subject, int version) {
    return registry.schemas().version(Histories.subject(subject), version);
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Each version once, with no memory for bodies: in random order, and subject by subject. */
  private void read() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < all(); i++) {
      order.add(i);
    }
    read("histories", order);
    Collections.shuffle(order, new Random(1));
    read("at random", order);
  }

  private void read(String how, List<Integer> order) {
    long[] nanos = new long[order.size()];
    try (SchemaRegistry registry = SqliteRegistry.builder(file).maxBodyBytes(0).open()) {
      for (int i = 0; i < nanos.length; i++) {
        int which = order.get(i);
        long began = System.nanoTime();
        version(registry, which / versions, which % versions + 1);
        nanos[i] = System.nanoTime() - began;
      }
    }
    long[] second = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
    Arrays.sort(second);
    OUT.printf(
        "body read    %s: %.1f us mean, %.1f us median, of the second half%n",
        how,
        Arrays.stream(second).average().orElseThrow() / 1_000,
        second[second.length / 2] / 1_000.0);
  }
}
