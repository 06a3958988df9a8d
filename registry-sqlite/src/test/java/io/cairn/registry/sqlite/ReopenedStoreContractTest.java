package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.testkit.RegistryContract;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A registry keeps every promise on a store that is closed and opened again at every step. */
@Tag("W7")
@Tag("once")
class ReopenedStoreContractTest implements RegistryContract {
  @TempDir private Path folder;

  @Override
  public RegistryStore openStore() {
    return Reopening.of(
        RegistryStore.class,
        Set.of(VersionStore.class, CatalogStore.class, TelemetryStore.class, LineageStore.class),
        () -> SqliteStore.open(folder.resolve("registry.db"), new TestClock()));
  }
}
