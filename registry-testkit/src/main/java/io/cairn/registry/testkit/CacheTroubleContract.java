package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.core.discovery.DiscoveryEngine;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.DiscoveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers notice of each other, and of a source, a cache or a refresher that fails. */
public interface CacheTroubleContract extends StoreUnderTest {
  private void with(CacheLimits limits, Consumer<CacheBench> test) {
    CacheBench.with(openStore(), limits, test);
  }

  @Test
  @Tag("K1")
  default void aFailedRefreshKeepsTheAnswerUntilItsTimeIsOverAndNoLonger() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          bench.ask(1);
          bench.wait(Duration.ofMinutes(1).plusNanos(1));
          bench.ask(1);
          bench.source.fail();
          bench.refresh();
          bench.wait(Duration.ofMinutes(4).minusNanos(2));
          assertThat(bench.ask(1)).isEqualTo(1);
          bench.refresh();
          bench.wait(Duration.ofNanos(1));
          assertThatThrownBy(() -> bench.ask(1)).isInstanceOf(DiscoveryException.class);
          assertThat(bench.cache().failures()).isEqualTo(3);
        });
  }

  @Test
  @Tag("K4")
  default void aHundredCallersOfTheSameCauseOneLook() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          int callers = 100;
          ExecutorService threads = Executors.newFixedThreadPool(callers);
          bench.source.holdUntilAsked(callers, bench::cache);
          try {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
              answers.add(bench.ask(1, threads));
            }
            assertThat(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)))
                .succeedsWithin(CacheBench.PATIENCE);
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(1));
          } finally {
            threads.shutdownNow();
          }
          assertThat(bench.source.looks()).isEqualTo(1);
          assertThat(bench.cache().loads()).isEqualTo(1);
          assertThat(bench.cache().misses()).isEqualTo(callers);
        });
  }

  @Test
  @Tag("K4")
  default void anotherCallersListenerIsNobodyElsesTrouble() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          DiscoveryOptions failing =
              DiscoveryOptions.builder()
                  .listener(
                      progress -> {
                        throw new IllegalStateException("a listener's own trouble");
                      })
                  .build();
          ExecutorService threads = Executors.newFixedThreadPool(2);
          bench.source.holdUntilAsked(2, bench::cache);
          try {
            Future<Integer> bad =
                threads.submit(
                    () ->
                        CountedSource.look(
                            bench.registry.discovery().discover(CacheBench.uri(1), failing)));
            bench.source.awaitLooking();
            assertThat(bench.ask(1, threads)).succeedsWithin(CacheBench.PATIENCE);
            assertThat(bad)
                .failsWithin(CacheBench.PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
          } finally {
            threads.shutdownNow();
          }
        });
  }

  @Test
  @Tag("K4")
  default void failuresAreNotRemembered() {
    with(
        CacheLimits.DEFAULTS,
        bench -> {
          bench.source.fail();
          assertThatThrownBy(() -> bench.ask(1)).isInstanceOf(DiscoveryException.class);
          bench.source.recover();
          assertThat(bench.ask(1)).isEqualTo(2);
          assertThat(bench.cache().failures()).isEqualTo(1);
        });
  }

  @Test
  @Tag("K10")
  default void aBrokenCacheIsPassedBy() {
    CountedSource source = new CountedSource();
    AtomicInteger ticks = new AtomicInteger();
    AtomicInteger goodIsEvery = new AtomicInteger(1);
    SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore())
            .discovery(DiscoveryEngine.builder().provider(source).build())
            .ticker(
                () -> {
                  if (isAskedByTheCache() && ticks.incrementAndGet() % goodIsEvery.get() != 0) {
                    throw new IllegalStateException("Injected: no time.");
                  }
                  return 0;
                })
            .build();
    try (registry) {
      goodIsEvery.set(Integer.MAX_VALUE);
      IntStream.rangeClosed(1, 30).forEach(i -> assertThat(look(registry)).isEqualTo(i));
      goodIsEvery.set(1);
      assertThat(look(registry)).isEqualTo(31);
      goodIsEvery.set(Integer.MAX_VALUE);
      IntStream.rangeClosed(32, 61).forEach(i -> assertThat(look(registry)).isEqualTo(i));
      for (int i = 0; i < 120; i++) {
        goodIsEvery.set(2 + i / 30);
        assertThat(look(registry)).isBetween(31, source.looks());
      }
      goodIsEvery.set(1);
      int found = look(registry);
      int looks = source.looks();
      assertThat(look(registry)).isEqualTo(found);
      assertThat(source.looks()).isEqualTo(looks);
    }
  }

  private static int look(SchemaRegistry registry) {
    return CountedSource.look(registry.discover(CacheBench.uri(1)));
  }

  /** Whether the ticker's next callers are the cache, and not what times operations. */
  private static boolean isAskedByTheCache() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .limit(5)
                    .map(StackWalker.StackFrame::getClassName)
                    .anyMatch(
                        name ->
                            name.startsWith("com.google.common.cache")
                                || name.startsWith("io.cairn.registry.core.cache")));
  }

  @Test
  @Tag("K10")
  default void aRefresherThatRefusesLeavesTheAnswerAsItIs() {
    Executor refusing =
        work -> {
          throw new RejectedExecutionException("full");
        };
    CountedSource source = new CountedSource();
    AtomicLong nanos = new AtomicLong();
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore())
            .discovery(DiscoveryEngine.builder().provider(source).build())
            .ticker(nanos::get)
            .refresher(refusing)
            .build()) {
      var first = registry.discover(CacheBench.uri(1));
      nanos.addAndGet(Duration.ofSeconds(100).toNanos());
      assertThat(registry.discover(CacheBench.uri(1))).isSameAs(first);
      assertThat(source.looks()).isEqualTo(1);
    }
  }
}
