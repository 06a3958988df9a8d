package io.cairn.registry.core.lineage;

import io.cairn.registry.Schemas;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.ParticipantDirectory;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything about who uses what over one store. Thread-safe. */
public final class LineageServices implements AutoCloseable {
  private final UsageCounter counter;
  private final UsageWriter writer;
  private final DirectoryThread directory;
  private final LineageFacet facet;

  /**
   * What may be chosen.
   *
   * @param clock tells the time of reports that say none
   * @param window how long a window of usages is
   * @param kept for how long windows are kept
   * @param directory says more about participants
   */
  public record Options(
      Clock clock, Duration window, Duration kept, ParticipantDirectory directory) {
    /** The length of a window if nothing is said. */
    public static final Duration DEFAULT_WINDOW = Duration.ofHours(1);

    /** For how long windows are kept if nothing is said. */
    public static final Duration DEFAULT_KEPT = Duration.ofDays(30);

    /** Knows nobody. */
    public static final ParticipantDirectory NO_DIRECTORY = participant -> Optional.empty();
  }

  /**
   * What else is asked.
   *
   * @param schemas which versions there are
   * @param evolution what changes between schemas
   * @param services the services that were observed to emit a signal
   */
  public record Sources(
      Schemas schemas, Evolution evolution, Function<Signal, Collection<AspectValue>> services) {}

  /** Reads the names of what the store keeps. */
  public LineageServices(RegistryStore store, Options options, Sources sources) {
    counter = new UsageCounter(store.lineage(), UsageLimits.DEFAULTS);
    writer = new UsageWriter(store, counter, options.clock.instant());
    directory = new DirectoryThread(options.directory);
    facet =
        new LineageFacet(
            store, options, sources, new LineageFacet.Parts(counter, writer, directory));
  }

  public Lineage lineage() {
    return facet;
  }

  /** Everything reported and not written or taken yet; whoever takes it writes it. */
  public List<UsageDelta> take() {
    return counter.take();
  }

  /** What was taken, and certainly was not written, is as if it had not been taken. */
  public void putBack(List<UsageDelta> taken) {
    counter.putBack(taken);
  }

  /**
   * Makes durable what is still in memory alone.
   *
   * @throws CommitOutcomeUnknownException if it cannot be known whether it is
   */
  public void flush() {
    writer.write();
  }

  /** The same; and from now on nothing is counted any more. */
  @Override
  public void close() {
    facet.close();
    directory.close();
    writer.write();
  }
}
