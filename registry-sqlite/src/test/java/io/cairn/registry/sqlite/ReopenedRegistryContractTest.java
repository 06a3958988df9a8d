package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Schemas;
import io.cairn.registry.Subjects;
import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.testkit.ConcurrencyContract;
import io.cairn.registry.testkit.EvolutionContract;
import io.cairn.registry.testkit.HistoryContract;
import io.cairn.registry.testkit.LayoutContract;
import io.cairn.registry.testkit.LifecycleContract;
import io.cairn.registry.testkit.ListenerContract;
import io.cairn.registry.testkit.PolicyContract;
import io.cairn.registry.testkit.ReadingOptionsContract;
import io.cairn.registry.testkit.ReferenceContract;
import io.cairn.registry.testkit.RegistrationContract;
import io.cairn.registry.testkit.TestClock;
import io.cairn.registry.testkit.VerdictModelContract;
import io.cairn.registry.testkit.WarningContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a registry promises it also promises when it is closed and opened again at every step;
 * only what it has counted and timed belongs to one opening.
 */
@Tag("W7")
@Tag("campaign")
class ReopenedRegistryContractTest
    implements RegistrationContract,
        HistoryContract,
        LayoutContract,
        LifecycleContract,
        EvolutionContract,
        PolicyContract,
        ReadingOptionsContract,
        WarningContract,
        VerdictModelContract,
        ReferenceContract,
        ListenerContract,
        ConcurrencyContract {
  private static final Set<Class<?>> FACETS =
      Set.of(Schemas.class, Subjects.class, Evolution.class, Catalog.class);

  @TempDir private Path folder;

  @Override
  public RegistryStore openStore() {
    return SqliteStore.open(folder.resolve("registry.db"), new TestClock());
  }

  @Override
  public SchemaRegistry openRegistry(Clock clock) {
    return Reopening.of(
        SchemaRegistry.class, FACETS, () -> ConcurrencyContract.super.openRegistry(clock));
  }
}
