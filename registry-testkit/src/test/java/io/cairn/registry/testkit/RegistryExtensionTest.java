package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.error.RegistryClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistryExtensionTest {

  @Nested
  @ExtendWith(RegistryExtension.class)
  class Declared {
    private final SchemaRegistry ofTheConstructor;

    Declared(SchemaRegistry registry) {
      ofTheConstructor = registry;
    }

    @BeforeEach
    void register(SchemaRegistry registry, TestClock clock) {
      clock.advance(Duration.ofDays(1));
      registry.register(ORDERS, V1);
    }

    @Test
    void aTestSharesTheRegistryWithItsConstructorAndSetUp(SchemaRegistry registry) {
      assertThat(registry).isSameAs(ofTheConstructor).hasLatest(ORDERS, 1);
    }

    @Test
    void theRegistryRunsByTheClockOfTheTest(SchemaRegistry registry, TestClock clock) {
      assertThat(clock.instant()).isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
      assertThat(registry.subjects().history(ORDERS).get(0).registeredAt())
          .isEqualTo(clock.instant());
    }

    @Nested
    class Inside {
      @Test
      void aNestedTestSharesTheRegistryWithTheSetUpAroundIt(SchemaRegistry registry) {
        assertThat(registry).hasLatest(ORDERS, 1);
      }
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class RegisteredInAField {
    @RegisterExtension final RegistryExtension extension = new RegistryExtension();

    private final List<SchemaRegistry> seen = new ArrayList<>();

    @RepeatedTest(3)
    void everyTestHasAnEmptyRegistryOfItsOwn(SchemaRegistry registry) {
      seen.add(registry);
      assertThat(registry).doesNotKnow(ORDERS);
      registry.register(ORDERS, V1);
    }

    @AfterAll
    void allOfThemAreClosed() {
      assertThat(seen).hasSize(3).doesNotHaveDuplicates();
      seen.forEach(
          registry ->
              assertThatThrownBy(registry::subjects).isInstanceOf(RegistryClosedException.class));
    }
  }
}
