package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.operation.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two registries on one store, the second of which follows what the first one writes. */
public interface FollowingContract extends StoreUnderTest {
  /** So long that nothing is followed but when a test says so. */
  Duration NEVER = Duration.ofDays(1);

  private static SchemaRegistry follower(RegistryStore store, Duration interval) {
    return EmbeddedRegistry.builder(store).following(interval).build();
  }

  private void withFollower(BiConsumer<SchemaRegistry, SchemaRegistry> test) {
    RegistryStore store = openStore();
    try (SchemaRegistry writer = EmbeddedRegistry.builder(store).clock(new TestClock()).build();
        SchemaRegistry follower = follower(store, NEVER)) {
      test.accept(writer, follower);
      writer.flush();
    }
  }

  @Test
  @Tag("K6")
  @Tag("W10")
  default void whatAnotherRegistryDidIsKnownAfterCatchingUp() {
    withFollower(
        (writer, follower) -> {
          writer.register(ORDERS, V1);
          assertThat(follower.schemas().findLatest(ORDERS)).isEmpty();
          follower.flush();
          assertThat(follower.latest(ORDERS)).isEqualTo(writer.latest(ORDERS));

          writer.register(ORDERS, V2);
          writer.subjects().activate(ORDERS, 1);
          follower.flush();
          assertThat(follower.latest(ORDERS).version()).isEqualTo(2);
          assertThat(follower.schemas().active(ORDERS).version()).isEqualTo(1);

          writer.subjects().deactivate(ORDERS);
          writer.subjects().delete(ORDERS, 1);
          follower.flush();
          assertThat(follower.schemas().active(ORDERS).version()).isEqualTo(2);
          assertThat(follower.subjects().history(ORDERS))
              .isEqualTo(writer.subjects().history(ORDERS));

          writer.subjects().delete(ORDERS);
          follower.flush();
          assertThatThrownBy(() -> follower.latest(ORDERS)).isInstanceOf(DeletedException.class);

          writer.subjects().purge(ORDERS);
          follower.flush();
          assertThatThrownBy(() -> follower.latest(ORDERS)).isInstanceOf(NotFoundException.class);
          assertThat(follower.subjects().list()).isEmpty();
          assertThat(follower.schemas().findSchema(writer.schemas().idOf(V1))).isEmpty();
        });
  }

  @Test
  @Tag("K6")
  default void policiesAreFollowed() {
    withFollower(
        (writer, follower) -> {
          writer.register(ORDERS, V1);
          writer.evolution().changeGlobalMode(CompatibilityMode.FULL);
          follower.flush();
          assertThat(follower.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.FULL);

          writer.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
          follower.flush();
          assertThat(follower.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.NONE);
          assertThat(follower.evolution().globalPolicy().mode()).isEqualTo(CompatibilityMode.FULL);
        });
  }

  @Test
  @Tag("W10")
  default void moreChangesThanOnePageAreTakenOver() {
    int many = 2_500;
    withFollower(
        (writer, follower) -> {
          for (int i = 0; i < many; i++) {
            writer.register(Subject.of("many", "s" + i), V1);
          }
          follower.flush();
          assertThat(follower.subjects().list()).hasSize(many);
        });
  }

  @Test
  @Tag("K6")
  default void whatAFollowerWritesItselfIsKnownAtOnceAndToldOnce() {
    withFollower(
        (writer, follower) -> {
          List<SubjectEvent> told = new ArrayList<>();
          follower.subjects().listen(ORDERS, told::add);
          follower.register(ORDERS, V1);
          assertThat(follower.latest(ORDERS).version()).isEqualTo(1);
          follower.flush();
          assertThat(told).hasSize(1);
        });
  }

  @Test
  @Tag("K6")
  @Tag("R12")
  default void listenersAreToldWhatIsDifferent() {
    withFollower(
        (writer, follower) -> {
          List<SubjectEvent> told = new ArrayList<>();
          follower.subjects().listen(ORDERS, told::add);
          var first = writer.register(ORDERS, V1).version();
          writer.register(CUSTOMERS, V1);
          var second = writer.register(ORDERS, V2).version();
          writer.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
          follower.flush();
          assertThat(told)
              .containsExactly(
                  new SubjectEvent.Registered(ORDERS, 1, first.id(), VersionOrigin.CREATED),
                  new SubjectEvent.Registered(ORDERS, 2, second.id(), VersionOrigin.EVOLVED),
                  new SubjectEvent.CompatibilityChanged(
                      ORDERS, CompatibilityPolicy.of(CompatibilityMode.FULL)));

          told.clear();
          writer.subjects().activate(ORDERS, 2);
          writer.subjects().delete(ORDERS, 1);
          follower.flush();
          assertThat(told)
              .containsExactly(
                  new SubjectEvent.Activated(ORDERS, 2), new SubjectEvent.Deleted(ORDERS, 1));

          told.clear();
          writer.subjects().deactivate(ORDERS);
          writer.subjects().restore(ORDERS, 1);
          writer.subjects().delete(ORDERS, 2);
          writer.evolution().inheritPolicy(ORDERS);
          follower.flush();
          assertThat(told)
              .containsExactly(
                  new SubjectEvent.Restored(ORDERS, 1),
                  new SubjectEvent.Deactivated(ORDERS, 2),
                  new SubjectEvent.Deleted(ORDERS, 2),
                  new SubjectEvent.CompatibilityChanged(ORDERS, null));
        });
  }

