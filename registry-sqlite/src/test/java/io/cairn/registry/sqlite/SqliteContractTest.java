package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.testkit.RegistryContract;
import io.cairn.registry.testkit.StoreContract;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("W7")
class SqliteContractTest implements StoreContract, RegistryContract {
  @TempDir private Path folder;

  @Override
  public RegistryStore openStore() {
    return SqliteStore.open(folder.resolve("registry.db"), new TestClock());
  }
}
