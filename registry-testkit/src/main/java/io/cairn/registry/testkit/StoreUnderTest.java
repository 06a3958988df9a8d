package io.cairn.registry.testkit;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.RegistryStore;
import java.time.Clock;

/**
 * What a test class brings to join the contracts: a store that keeps what it has when it is closed
 * and opened again.
 */
public interface StoreUnderTest {

  /** Opens the test's store: empty at first, then as it was when it was closed. */
  RegistryStore openStore();

  /** A registry on the store, by a clock that stands still. */
  default SchemaRegistry openRegistry() {
    return openRegistry(new TestClock());
  }

  /** A registry on the store. */
  default SchemaRegistry openRegistry(Clock clock) {
    return EmbeddedRegistry.builder(openStore()).clock(clock).build();
  }
}