  @Test
  @Tag("K6")
  @Tag("R12")
  default void listenersAreToldOfTheEndOfASubjectAndOfANewBeginning() {
    withFollower(
        (writer, follower) -> {
          List<SubjectEvent> told = new ArrayList<>();
          writer.register(ORDERS, V1);
          writer.register(ORDERS, V2);
          follower.flush();
          follower.subjects().listen(ORDERS, told::add);
          writer.subjects().delete(ORDERS, 1);
          writer.subjects().purge(ORDERS, 1);
          writer.subjects().delete(ORDERS);
          follower.flush();
          assertThat(told)
              .containsExactly(
                  new SubjectEvent.Purged(ORDERS, 1), new SubjectEvent.Deleted(ORDERS, 0));

          told.clear();
          writer.subjects().restore(ORDERS);
          follower.flush();
          writer.subjects().delete(ORDERS);
          writer.subjects().purge(ORDERS);
          var again = writer.register(ORDERS, V1).version();
          follower.flush();
          assertThat(told)
              .containsExactly(
                  new SubjectEvent.Restored(ORDERS, 0),
                  new SubjectEvent.Purged(ORDERS, 0),
                  new SubjectEvent.Registered(ORDERS, 3, again.id(), VersionOrigin.CREATED));

          told.clear();
          writer.register(ORDERS, V2);
          writer.subjects().delete(ORDERS, 4);
          writer.subjects().purge(ORDERS, 4);
          follower.flush();
          assertThat(told).isEmpty();
        });
  }

  @Test
  @Tag("K6")
  default void changesAreFollowedWithoutAsking() throws InterruptedException {
    RegistryStore store = openStore();
    try (SchemaRegistry writer = EmbeddedRegistry.builder(store).build();
        SchemaRegistry follower = follower(store, Duration.ofMillis(1))) {
      CountDownLatch told = new CountDownLatch(2);
      List<Integer> seen = new ArrayList<>();
      follower
          .subjects()
          .listen(
              ORDERS,
              event -> {
                seen.add(follower.latest(ORDERS).version());
                told.countDown();
                throw new IllegalStateException("a listener's own trouble");
              });
      writer.register(ORDERS, V1);
      writer.register(ORDERS, V2);

      assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(seen.get(seen.size() - 1)).isEqualTo(2);
    }
  }

  @Test
  @Tag("K6")
  @Tag("O2")
  default void aFollowerThatCannotFollowSaysSoAndGoesOnWhenItCan() throws InterruptedException {
    BrokenFeed store = new BrokenFeed(openStore());
    try (SchemaRegistry follower = follower(store, Duration.ofMillis(1))) {
      store.breakFeed();
      store.awaitAsked();
      assertThat(follower.operations().health().status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(follower.operations().health().reasons())
          .singleElement()
          .asString()
          .contains("not followed", "Injected");
      store.mendFeed();
      store.awaitAsked();
      assertThat(follower.operations().health().status()).isEqualTo(Health.Status.UP);
    }
  }

  @Test
  @Tag("K6")
  default void aListenerMayCloseTheRegistryThatTellsIt() throws InterruptedException {
    RegistryStore store = openStore();
    CountDownLatch closed = new CountDownLatch(1);
    try (SchemaRegistry writer = EmbeddedRegistry.builder(new FaultyStore(store)).build();
        SchemaRegistry follower = follower(store, Duration.ofMillis(1))) {
      Runnable close = follower::close;
      follower
          .subjects()
          .listen(
              ORDERS,
              event -> {
                close.run();
                closed.countDown();
              });
      writer.register(ORDERS, V1);
      assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Tag("K6")
  default void anIntervalOutOfRangeIsRefused() {
    RegistryStore store = openStore();
    EmbeddedRegistry.Builder builder = EmbeddedRegistry.builder(store);
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
      assertThatThrownBy(() -> builder.following(wrong))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(wrong.toString());
    }
    store.close();
  }
}
