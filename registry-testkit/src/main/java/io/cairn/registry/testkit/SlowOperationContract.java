package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SubjectListener;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.SlowOperation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Being told of operations that took long. */
public interface SlowOperationContract extends StoreUnderTest {
  Duration SECOND = Duration.ofSeconds(1);

  /** A registry in which each look at the time finds it later by the step. */
  private SchemaRegistry openTicking(AtomicLong step) {
    AtomicLong nanos = new AtomicLong();
    return EmbeddedRegistry.builder(openStore()).ticker(() -> nanos.addAndGet(step.get())).build();
  }

  @Test
  @Tag("O3")
  default void whatTakesAsLongAsTheThresholdIsTold() {
    List<SlowOperation> told = new ArrayList<>();
    AtomicLong step = new AtomicLong(SECOND.toNanos() - 1);
    try (SchemaRegistry registry = openTicking(step)) {
      registry.operations().onSlow(SECOND, told::add);
      assertThat(registry.evolution().check(ORDERS, V1).isCompatible()).isTrue();
      assertThat(told).isEmpty();
      step.incrementAndGet();
      assertThat(registry.evolution().check(ORDERS, V1).isCompatible()).isTrue();

      assertThat(told)
          .containsExactly(new SlowOperation(OperationKind.CHECK, ORDERS.toString(), SECOND));
    }
  }

  @Test
  @Tag("O3")
  default void everyKindOfOperationIsToldButCommitsWhichArePartsOfOthers() {
    List<SlowOperation> told = new ArrayList<>();
    URI secret = URI.create("nothing://user:password@host/there");
    try (SchemaRegistry registry = openTicking(new AtomicLong(SECOND.toNanos()))) {
      registry.operations().onSlow(SECOND, told::add);
      registry.register(ORDERS, V1);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      assertThat(catchThrowable(() -> registry.discover(secret))).isNotNull();
      registry.flush();

      assertThat(told)
          .extracting(SlowOperation::kind)
          .containsExactly(
              OperationKind.REGISTRATION,
              OperationKind.CHANGE,
              OperationKind.DISCOVERY,
              OperationKind.FLUSH);
      assertThat(told.get(0).target()).contains(ORDERS.toString());
      assertThat(told.get(2).target()).contains("host/there").doesNotContain("password");
    }
  }

  @Test
  @Tag("O3")
  default void whatFailsSlowlyIsToldAndStillFails() {
    List<SlowOperation> told = new ArrayList<>();
    try (SchemaRegistry registry = openTicking(new AtomicLong(SECOND.toNanos()))) {
      registry.register(ORDERS, V1);
      registry.operations().onSlow(SECOND, told::add);

      assertThatThrownBy(() -> registry.register(ORDERS, BREAKING))
          .isInstanceOf(IncompatibleSchemaException.class);
      assertThat(told).hasSize(1);
    }
  }

  @Test
  @Tag("O3")
  default void aListenerThatThrowsHarmsNobody() {
    List<SlowOperation> told = new ArrayList<>();
    try (SchemaRegistry registry = openTicking(new AtomicLong(SECOND.toNanos()))) {
      registry
          .operations()
          .onSlow(
              SECOND,
              slow -> {
                throw new IllegalStateException("thrown by the test");
              });
      registry.operations().onSlow(SECOND, told::add);

      assertThat(registry.register(ORDERS, V1).version().version()).isEqualTo(1);
      assertThat(told).hasSize(1);
      assertThat(registry.operations().measurements().errors()).isEmpty();
    }
  }

  @Test
  @Tag("O3")
  default void aClosedSubscriptionIsToldNothing() {
    List<SlowOperation> told = new ArrayList<>();
    try (SchemaRegistry registry = openTicking(new AtomicLong(SECOND.toNanos()))) {
      SubjectListener.Subscription subscription = registry.operations().onSlow(SECOND, told::add);
      subscription.close();
      subscription.close();
      registry.register(ORDERS, V1);

      assertThat(told).isEmpty();
    }
  }

  @Test
  @Tag("O3")
  default void aListenerHoldsNoLockThatOthersNeed() {
    List<Integer> registered = new ArrayList<>();
    try (SchemaRegistry registry = openTicking(new AtomicLong(SECOND.toNanos()))) {
      registry
          .operations()
          .onSlow(
              SECOND,
              slow -> {
                if (registered.isEmpty()) {
                  registered.add(1);
                  registered.add(
                      CompletableFuture.supplyAsync(() -> registry.register(ORDERS, V2))
                          .join()
                          .version()
                          .version());
                }
              });
      registry.register(ORDERS, V1);

      assertThat(registered).containsExactly(1, 2);
    }
  }

  @Test
  @Tag("O3")
  default void aThresholdIsMoreThanZero() {
    try (SchemaRegistry registry = openRegistry()) {
      for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
        assertThatThrownBy(() -> registry.operations().onSlow(bad, slow -> {}))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(bad.toString());
      }
    }
  }
}
