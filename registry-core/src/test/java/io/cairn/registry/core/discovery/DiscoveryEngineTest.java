package io.cairn.registry.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Ticker;
import io.cairn.registry.discovery.DataProfile;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryListener.Progress;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P1")
class DiscoveryEngineTest {
  /** A provider that does what it is given. */
  private record Given(String name, Set<String> schemes, Function<URI, Discovered> answer)
      implements SchemaProvider {
    @Override
    public Discovered discover(URI source, DiscoveryOptions options) {
      return answer.apply(source);
    }

    @Override
    public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
      return new Validation(0, answer.apply(source).contradictions());
    }

    @Override
    public ProviderHealth health() {
      return ProviderHealth.UP;
    }
  }

  private static Discovered nothing(URI source) {
    return new Discovered(source, "none", Schema.of(), new DataProfile(0, 0, List.of()), List.of());
  }

  private static Given provider(String name, String... schemes) {
    return new Given(name, Set.of(schemes), DiscoveryEngineTest::nothing);
  }

  private static DiscoveryException refused(DiscoveryEngine engine, String uri) {
    return catchThrowableOfType(DiscoveryException.class, () -> engine.discover(URI.create(uri)));
  }

  @Test
  void aUriWithoutSchemeIsRefusedWithTheSchemesThereAre() {
    DiscoveryEngine engine = DiscoveryEngine.builder().provider(provider("p", "zeta")).build();
    DiscoveryException refused = refused(engine, "data/a.csv");
    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_LOCATION);
    assertThat(refused).hasMessageContaining("no scheme").hasMessageContaining("file, zeta");
  }

  @Test
  void anUnknownSchemeIsRefusedWithTheSchemesThereAre() {
    DiscoveryException refused = refused(DiscoveryEngine.builder().build(), "s3://bucket/key");
    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_LOCATION);
    assertThat(refused).hasMessageContaining("s3://bucket/key").hasMessageContaining("file");
  }

  @Test
  void secretsInAUriAreNotShown() {
    DiscoveryException refused =
        refused(DiscoveryEngine.builder().build(), "db://user:secret@host/t");
    assertThat(refused.getMessage()).doesNotContain("secret").contains("***@host");
  }

  @Test
  void theSchemeDecidesInAnyCase() {
    DiscoveryEngine engine = DiscoveryEngine.builder().provider(provider("p", "zeta")).build();
    assertThat(engine.discover(URI.create("ZETA:x")).format()).isEqualTo("none");
  }

  @Test
  void twoProvidersOfOneSchemeAreRefusedUnlessOneReplacesTheOther() {
    assertThatThrownBy(
            () ->
                DiscoveryEngine.builder()
                    .provider(provider("one", "a"))
                    .provider(provider("two", "a", "b"))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("\"one\"")
        .hasMessageContaining("\"two\"")
        .hasMessageContaining("replacement");
    DiscoveryEngine engine =
        DiscoveryEngine.builder()
            .replacement(provider("own files", "file"))
            .provider(provider("one", "a"))
            .build();
    assertThat(engine.providers())
        .extracting(SchemaProvider::name)
        .containsExactly("one", "own files");
    assertThat(engine.discover(URI.create("file:///none")).format()).isEqualTo("none");
  }

  @Test
  void schemesThatNoUriCanHaveAreRefused() {
    for (String scheme : List.of("S3", "s3:", "", "1a")) {
      assertThatThrownBy(() -> DiscoveryEngine.builder().provider(provider("p", scheme)).build())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("\"p\"");
    }
    assertThatThrownBy(() -> DiscoveryEngine.builder().provider(provider("p")).build())
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aProviderThatThrowsSomethingElseIsNamed() {
    List<Throwable> failures =
        List.of(
            new IllegalStateException("boom"),
            new StackOverflowError(),
            new NoClassDefFoundError("x"));
    for (Throwable failure : failures) {
      Given bad = new Given("bad one", Set.of("bad"), source -> throwAny(failure));
      DiscoveryEngine engine = DiscoveryEngine.builder().provider(bad).build();
      DiscoveryException refused = refused(engine, "bad:x");
      assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
      assertThat(refused).hasMessageContaining("\"bad one\"").hasMessageContaining("bad:x");
      assertThat(refused).hasCause(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> Discovered throwAny(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void aProviderThatReturnsNullIsNamed() {
    Given bad = new Given("bad one", Set.of("bad"), source -> null);
    DiscoveryEngine engine = DiscoveryEngine.builder().provider(bad).build();
    DiscoveryException refused = refused(engine, "bad:x");
    assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refused).hasMessageContaining("\"bad one\" returned null");
  }

  @Test
  void installedProvidersAreFoundIfThereAreAny() {
    assertThat(DiscoveryEngine.builder().installed(getClass().getClassLoader()).build().providers())
        .extracting(SchemaProvider::name)
        .containsExactly("files");
  }

  /** Endless lines; each read takes as long as {@code step}. */
  private static final class Slow extends Ticker {
    private final Duration step;
    private long now;

    Slow(Duration step) {
      this.step = step;
    }

    @Override
    public long read() {
      return now += step.toNanos();
    }

    static InputStream endless() {
      return new InputStream() {
        private int at;

        @Override
        public int read() {
          return "1,2\n".charAt(at++ & 3);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
          for (int i = 0; i < length; i++) {
            buffer[offset + i] = (byte) read();
          }
          return length;
        }
      };
    }
  }

  @Test
  @Tag("P8")
  void timeRunsOutInTheMiddleOfAStream() {
    MemoryLocation memory = new MemoryLocation();
    DiscoveryEngine engine =
        DiscoveryEngine.builder()
            .location("memory", memory)
            .ticker(new Slow(Duration.ofMillis(100)))
            .build();
    URI endless = memory.put("a.csv", Slow::endless);
    DiscoveryException refused =
        catchThrowableOfType(
            DiscoveryException.class,
            () ->
                engine.discover(
                    endless, DiscoveryOptions.builder().timeout(Duration.ofSeconds(20)).build()));
    assertThat(refused.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(refused).hasMessageContaining("timeout = PT20S");
    assertThat(memory.open).isZero();
  }

  @Test
  @Tag("P8")
  void anInterruptEndsTheCallAndStaysSet() {
    MemoryLocation memory = new MemoryLocation();
    DiscoveryEngine engine = DiscoveryEngine.builder().location("memory", memory).build();
    URI endless = memory.put("a.csv", Slow::endless);
    DiscoveryOptions options =
        DiscoveryOptions.builder().listener(p -> Thread.currentThread().interrupt()).build();
    DiscoveryException refused =
        catchThrowableOfType(DiscoveryException.class, () -> engine.discover(endless, options));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(refused.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(memory.open).isZero();
  }

  @Test
  @Tag("P7")
  void progressIsToldAFewTimesASecondAndAtTheEnd() {
    MemoryLocation memory = new MemoryLocation();
    DiscoveryEngine engine =
        DiscoveryEngine.builder()
            .location("memory", memory)
            .ticker(new Slow(Duration.ofMillis(50)))
            .build();
    List<Progress> told = new ArrayList<>();
    URI source = memory.put("a.csv", "a,b\n" + "1,2\n".repeat(100_000));
    engine.discover(source, DiscoveryOptions.builder().listener(told::add).build());
    assertThat(told).hasSizeBetween(5, 30);
    assertThat(told.get(told.size() - 1).records()).isEqualTo(100_000);
    assertThat(told.get(told.size() - 1).bytesRead()).isEqualTo(400_004);
  }

  @Test
  @Tag("P7")
  void whatAListenerThrowsEndsTheCallAndReachesTheCaller() {
    MemoryLocation memory = new MemoryLocation();
    DiscoveryEngine engine = DiscoveryEngine.builder().location("memory", memory).build();
    IllegalStateException enough = new IllegalStateException("enough");
    DiscoveryOptions options =
        DiscoveryOptions.builder()
            .listener(
                progress -> {
                  throw enough;
                })
            .build();
    assertThatThrownBy(() -> engine.discover(memory.put("a.csv", Slow::endless), options))
        .isSameAs(enough);
    assertThat(memory.open).isZero();
  }

  @Test
  void aStreamThatFailsIsUnreadableAndClosed() {
    MemoryLocation memory = new MemoryLocation();
    DiscoveryEngine engine = DiscoveryEngine.builder().location("memory", memory).build();
    URI source =
        memory.put(
            "a.csv",
            () ->
                new FilterInputStream(Slow.endless()) {
                  private int reads;

                  @Override
                  public int read(byte[] buffer, int offset, int length) throws IOException {
                    if (reads++ > 10) {
                      throw new IOException("the cable is out");
                    }
                    return super.read(buffer, offset, length);
                  }
                });
    DiscoveryException refused =
        catchThrowableOfType(DiscoveryException.class, () -> engine.discover(source));
    assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refused).hasMessageContaining("the cable is out");
    assertThat(memory.open).isZero();
  }
}
