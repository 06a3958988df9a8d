package io.cairn.registry.sqlite;

import io.cairn.registry.testkit.RegistryModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.stateful.ActionSequence;

/** The registry in a file beside its model. */
@Tag("R5")
class SqliteModelTest {
  @Provide
  static Arbitrary<ActionSequence<RegistryModel>> steps() {
    return RegistryModel.steps();
  }

  @Property(tries = 40)
  void whateverStepsAreTakenItIsWhatItsModelIs(@ForAll("steps") ActionSequence<RegistryModel> steps)
      throws IOException {
    run(steps);
  }

  @Property(tries = 2_000)
  @Tag("campaign")
  void whateverThousandsOfStepsAreTakenItIsWhatItsModelIs(
      @ForAll("steps") ActionSequence<RegistryModel> steps) throws IOException {
    run(steps);
  }

  private static void run(ActionSequence<RegistryModel> steps) throws IOException {
    Path folder = Files.createTempDirectory("cairn-model");
    try {
      Path file = folder.resolve("registry.db");
      try (RegistryModel model = new RegistryModel(() -> SqliteRegistry.open(file))) {
        RegistryModel unused = steps.run(model);
      }
    } finally {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
