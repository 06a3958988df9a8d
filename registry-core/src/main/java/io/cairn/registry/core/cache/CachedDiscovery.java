package io.cairn.registry.core.cache;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.cache.RemovalNotification;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers for a while what another discovery has found. The least recently used answer goes
 * first. Several callers that ask for the same at once cause one look; trouble is not remembered.
 * An answer that gets old is looked up again in the background when it is asked for, and is given
 * meanwhile, and until its time is over if that fails.
 *
 * <p>Answers about a file of this machine are for the state that the file is in, by its size, time
 * and identity. If the cache itself fails, it is passed by. Thread-safe.
 */
public final class CachedDiscovery implements Discovery, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CachedDiscovery.class);

  private final Discovery real;
  private final Recorder recorder;
  private final long ttlNanos;
  private final Ticker ticker;
  private final Executor refresher;
  private final LoadingCache<DiscoveryKey, Answer> answers;

  /** How often anything was forgotten on demand: what was begun before is not remembered. */
  private final AtomicLong epoch = new AtomicLong();

  private final LongAdder loads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final AtomicBoolean hasFailed = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * A cache before {@code real}.
   *
   * @param limits with one entry at least
   * @param ticker what answers age by
   * @param refresher runs what looks again in the background; it may refuse to
   */
  public CachedDiscovery(
      Discovery real, CacheLimits limits, Recorder recorder, Ticker ticker, Executor refresher) {
    this.real = real;
    this.recorder = recorder;
    this.ticker = ticker;
    this.refresher = refresher;
    ttlNanos = limits.ttl().toNanos();
    answers =
        CacheBuilder.newBuilder()
            .concurrencyLevel(1)
            .maximumSize(limits.entries())
            .expireAfterWrite(limits.ttl())
            .refreshAfterWrite(limits.refreshAfter())
            .ticker(ticker)
            .removalListener(this::removed)
            .build(new Loader());
  }

  private void removed(RemovalNotification<DiscoveryKey, Answer> removal) {
    if (removal.wasEvicted()) {
      evictions.increment();
    }
  }

  /** How it is used; the memory is an estimate by the number of fields. */
  public CacheStatus status() {
    answers.cleanUp();
    long bytes = answers.asMap().values().stream().mapToLong(Answer::bytes).sum();
    return new CacheStatus(
        answers.asMap().size(),
        bytes,
        recorder.counted(Counter.CACHE_HITS),
        recorder.counted(Counter.CACHE_MISSES),
        loads.sum(),
        failures.sum(),
        evictions.sum());
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    DiscoveryKey key = DiscoveryKey.find(source, options);
    Answer present = key == null ? null : findFresh(key);
    if (present != null) {
      recorder.count(Counter.CACHE_HITS, 1);
      return present.found();
    }
    recorder.count(Counter.CACHE_MISSES, 1);
    return key == null ? look(source, options) : load(key, options);
  }

  private @Nullable Answer findFresh(DiscoveryKey key) {
    try {
      Answer present = answers.getIfPresent(key);
      if (present != null && isOver(present)) {
        if (answers.asMap().remove(key, present)) {
          evictions.increment();
        }
        return null;
      }
      return present;
    } catch (RuntimeException broken) {
      passBy(broken);
      return null;
    }
  }

  /** Whether its time is over; a failed refresh does not prolong it. */
  private boolean isOver(Answer answer) {
    return ticker.read() - answer.since() >= ttlNanos;
  }

  private Discovered load(DiscoveryKey key, DiscoveryOptions options) {
    Load own = new Load(key.source(), options);
    try {
      Answer answer = answers.get(key, own::call);
      boolean isOutdated = answer.epoch() != epoch.get();
      if (isOutdated) {
        answers.asMap().remove(key, answer);
      }
      return own.hasBegun() || !(isOutdated || isOver(answer)) ? answer.found() : own.result();
    } catch (ExecutionException | UncheckedExecutionException | ExecutionError failed) {
      return own.afterFailure(failed.getCause() == null ? failed : failed.getCause());
    } catch (RuntimeException broken) {
      passBy(broken);
      return own.result();
    }
  }

  private Discovered look(URI source, DiscoveryOptions options) {
    loads.increment();
    try {
      return real.discover(source, options);
    } catch (Throwable failed) {
      failures.increment();
      throw failed;
    }
  }

  /** One caller's look at the data, unless another one looks already. */
  private final class Load {
    private final URI source;
    private final DiscoveryOptions options;
    private boolean begun;
    private @Nullable Discovered found;

    Load(URI source, DiscoveryOptions options) {
      this.source = source;
      this.options = options;
    }

    Answer call() {
      long epochBefore = epoch.get();
      long since = ticker.read();
      begun = true;
      Discovered seen = look(source, options);
      found = seen;
      return Answer.of(seen, since, epochBefore);
    }

    boolean hasBegun() {
      return begun;
    }

    /**
     * The same trouble with the source is everybody's. What came of the other caller's interrupt,
     * time or listener is not: this one looks for itself. So it does when the cache failed before
     * anything was looked at.
     */
    Discovered afterFailure(Throwable cause) {
      boolean isOfSource =
          cause instanceof DiscoveryException failed
              && failed.reason() != DiscoveryException.Reason.TIMED_OUT;
      if (!begun && !isOfSource) {
        return look(source, options);
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(cause);
    }

    /** What was found, found out now if it was not before. */
    Discovered result() {
      return found != null ? found : look(source, options);
    }
  }

  /** Looks again in the background; every answer is first asked for by a {@link Load}. */
  private final class Loader extends CacheLoader<DiscoveryKey, Answer> {
    @Override
    public Answer load(DiscoveryKey key) {
      return new Load(key.source(), key.options().silent()).call();
    }

    /** A file that has not changed looks as it did. */
    @Override
    public ListenableFuture<Answer> reload(DiscoveryKey key, Answer old) {
      if (key.file() != null) {
        return Futures.immediateFuture(old);
      }
      long epochBefore = epoch.get();
      SettableFuture<Answer> next = SettableFuture.create();
      try {
        refresher.execute(() -> next.set(again(key, old, epochBefore)));
      } catch (RejectedExecutionException busy) {
        next.set(old);
      }
      return next;
    }

    /** What was forgotten meanwhile must not come back: it comes back as one whose time is over. */
    private Answer again(DiscoveryKey key, Answer old, long epochBefore) {
      Answer next = again(key, old);
      return epoch.get() == epochBefore ? next : next.withSince(ticker.read() - ttlNanos);
    }

    private Answer again(DiscoveryKey key, Answer old) {
      if (closed) {
        return old;
      }
      try {
        return load(key);
      } catch (RuntimeException | Error failed) {
        LOG.debug("An answer could not be refreshed; the old one is given for the time being.");
        return old;
      }
    }
  }

  private void passBy(RuntimeException broken) {
    if (hasFailed.compareAndSet(false, true)) {
      LOG.warn("The cache of discovered schemas has failed; it is passed by.", broken);
    }
  }

  @Override
  public void invalidate(URI source) {
    epoch.incrementAndGet();
    real.invalidate(source);
    answers.asMap().keySet().removeIf(key -> key.source().equals(source));
  }

  @Override
  public void clear() {
    epoch.incrementAndGet();
    real.clear();
    answers.invalidateAll();
  }

  /** From now on nothing is refreshed any more. */
  @Override
  public void close() {
    closed = true;
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    return real.validate(source, schema, options);
  }

  @Override
  public List<SchemaProvider> providers() {
    return real.providers();
  }
}
