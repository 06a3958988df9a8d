package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.Registration;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Versions that should no longer be used. */
public interface DeprecationContract extends StoreUnderTest {
  /** What the tests say of a version. */
  DeprecationNotice NOTICE =
      DeprecationNotice.of("use \"version 2\"; größer")
          .withSunset(LocalDate.of(2027, 2, 28))
          .withAuthor("mia");

  @Test
  @Tag("R16")
  default void aDeprecatedVersionStaysWhatItIs() {
    SchemaId id;
    try (SchemaRegistry registry = openRegistry()) {
      id = registry.register(ORDERS, V1).version().id();
      registry.subjects().deprecate(ORDERS, 1, NOTICE);
    }
    Deprecation said = new Deprecation(NOTICE, TestClock.START);
    try (SchemaRegistry registry = openRegistry()) {
      VersionDetails details = registry.subjects().history(ORDERS).get(0);
      assertThat(details.state()).isEqualTo(VersionState.LIVE);
      assertThat(details.id()).isEqualTo(id);
      assertThat(details.findDeprecation()).contains(said);
      assertThat(registry.subjects().findDeprecation(ORDERS, 1)).contains(said);
      assertThat(registry.subjects().find(ORDERS).orElseThrow().deprecated()).containsExactly(1);
      assertThat(registry).hasLatest(ORDERS, 1);
      assertThat(registry.schemas().active(ORDERS).version()).isEqualTo(1);
      registry.subjects().activate(ORDERS, 1);
      assertThat(registry.register(ORDERS, V2).findDeprecation()).isEmpty();
      assertThat(registry.subjects().history(ORDERS)).hasSize(2);
      assertThat(registry.subjects().findDeprecation(ORDERS, 2)).isEmpty();
    }
  }

  @Test
  @Tag("R16")
  @Tag("R10")
  default void whoeverRegistersItsContentAgainIsTold() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.subjects().deprecate(ORDERS, 1, NOTICE);
      assertTold(Outcome.KNOWN_LATEST, registry.register(ORDERS, V1));
      registry.register(ORDERS, V2);
      assertTold(Outcome.KNOWN_OLDER, registry.register(ORDERS, V1));
      assertTold(Outcome.KNOWN_OLDER, registry.register(RegistrationRequest.of(ORDERS, V1)));
      assertThat(registry.register(ORDERS, V2).findDeprecation()).isEmpty();
    }
  }

  private static void assertTold(Outcome outcome, Registration registration) {
    assertThat(registration.outcome()).isEqualTo(outcome);
    assertThat(registration.findDeprecation().map(Deprecation::notice)).contains(NOTICE);
  }

  @Test
  @Tag("R16")
  default void whatIsSaidMayChangeAndBeTakenBack() {
    TestClock clock = new TestClock();
    DeprecationNotice next = DeprecationNotice.of("really");
    try (SchemaRegistry registry = openRegistry(clock)) {
      registry.register(ORDERS, V1);
      registry.subjects().deprecate(ORDERS, 1, NOTICE);
      clock.advance(Duration.ofDays(1));
      registry.subjects().deprecate(ORDERS, 1, next);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.subjects().findDeprecation(ORDERS, 1))
          .contains(new Deprecation(next, TestClock.START.plus(Duration.ofDays(1))));
      registry.subjects().undeprecate(ORDERS, 1);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.subjects().findDeprecation(ORDERS, 1)).isEmpty();
      assertThat(registry.subjects().history(ORDERS).get(0).findDeprecation()).isEmpty();
      assertThat(registry.subjects().find(ORDERS).orElseThrow().deprecated()).isEmpty();
    }
  }

  @Test
  @Tag("R16")
  default void deprecatingIsAChangeOfTheSubjectUnlessTheSameIsSaid() {
    try (RegistryStore store = openStore()) {
      SchemaRegistry registry = EmbeddedRegistry.builder(store).build();
      registry.register(ORDERS, V1);
      List<Runnable> changes =
          List.of(
              () -> registry.subjects().deprecate(ORDERS, 1, NOTICE),
              () -> registry.subjects().undeprecate(ORDERS, 1));
      for (Runnable change : changes) {
        long before = revision(store);
        change.run();
        long after = revision(store);
        assertThat(after).isGreaterThan(before);
        change.run();
        assertThat(revision(store)).isEqualTo(after);
      }
    }
  }

  private static long revision(RegistryStore store) {
    return store.versions().findSubject(ORDERS).orElseThrow().revision();
  }

  @Test
  @Tag("R16")
  default void onlyALiveVersionIsDeprecated() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThatThrownBy(() -> registry.subjects().deprecate(ORDERS, 1, NOTICE))
          .isInstanceOf(NotFoundException.class);
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      registry.register(RegistrationRequest.builder(ORDERS, V3).draft().build());
      registry.subjects().delete(ORDERS, 2);
      assertThatThrownBy(() -> registry.subjects().deprecate(ORDERS, 2, NOTICE))
          .isInstanceOf(DeletedException.class);
      assertThatThrownBy(() -> registry.subjects().deprecate(ORDERS, 3, NOTICE))
          .isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(() -> registry.subjects().undeprecate(ORDERS, 4))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R5")
  default void aDeprecationGoesWithItsVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      registry.subjects().deprecate(ORDERS, 1, NOTICE);
      registry.subjects().delete(ORDERS, 1);
      assertThat(registry.subjects().find(ORDERS).orElseThrow().deprecated()).isEmpty();
      assertThat(registry.subjects().findDeprecation(ORDERS, 1)).isPresent();
      registry.subjects().restore(ORDERS, 1);
      assertThat(registry.subjects().history(ORDERS).get(0).findDeprecation()).isPresent();
      registry.subjects().delete(ORDERS, 1);
      registry.subjects().purge(ORDERS, 1);
      assertThat(registry.subjects().findDeprecation(ORDERS, 1)).isEmpty();
    }
  }

  @Test
  @Tag("R16")
  default void aNoticeIsBounded() {
    String longest = "x".repeat(DeprecationNotice.MAX_TEXT_LENGTH);
    for (Runnable refused :
        List.<Runnable>of(
            () -> DeprecationNotice.of(""),
            () -> DeprecationNotice.of(longest + "x"),
            () -> DeprecationNotice.of("\uD800"),
            () -> NOTICE.withAuthor(longest + "x"),
            () -> NOTICE.withSunset(LocalDate.of(10_000, 1, 1)))) {
      assertThatThrownBy(refused::run).isInstanceOf(InvalidInputException.class);
    }
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.subjects().deprecate(ORDERS, 1, DeprecationNotice.of(longest));
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.subjects().findDeprecation(ORDERS, 1).orElseThrow().notice().message())
          .isEqualTo(longest);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R12")
  default void deprecatingIsTold() {
    List<SubjectEvent> told = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.subjects().listen(ORDERS, told::add);
      registry.subjects().undeprecate(ORDERS, 1);
      registry.subjects().deprecate(ORDERS, 1, NOTICE);
      registry.subjects().deprecate(ORDERS, 1, NOTICE);
      registry.subjects().undeprecate(ORDERS, 1);
      assertThat(told)
          .containsExactly(
              new SubjectEvent.DeprecationChanged(
                  ORDERS, 1, new Deprecation(NOTICE, TestClock.START)),
              new SubjectEvent.DeprecationChanged(ORDERS, 1, null));
    }
  }
}
