package io.cairn.registry.testkit;

import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import org.junit.jupiter.api.Tag;

@Tag("W7")
class MemoryContractTest implements StoreContract, RegistryContract {
  private final MemoryStore kept = new MemoryStore(new TestClock());

  @Override
  public RegistryStore openStore() {
    return new KeptMemoryStore(kept);
  }
}
