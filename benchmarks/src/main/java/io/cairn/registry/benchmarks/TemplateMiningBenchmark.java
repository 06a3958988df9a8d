package io.cairn.registry.benchmarks;

import io.cairn.registry.core.templates.TemplateMiner;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.Random;
import java.util.StringTokenizer;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many log lines per second go to their templates on one thread, beside reading their
 * characters and cutting them into tokens alone? Lines have 8 to 12 tokens, three of them with a
 * number, an address, an id or a name, and are of 100 templates in random order.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class TemplateMiningBenchmark {
  private static final int LINES = 1 << 14;
  private static final int TEMPLATES = 100;
  private static final String[] WORDS = {
    "accepted", "block", "cache", "connection", "deleted", "entry", "failed", "for", "from", "in",
    "job", "lost", "node", "opened", "request", "served", "to", "user", "waiting", "written"
  };

  /** Lines, and a miner that knows all their templates. */
  @State(Scope.Thread)
  public static class Mined {
    private final Random random = new Random(1);
    private final String[] lines = new String[LINES];
    private final TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    private int next;

    @Setup
    public void fill() {
      String[][] templates = new String[TEMPLATES][];
      for (int i = 0; i < TEMPLATES; i++) {
        templates[i] = template(i);
      }
      for (int i = 0; i < LINES; i++) {
        lines[i] = line(templates[random.nextInt(TEMPLATES)]);
        miner.add(lines[i], i);
      }
    }

    String line() {
      return lines[next++ & (LINES - 1)];
    }

    private String[] template(int number) {
      String[] tokens = new String[8 + random.nextInt(5)];
      for (int i = 1; i < tokens.length; i++) {
        tokens[i] = WORDS[random.nextInt(WORDS.length)];
      }
      tokens[0] = WORDS[number % WORDS.length] + '.' + WORDS[number / WORDS.length];
      for (int i = 0; i < 3; i++) {
        tokens[1 + random.nextInt(tokens.length - 1)] = "";
      }
      return tokens;
    }

    private String line(String[] template) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < template.length; i++) {
        line.append(i == 0 ? "" : " ").append(template[i].isEmpty() ? value(i % 6) : template[i]);
      }
      return line.toString();
    }

    private String value(int type) {
      return switch (type) {
        case 0 -> "size=" + random.nextInt(100_000) + ',';
        case 1 -> "10.0." + random.nextInt(256) + '.' + random.nextInt(256) + ":50010";
        case 2 -> Integer.toString(random.nextInt());
        case 3 -> "blk_" + random.nextLong();
        case 4 -> new UUID(random.nextLong(), random.nextLong()).toString();
        default -> random.nextInt(5_000) + "ms";
      };
    }
  }

  /** All of it. */
  @Benchmark
  public long mine(Mined state) {
    return state.miner.add(state.line(), 0);
  }

  /** Reading each character once. */
  @Benchmark
  public int limitRead(Mined state) {
    String line = state.line();
    int hash = 0;
    for (int i = 0; i < line.length(); i++) {
      hash = 31 * hash + line.charAt(i);
    }
    return hash;
  }

  /** Cutting into tokens by the JDK, without masks. */
  @Benchmark
  public int cutByTheJdk(Mined state) {
    StringTokenizer tokens = new StringTokenizer(state.line());
    int hash = 0;
    while (tokens.hasMoreTokens()) {
      hash += tokens.nextToken().hashCode();
    }
    return hash;
  }
}
