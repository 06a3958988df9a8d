package io.cairn.registry.testkit;

import io.cairn.registry.discovery.DataProfile;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryListener;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A provider whose answers say by which look they were found. Thread-safe. */
final class CountedSource implements SchemaProvider {
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicReference<Runnable> onNextLook =
      new AtomicReference<>(CountedSource::nothing);
  private final CountDownLatch looking = new CountDownLatch(1);
  private volatile boolean fails;

  /** By which look this was found, from 1. */
  static int look(Discovered found) {
    return Math.toIntExact(found.profile().records());
  }

  private static void nothing() {}

  int looks() {
    return looks.get();
  }

  void fail() {
    fails = true;
  }

  void recover() {
    fails = false;
  }

  void onNextLook(Runnable work) {
    onNextLook.set(work);
  }

  /** The next look lasts until so many have asked the cache in vain, or it is interrupted. */
  void holdUntilAsked(int callers, Supplier<CacheStatus> cache) {
    onNextLook(
        () -> {
          while (cache.get().misses() < callers && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
        });
  }

  void awaitLooking() {
    try {
      looking.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("counted");
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    int look = looks.incrementAndGet();
    looking.countDown();
    onNextLook.getAndSet(CountedSource::nothing).run();
    if (fails) {
      throw new DiscoveryException(
          DiscoveryException.Reason.UNREADABLE, source, "Injected: " + source + " is gone.");
    }
    options.listener().progress(new DiscoveryListener.Progress(0, OptionalLong.empty(), look));
    return new Discovered(
        source, "COUNTED", Samples.V1, new DataProfile(look, 0, List.of()), List.of());
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    return new Validation(0, List.of());
  }

  @Override
  public ProviderHealth health() {
    return ProviderHealth.UP;
  }
}
