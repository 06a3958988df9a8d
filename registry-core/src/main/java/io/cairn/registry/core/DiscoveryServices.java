package io.cairn.registry.core;

import com.google.common.base.Ticker;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.core.cache.CachedDiscovery;
import io.cairn.registry.core.cache.RefresherThread;
import io.cairn.registry.core.discovery.DiscoveryEngine;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.operation.CacheStatus;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Discovery, measured, with its defaults, and remembering what it found. Thread-safe. */
final class DiscoveryServices implements AutoCloseable {
  private final RefresherThread refresher = new RefresherThread();
  private final @Nullable CachedDiscovery cache;
  private final Discovery discovery;

  /**
   * What may be chosen.
   *
   * @param engine finds schemas in data; null for what is installed
   * @param defaults how data is looked at where a call does not say how
   * @param limits how much is remembered, and for how long
   * @param nanos the elapsed time that what is remembered ages by
   * @param background runs what refreshes it; null for a thread of its own
   */
  record Options(
      @Nullable Discovery engine,
      DiscoveryOptions defaults,
      CacheLimits limits,
      LongSupplier nanos,
      @Nullable Executor background) {}

  DiscoveryServices(Options options, Recorder recorder) {
    Discovery measured =
        DiscoveryEngine.measured(options.engine == null ? installed() : options.engine, recorder);
    cache = options.limits.entries() == 0 ? null : cached(measured, options, recorder);
    discovery = DiscoveryEngine.defaulted(cache == null ? measured : cache, options.defaults);
  }

  private static Discovery installed() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : DiscoveryServices.class.getClassLoader();
    return DiscoveryEngine.builder().installed(loader).build();
  }

  private CachedDiscovery cached(Discovery measured, Options options, Recorder recorder) {
    LongSupplier nanos = options.nanos;
    Ticker ticker =
        new Ticker() {
          @Override
          public long read() {
            return nanos.getAsLong();
          }
        };
    Executor background = options.background == null ? refresher : options.background;
    return new CachedDiscovery(measured, options.limits, recorder, ticker, background);
  }

  Discovery discovery() {
    return discovery;
  }

  CacheStatus status() {
    return cache == null ? CacheStatus.OFF : cache.status();
  }

  /** Ends what refreshes; what is asked is still answered. */
  @Override
  public void close() {
    if (cache != null) {
      cache.close();
    }
    refresher.close();
  }
}
