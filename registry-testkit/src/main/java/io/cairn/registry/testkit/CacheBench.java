package io.cairn.registry.testkit;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.core.discovery.DiscoveryEngine;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.operation.CacheStatus;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A registry over a counted source, with time and background work in the test's hands. */
final class CacheBench {
  /** After which an answer does not come any more: far longer than any machine needs. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  final CountedSource source = new CountedSource();
  final AtomicLong nanos = new AtomicLong();
  final Queue<Runnable> waiting = new ArrayDeque<>();
  final SchemaRegistry registry;

  private CacheBench(EmbeddedRegistry.Builder builder, CacheLimits limits) {
    registry =
        builder
            .discovery(DiscoveryEngine.builder().provider(source).build())
            .ticker(nanos::get)
            .refresher(waiting::add)
            .cache(limits)
            .build();
  }

  /** Runs the test on a bench of its own. */
  static void with(RegistryStore store, CacheLimits limits, Consumer<CacheBench> test) {
    CacheBench bench = new CacheBench(EmbeddedRegistry.builder(store), limits);
    try (SchemaRegistry registry = bench.registry) {
      test.accept(bench);
      registry.flush();
    }
  }

  static URI uri(int number) {
    return URI.create("counted:" + number);
  }

  /** Asks, and says by which look the answer was found. */
  int ask(int number) {
    return CountedSource.look(registry.discover(uri(number)));
  }

  /** Asks on a thread of its own; a failure interrupts the others, which may wait for it. */
  CompletableFuture<Integer> ask(int number, ExecutorService threads) {
    return CompletableFuture.supplyAsync(() -> ask(number), threads)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                threads.shutdownNow();
              }
            });
  }

  void wait(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  void refresh() {
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
  }

  CacheStatus cache() {
    return registry.operations().health().cache();
  }
}
