package io.cairn.registry.benchmarks;

import io.cairn.registry.core.identity.CanonicalSchema;
import io.cairn.registry.core.identity.ContentHasher;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.schema.Schema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to give content its id, and what would SHA-256 cost? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class FingerprintBenchmark {
  private static final ContentHasher XXH3 = ContentHasher.xxh3();

  /** Bytes of which nothing is known. */
  @State(Scope.Thread)
  public static class Bytes {
    @Param({"100", "1024"})
    int size;

    private final MessageDigest sha256 = newSha256();
    private byte[] bytes = {};

    @Setup
    public void fill() {
      bytes = new byte[size];
      new Random(1).nextBytes(bytes);
    }
  }

  /** Equal schema objects, handed out one after the other. */
  @State(Scope.Thread)
  public static class Schemas {
    private static final int COPIES = 1 << 12;
    private static final ContentHasher.Hash NO_HASH = new ContentHasher.Hash(1, 2);

    @Param({"20", "50"})
    int fields;

    private final MessageDigest sha256 = newSha256();
    private Identity identity = Identity.create();
    private Identity formOnly = Identity.create();
    private Schema[] copies = {};
    private byte[] form = {};
    private int next;

    @Setup
    public void build() {
      Schema schema = Samples.ofFields(fields);
      copies = Stream.generate(() -> Samples.copy(schema)).limit(COPIES).toArray(Schema[]::new);
      form = identity.canonical(schema).form();
      forget();
    }

    /** An object that the identities have not met since they were new. */
    Schema unmet() {
      if (next == COPIES) {
        forget();
      }
      return copies[next++];
    }

    private void forget() {
      identity = Identity.create();
      formOnly = Identity.of((bytes, offset, length) -> NO_HASH);
      next = 0;
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Benchmark
  public ContentHasher.Hash hash(Bytes state) {
    return XXH3.hash(state.bytes, 0, state.bytes.length);
  }

  @Benchmark
  public byte[] hashBySha256(Bytes state) {
    return state.sha256.digest(state.bytes);
  }

  /** The canonical form of an object not met before, and remembering it; hashed to a constant. */
  @Benchmark
  public CanonicalSchema schemaFormAlone(Schemas state) {
    Schema schema = state.unmet();
    return state.formOnly.canonical(schema);
  }

  @Benchmark
  public ContentHasher.Hash schemaHashAlone(Schemas state) {
    return XXH3.hash(state.form, 0, state.form.length);
  }

  @Benchmark
  public byte[] schemaHashAloneBySha256(Schemas state) {
    return state.sha256.digest(state.form);
  }

  /** All that is done for an object not met before. */
  @Benchmark
  public CanonicalSchema schemaUnmet(Schemas state) {
    Schema schema = state.unmet();
    return state.identity.canonical(schema);
  }

  /** An object whose identity is remembered. */
  @Benchmark
  public CanonicalSchema schemaRemembered(Schemas state) {
    return state.identity.canonical(state.copies[0]);
  }
}
