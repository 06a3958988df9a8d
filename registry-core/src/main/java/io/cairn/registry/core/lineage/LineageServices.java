package io.cairn.registry.core.lineage;

import io.cairn.registry.Schemas;
import io.cairn.registry.core.counts.CountsSource;
import io.cairn.registry.core.counts.CountsWriter;
import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.ParticipantDirectory;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Signal;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything about who uses what over one store. Nothing is read before somebody reports or asks.
 * Thread-safe.
 */
public final class LineageServices implements CountsSource, AutoCloseable {
  /** Knows nobody. */
  public static final ParticipantDirectory NO_DIRECTORY = participant -> Optional.empty();

  private final UsageCounter counter;
  private final DirectoryThread directory;
  private final LineageFacet facet;

  /**
   * What else is asked.
   *
   * @param schemas which versions there are
   * @param evolution what changes between schemas
   * @param services the services that were observed to emit a signal
   * @param participants says more about participants
   */
  public record Sources(
      Schemas schemas,
      Evolution evolution,
      Function<Signal, Collection<AspectValue>> services,
      ParticipantDirectory participants) {}

  /**
   * All of it.
   *
   * @param clock tells the time of reports that say none, and the windows
   * @param writer writes what is reported
   */
  public LineageServices(
      RegistryStore store, WindowClock clock, CountsWriter writer, Sources sources) {
    counter = new UsageCounter(store.lineage(), UsageLimits.DEFAULTS);
    directory = new DirectoryThread(sources.participants);
    facet =
        new LineageFacet(store, sources, new LineageFacet.Parts(clock, counter, writer, directory));
    writer.add(this);
  }

  public Lineage lineage() {
    return facet;
  }

  @Override
  public Collection<Operation> take() {
    return counter.take().stream().<Operation>map(Operation.AddUsage::new).toList();
  }

  /** From now on nothing is counted any more. */
  @Override
  public void close() {
    facet.close();
    directory.close();
  }
}
