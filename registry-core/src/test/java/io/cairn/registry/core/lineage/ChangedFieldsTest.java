package io.cairn.registry.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.evolution.Change;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L3")
class ChangedFieldsTest {
  private static final Set<Class<?>> LOOKED_AT =
      Set.of(
          Change.Added.class,
          Change.Removed.class,
          Change.Renamed.class,
          Change.TypeChanged.class,
          Change.NullabilityChanged.class,
          Change.DefaultChanged.class,
          Change.KeysChanged.class,
          Change.AliasesChanged.class,
          Change.DocChanged.class,
          Change.KindChanged.class,
          Change.TraitChanged.class);

  @Test
  void aNewKindOfChangeHasToBeDecidedOn() {
    assertThat(Arrays.asList(Change.class.getPermittedSubclasses()))
        .containsExactlyInAnyOrderElementsOf(LOOKED_AT);
  }
}
