package io.cairn.registry.benchmarks;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;

/**
 * What counting costs in space: bytes of heap for an attribute that has had one value, and for one
 * that has had ten thousand, each observed by one thread; and bytes on disk for a million
 * observations of a hundred shapes. Run it without arguments, with a heap of 2 GB.
 *
 * <p>Memory is the used heap after collecting garbage three times, less the same before, with the
 * texts of the names held by the program in both.
 */
public final class TelemetryFootprint {
  private static final int COLLECTIONS = 3;
  private static final int MANY = 50_000;
  private static final int SOME = 1_000;
  private static final int VALUES = 10_000;
  private static final int ATTRIBUTES_A_SIGNAL = 100;
  private static final int MILLION = 1_000_000;
  private static final PrintStream OUT = System.out;

  private TelemetryFootprint() {}

  /** Measures everything. */
  public static void main(String[] args) throws IOException {
    heap(MANY, 1);
    heap(SOME, VALUES);
    disk();
  }

  private static void heap(int attributes, int values) {
    String[] names = names("attribute-", attributes);
    String[] signals = names("signal-", attributes / ATTRIBUTES_A_SIGNAL);
    TemporaryFile file = TemporaryFile.create();
    TelemetryOptions options = TelemetryOptions.builder().maxAttributes(attributes).build();
    try (SchemaRegistry registry = SqliteRegistry.builder(file.path()).telemetry(options).open()) {
      Telemetry telemetry = registry.telemetry();
      Observation observation = telemetry.observation();
      long before = used();
      for (int value = 0; value < values; value++) {
        for (int i = 0; i < attributes; i++) {
          telemetry.observe(
              observation.record(signals[i / ATTRIBUTES_A_SIGNAL]).put(names[i], value));
        }
      }
      registry.flush();
      OUT.printf(
          "heap   %,d bytes an attribute of %,d values (%,d attributes)%n",
          (used() - before) / attributes, values, attributes);
    }
    file.delete();
  }

  private static String[] names(String prefix, int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = prefix + i;
    }
    return names;
  }

  private static void disk() throws IOException {
    TemporaryFile file = TemporaryFile.create();
    SqliteRegistry.open(file.path()).close();
    long empty = Files.size(file.path());
    String[] names = names("request-", ATTRIBUTES_A_SIGNAL);
    Requests requests = new Requests(1);
    for (int million = 1; million <= 3; million++) {
      try (SchemaRegistry registry = SqliteRegistry.open(file.path())) {
        Telemetry telemetry = registry.telemetry();
        Observation observation = telemetry.observation();
        for (int i = 0; i < MILLION; i++) {
          requests.fill(observation, names[i % names.length]);
          telemetry.observe(observation);
        }
      }
      OUT.printf(
          "disk   %,d bytes after %d million observations of ten attributes, of %d shapes%n",
          Files.size(file.path()) - empty, million, names.length);
    }
    file.delete();
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
