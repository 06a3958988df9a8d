package io.cairn.registry.testkit;

import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.stateful.ActionSequence;

/** The registry in memory beside its model. */
@Tag("R5")
class MemoryModelTest {
  @Provide
  static Arbitrary<ActionSequence<RegistryModel>> steps() {
    return RegistryModel.steps();
  }

  @Property(tries = 500)
  void whateverStepsAreTakenItIsWhatItsModelIs(
      @ForAll("steps") ActionSequence<RegistryModel> steps) {
    MemoryStore kept = new MemoryStore();
    try (RegistryModel model =
        new RegistryModel(() -> EmbeddedRegistry.builder(new KeptMemoryStore(kept)).build())) {
      RegistryModel unused = steps.run(model);
    }
  }
}
