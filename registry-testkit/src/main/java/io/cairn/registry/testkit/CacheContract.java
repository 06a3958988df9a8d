package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.DiscoveryOptions.Scan;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.Measurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What discovery remembers, for how long, and what it does not remember. */
public interface CacheContract extends StoreUnderTest {
  private void with(CacheLimits limits, Consumer<CacheBench> test) {
    CacheBench.with(openStore(), limits, test);
  }

  @Test
  @Tag("K1")
  @Tag("K9")
  default void anAnswerIsGivenUntilItsTimeIsOver() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          assertThat(bench.ask(1)).isEqualTo(1);
          assertThat(bench.ask(1)).isEqualTo(1);
          bench.wait(Duration.ofMinutes(5).minusNanos(1));
          assertThat(bench.ask(1)).isEqualTo(1);
          assertThat(bench.cache().evictions()).isZero();
        });
  }

  @Test
  @Tag("K1")
  default void anAnswerWhoseTimeIsOverIsLookedUpAgain() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          assertThat(bench.ask(1)).isEqualTo(1);
          bench.wait(Duration.ofMinutes(5));
          assertThat(bench.ask(1)).isEqualTo(2);
          assertThat(bench.waiting).isEmpty();
          assertThat(bench.cache().evictions()).isEqualTo(1);
        });
  }

  @Test
  @Tag("K1")
  default void anOlderAnswerIsGivenAndRefreshedOnceInTheBackground() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          bench.ask(1);
          bench.wait(Duration.ofMinutes(1));
          bench.ask(1);
          assertThat(bench.waiting).isEmpty();
          bench.wait(Duration.ofNanos(1));
          assertThat(bench.ask(1)).isEqualTo(1);
          assertThat(bench.ask(1)).isEqualTo(1);
          assertThat(bench.waiting).hasSize(1);
          bench.refresh();
          assertThat(bench.ask(1)).isEqualTo(2);
          bench.wait(Duration.ofSeconds(299));
          assertThat(bench.ask(1)).isEqualTo(2);
        });
  }

  @Test
  @Tag("K1")
  @Tag("K2")
  default void theLeastRecentlyUsedAnswerGoesFirst() {
    with(
        CacheLimits.DEFAULTS.withEntries(3),
        bench -> {
          List.of(1, 2, 3, 1, 2).forEach(bench::ask);
          bench.ask(4);
          assertThat(bench.source.looks()).isEqualTo(4);
          List.of(1, 2, 4).forEach(bench::ask);
          assertThat(bench.source.looks()).isEqualTo(4);
          bench.ask(3);
          assertThat(bench.source.looks()).isEqualTo(5);
          List.of(2, 4, 3).forEach(bench::ask);
          assertThat(bench.source.looks()).isEqualTo(5);
          assertThat(bench.cache().entries()).isEqualTo(3);
          assertThat(bench.cache().evictions()).isEqualTo(2);
        });
  }

  @Test
  @Tag("K2")
  default void theLeastRecentlyUsedOfManyGoFirst() {
    with(
        CacheLimits.DEFAULTS.withEntries(200),
        bench -> {
          IntStream.range(0, 200).forEach(bench::ask);
          IntStream.range(0, 100).forEach(bench::ask);
          IntStream.range(200, 300).forEach(bench::ask);
          IntStream.range(0, 100).forEach(bench::ask);
          IntStream.range(200, 300).forEach(bench::ask);
          assertThat(bench.source.looks()).isEqualTo(300);
          assertThat(bench.cache().evictions()).isEqualTo(100);
        });
  }

  @Test
  @Tag("K4")
  default void otherOptionsAreAnotherQuestion() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          List<DiscoveryOptions> all =
              List.of(
                  DiscoveryOptions.defaults(),
                  DiscoveryOptions.builder().scan(Scan.SAMPLE).build(),
                  DiscoveryOptions.builder().sampleRecords(7).build(),
                  DiscoveryOptions.builder().maxBytes(7).build(),
                  DiscoveryOptions.builder().maxRecordBytes(7).build(),
                  DiscoveryOptions.builder().maxFields(7).build(),
                  DiscoveryOptions.builder().maxDepth(7).build(),
                  DiscoveryOptions.builder().timeout(Duration.ofSeconds(7)).build(),
                  DiscoveryOptions.builder().allowedRoots(List.of(Path.of("/"))).build(),
                  DiscoveryOptions.builder().explicitSchema(Samples.V1).build(),
                  DiscoveryOptions.builder().explicitSchema(Samples.V2).build());
          for (int round = 0; round < 2; round++) {
            for (DiscoveryOptions options : all) {
              var unused = bench.registry.discovery().discover(CacheBench.uri(1), options);
            }
          }
          assertThat(bench.source.looks()).isEqualTo(all.size());
          var unused =
              bench
                  .registry
                  .discovery()
                  .discover(
                      CacheBench.uri(1),
                      DiscoveryOptions.builder().listener(progress -> {}).build());
          assertThat(bench.source.looks()).isEqualTo(all.size());
        });
  }

  @Test
  @Tag("K9")
  @Tag("O1")
  default void questionsAndLooksAreCountedOnce() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          List.of(1, 1, 2, 1).forEach(bench::ask);
          Measurements counted = bench.registry.operations().measurements();
          assertThat(counted.count(Counter.CACHE_HITS)).isEqualTo(2);
          assertThat(counted.count(Counter.CACHE_MISSES)).isEqualTo(2);
          assertThat(counted.count(Counter.DISCOVERIES)).isEqualTo(2);
          CacheStatus cache = counted.cache();
          assertThat(cache).isEqualTo(bench.cache());
          assertThat(cache.entries()).isEqualTo(2);
          assertThat(cache.loads()).isEqualTo(2);
          assertThat(cache.bytes()).isPositive();
          assertThat(cache.hitRate()).isEqualTo(0.5);
        });
  }

  @Test
  @Tag("K9")
  default void aLoadThatFavoursAFewIsAnsweredFromTheCache() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          assertThat(bench.cache().hitRate()).isZero();
          Random random = new Random(1);
          int asked = 200_000;
          for (int i = 0; i < asked; i++) {
            bench.ask((int) (1 / (1 - random.nextDouble())) % 5_000);
          }
          CacheStatus cache = bench.cache();
          assertThat(cache.hits() + cache.misses()).isEqualTo(asked);
          assertThat(cache.hitRate()).isBetween(0.99, 1.0);
          assertThat(cache.entries()).isLessThanOrEqualTo(1_000);
        });
  }

  @Test
  @Tag("K11")
  default void whatIsInvalidatedIsLookedUpAgain() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          List.of(1, 2).forEach(bench::ask);
          bench.registry.discovery().invalidate(CacheBench.uri(1));
          assertThat(bench.ask(2)).isEqualTo(2);
          assertThat(bench.ask(1)).isEqualTo(3);
          bench.registry.discovery().clear();
          assertThat(bench.cache().entries()).isZero();
          assertThat(bench.ask(1)).isEqualTo(4);
          assertThat(bench.ask(2)).isEqualTo(5);
          assertThat(bench.cache().evictions()).isZero();
        });
  }

  @Test
  @Tag("K11")
  default void aRefreshUnderWayDoesNotBringBackWhatWasInvalidated() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          bench.ask(1);
          bench.wait(Duration.ofMinutes(1).plusNanos(1));
          bench.ask(1);
          assertThat(bench.waiting).hasSize(1);
          bench.registry.discovery().invalidate(CacheBench.uri(1));
          bench.source.fail();
          bench.refresh();
          bench.source.recover();
          assertThat(bench.ask(1)).isGreaterThan(1);
        });
  }

  @Test
  @Tag("K11")
  default void whatIsInvalidatedWhileItIsLookedUpIsNotRemembered() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          bench.source.onNextLook(() -> bench.registry.discovery().invalidate(CacheBench.uri(1)));
          assertThat(bench.ask(1)).isEqualTo(1);
          assertThat(bench.ask(1)).isEqualTo(2);
          assertThat(bench.ask(1)).isEqualTo(2);
        });
  }

  @Test
  @Tag("K11")
  default void withoutACacheTheAnswersAreTheSame() {
    with(
        CacheLimits.DEFAULTS.withEntries(0),
        bench -> {
          assertThat(bench.ask(1)).isEqualTo(1);
          assertThat(bench.ask(1)).isEqualTo(2);
          bench.registry.discovery().invalidate(CacheBench.uri(1));
          bench.registry.discovery().clear();
          assertThat(bench.cache()).isEqualTo(CacheStatus.OFF);
        });
  }

  @Test
  @Tag("K11")
  default void aFileThatHasChangedIsReadAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("data.csv");
    Files.writeString(file, "a\n1\n");
    try (SchemaRegistry registry = openRegistry()) {
      var first = registry.discover(file.toUri());
      assertThat(registry.discover(file.toUri())).isSameAs(first);
      Files.writeString(file, "a,b\n1,2\n");
      assertThat(registry.discover(file.toUri()).schema().fields()).hasSize(2);
      Path other = folder.resolve("other.csv");
      Files.writeString(other, "x,y\n1,2\n");
      Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
      Files.delete(file);
      Files.move(other, file);
      assertThat(registry.discover(file.toUri()).schema().fields().get(0).name()).isEqualTo("x");
      Files.delete(file);
      assertThatThrownBy(() -> registry.discover(file.toUri()))
          .isInstanceOf(DiscoveryException.class);
    }
  }

  @Test
  @Tag("O2")
  default void aHitIsNoDiscovery() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          bench.ask(1);
          var first = bench.registry.operations().health().lastDiscovery();
          bench.ask(1);
          assertThat(bench.registry.operations().health().lastDiscovery()).isEqualTo(first);
          assertThat(bench.cache().hitRate()).isCloseTo(0.5, within(1e-9));
        });
  }

  @Test
  @Tag("K1")
  default void limitsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> CacheLimits.DEFAULTS.withEntries(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> CacheLimits.DEFAULTS.withTtl(Duration.ofDays(8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("PT192H");
  }
}
