package io.cairn.registry.testkit;

import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.transfer.RegistryMove;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A move from one store to another, and the store that stands for whichever is in charge. */
record MoveUnderTest(RegistryMove move, RegistryStore store) {

  static MoveUnderTest begin(RegistryStore from, RegistryStore to) {
    AtomicReference<RegistryStore> moving = new AtomicReference<>();
    RegistryMove move =
        RegistryMove.begin(
            from,
            to,
            Identity.create(),
            store -> {
              moving.set(store);
              return EmbeddedRegistry.builder(store).clock(new TestClock()).build();
            });
    return new MoveUnderTest(move, Objects.requireNonNull(moving.get()));
  }
}
