package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.schema.Schema;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a registry remembers of a history never makes its verdicts differ from fresh ones. */
public interface VerdictModelContract extends StoreUnderTest {

  @Test
  @Tag("C3")
  default void aVerdictIsWhatTheLiveVersionsAloneSayWhateverHappenedBefore() {
    long seed = new Random().nextLong();
    VerdictModel model = new VerdictModel(seed);
    Set<VerdictModel.Verdict> seen = EnumSet.noneOf(VerdictModel.Verdict.class);
    for (int life = 0; life < 4; life++) {
      try (SchemaRegistry registry = openRegistry()) {
        for (int step = 0; step < 100; step++) {
          String done = model.step(registry);
          for (int check = 0; check < 3; check++) {
            Schema proposed = model.schema();
            CompatibilityReport fresh = VerdictModel.verdict(registry, proposed);
            assertThat(registry.evolution().check(ORDERS, proposed))
                .as("seed %s, step %s.%s: %s", seed, life, step, done)
                .isEqualTo(fresh);
            seen.add(VerdictModel.Verdict.of(fresh));
          }
        }
      }
    }
    assertThat(seen).as("seed %s", seed).containsOnly(VerdictModel.Verdict.values());
  }
}
