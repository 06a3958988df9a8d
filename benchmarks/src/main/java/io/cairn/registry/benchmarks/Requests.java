package io.cairn.registry.benchmarks;

import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Observation;
import java.util.Random;

/**
 * Records of requests with ten attributes, as services emit them: a few values that are nearly
 * always the same, some with a dozen different ones, an id that is different each time, numbers.
 * Not thread-safe.
 */
final class Requests {
  static final int ATTRIBUTES = 10;
  private static final int KEPT = 1 << 12;
  private static final int MASK = KEPT - 1;

  private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};

  private final String[] routes = new String[KEPT];
  private final String[] users = new String[KEPT];
  private final String[] methods = new String[KEPT];
  private final long[] bytes = new long[KEPT];
  private final double[] seconds = new double[KEPT];
  private int next;

  Requests(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < KEPT; i++) {
      methods[i] = METHODS[Math.min(3, (int) Math.abs(random.nextGaussian()))];
      routes[i] = "/api/v1/orders/" + (int) Math.abs(10 * random.nextGaussian());
      users[i] = "user-" + random.nextInt(1_000_000);
      bytes[i] = random.nextInt(100_000);
      seconds[i] = random.nextInt(1_000) / 1_000.0;
    }
  }

  /** The next record, of one of many names. */
  void fill(Observation observation, String name) {
    int i = next++ & MASK;
    observation
        .record(name)
        .service("checkout")
        .put("http.method", methods[i])
        .put("http.route", routes[i])
        .put("http.status", 200L)
        .put("user.id", users[i])
        .put("bytes", bytes[i])
        .put("seconds", seconds[i])
        .put("cached", (i & 1) == 0)
        .of(FieldSource.RESOURCE)
        .put("host.name", "checkout-7f9c")
        .put("cloud.region", "eu-central-1")
        .put("deployment", "blue");
  }

  /** The text of the next record's user, to see what looking at values costs at least. */
  String nextUser() {
    return users[next++ & MASK];
  }
}
