package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.testkit.RegistryContract;
import io.cairn.registry.testkit.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("W7")
@Tag("X1")
class DualWriteContractTest implements StoreContract, RegistryContract {
  @TempDir private Path folder;

  @Override
  public RegistryStore openStore() {
    return MovingFile.open(folder.resolve("registry.db"), Integer.MAX_VALUE);
  }
}
