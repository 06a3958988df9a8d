package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.SubjectListener;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Being told what happens to a subject. */
public interface ListenerContract extends StoreUnderTest {

  @Test
  @Tag("R12")
  default void everyChangeOfASubjectIsToldOnceAndInOrder() {
    List<SubjectEvent> told = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      registry.subjects().listen(ORDERS, told::add);
      var first = registry.register(ORDERS, V1).version();
      registry.register(ORDERS, V1);
      registry.register(CUSTOMERS, V1);
      var second = registry.register(ORDERS, V2).version();
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      registry.evolution().inheritPolicy(ORDERS);
      registry.subjects().activate(ORDERS, 1);
      registry.subjects().deactivate(ORDERS);
      registry.subjects().delete(ORDERS, 2);
      registry.subjects().restore(ORDERS, 2);
      registry.subjects().delete(ORDERS, 2);
      registry.subjects().purge(ORDERS, 2);
      registry.subjects().delete(ORDERS);
      registry.subjects().restore(ORDERS);

      assertThat(told)
          .containsExactly(
              new SubjectEvent.Registered(ORDERS, 1, first.id(), VersionOrigin.CREATED),
              new SubjectEvent.Registered(ORDERS, 2, second.id(), VersionOrigin.EVOLVED),
              new SubjectEvent.CompatibilityChanged(
                  ORDERS, CompatibilityPolicy.of(CompatibilityMode.FULL)),
              new SubjectEvent.CompatibilityChanged(ORDERS, null),
              new SubjectEvent.Activated(ORDERS, 1),
              new SubjectEvent.Deactivated(ORDERS, 1),
              new SubjectEvent.Deleted(ORDERS, 2),
              new SubjectEvent.Restored(ORDERS, 2),
              new SubjectEvent.Deleted(ORDERS, 2),
              new SubjectEvent.Purged(ORDERS, 2),
              new SubjectEvent.Deleted(ORDERS, 0),
              new SubjectEvent.Restored(ORDERS, 0));
    }
  }

  @Test
  @Tag("R12")
  default void aListenerSeesTheChangeMayChangeMoreAndMayFail() {
    try (SchemaRegistry registry = openRegistry()) {
      List<Integer> seen = new ArrayList<>();
      SubjectListener.Subscription failing =
          registry
              .subjects()
              .listen(
                  ORDERS,
                  event -> {
                    throw new IllegalStateException("a listener's own trouble");
                  });
      registry
          .subjects()
          .listen(
              ORDERS,
              event -> {
                seen.add(registry.latest(ORDERS).version());
                if (seen.size() == 1) {
                  registry.register(ORDERS, V2);
                }
              });

      registry.register(ORDERS, V1);
      failing.close();
      failing.close();

      assertThat(seen).containsExactly(1, 2);
    }
  }

  @Test
  @Tag("R12")
  default void neitherAClosedSubscriptionNorAFailedChangeIsTold() {
    List<SubjectEvent> told = new ArrayList<>();
    List<SubjectEvent> toldUntilClosed = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      SubjectListener.Subscription subscription =
          registry.subjects().listen(ORDERS, toldUntilClosed::add);
      registry.subjects().listen(ORDERS, told::add);
      registry.register(ORDERS, V1);
      subscription.close();
      assertThatThrownBy(() -> registry.register(ORDERS, BREAKING))
          .isInstanceOf(IncompatibleSchemaException.class);
      registry.register(ORDERS, V2);

      assertThat(told).hasSize(2);
      assertThat(toldUntilClosed).hasSize(1);
    }
  }

  @Test
  @Tag("R12")
  default void noLockIsHeldWhileAListenerIsTold() {
    try (SchemaRegistry registry = openRegistry()) {
      List<Integer> registered = new ArrayList<>();
      registry
          .subjects()
          .listen(
              ORDERS,
              event -> {
                if (registered.isEmpty()) {
                  registered.add(0);
                  CompletableFuture<Integer> other =
                      CompletableFuture.supplyAsync(
                          () -> registry.register(ORDERS, V2).version().version());
                  registered.set(0, other.orTimeout(60, TimeUnit.SECONDS).join());
                }
              });
      registry.register(ORDERS, V1);
      assertThat(registered).containsExactly(2);
    }
  }

  @Test
  @Tag("R12")
  default void purgingThePinnedVersionTellsThatNoneIsPinnedAnyMore() {
    List<SubjectEvent> told = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.subjects().activate(ORDERS, 1);
      registry.subjects().delete(ORDERS);
      registry.subjects().listen(ORDERS, told::add);
      registry.subjects().purge(ORDERS, 1);
      assertThat(told)
          .containsExactly(
              new SubjectEvent.Deactivated(ORDERS, 1), new SubjectEvent.Purged(ORDERS, 1));
    }
  }
}
