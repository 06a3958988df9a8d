package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cairn.registry.DocumentId;
import io.cairn.registry.Registration;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.StillReferencedException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Versions that have a number and count for nothing until they are enabled. */
public interface DraftContract extends StoreUnderTest {
  private static Field optional(String name) {
    return Field.nullable(name, ScalarType.TEXT);
  }

  private static Schema with(Schema schema, String... names) {
    Schema.Builder more = schema.toBuilder();
    for (String name : names) {
      more.field(optional(name));
    }
    return more.build();
  }

  private static RegistrationRequest request(Subject subject, Schema schema) {
    return RegistrationRequest.builder(subject, schema).draft().build();
  }

  private static Registration draft(SchemaRegistry registry, Schema schema) {
    return registry.register(request(ORDERS, schema));
  }

  private static int ordinal(SchemaRegistry registry, int version, String field) {
    return registry
        .schemas()
        .version(ORDERS, version)
        .layout()
        .findOrdinal(FieldPath.of(optional(field)))
        .orElseThrow();
  }

  @Test
  @Tag("R16")
  @Tag("R5b")
  default void aDraftHasItsNumberAndCountsForNothing() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL_TRANSITIVE);
      registry.register(ORDERS, V1);
      Registration drafted = draft(registry, BREAKING);

      assertThat(drafted.outcome()).isEqualTo(Outcome.CREATED);
      assertThat(drafted.version().version()).isEqualTo(2);
      assertThat(registry.register(ORDERS, V2).version().version()).isEqualTo(3);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry).hasLatest(ORDERS, 3);
      assertThat(registry.schemas().active(ORDERS).version()).isEqualTo(3);
      assertThat(registry.schemas().findByContent(ORDERS, BREAKING)).isEmpty();
      assertThat(registry.schemas().version(ORDERS, 2).schema()).isEqualTo(BREAKING);
      assertThat(registry.schemas().versionsOf(registry.schemas().idOf(BREAKING)))
          .containsExactly(new VersionRef(ORDERS, 2));
      assertThat(registry.subjects().history(ORDERS))
          .extracting(VersionDetails::state, VersionDetails::previous)
          .containsExactly(
              tuple(VersionState.LIVE, 0),
              tuple(VersionState.DRAFT, 1),
              tuple(VersionState.LIVE, 1));
      assertThat(registry.subjects().find(ORDERS).orElseThrow())
          .extracting("versions", "latestVersion", "drafts")
          .containsExactly(3, 3, List.of(2));
      assertThat(registry.evolution().check(ORDERS, V3)).isCompatible();
    }
  }

  @Test
  @Tag("R16")
  default void enablingMakesADraftTheLatestVersion() {
    DocumentId document;
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(
          RegistrationRequest.builder(ORDERS, V2)
              .draft()
              .author("mia")
              .document(new SourceDocument("x", new byte[] {1}))
              .build());
      document = registry.subjects().history(ORDERS).get(1).documents().get(0);
      Registration enabled = registry.subjects().enable(ORDERS, 2);

      assertThat(enabled.outcome()).isEqualTo(Outcome.CREATED);
      assertThat(enabled.version()).isEqualTo(registry.latest(ORDERS));
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry).hasLatest(ORDERS, 2).hasLatest(ORDERS, V2);
      VersionDetails details = registry.subjects().history(ORDERS).get(1);
      assertThat(details)
          .extracting("state", "origin", "previous", "author", "documents")
          .containsExactly(VersionState.LIVE, VersionOrigin.EVOLVED, 1, "mia", List.of(document));
      assertThat(details.label()).hasToString("1.1.0");
      assertThat(details.changes()).hasExactly(new Change.Added(FieldPath.of(NOTE), NOTE));
      assertThat(registry.subjects().find(ORDERS).orElseThrow().drafts()).isEmpty();
      assertThat(registry.register(ORDERS, V2).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
      assertThat(registry.register(ORDERS, V3).version().version()).isEqualTo(3);
    }
  }

  @Test
  @Tag("R16")
  default void enablingALiveVersionWritesNothing() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      assertThat(registry.subjects().enable(ORDERS, 1).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
      registry.register(ORDERS, V2);
      assertThat(registry.subjects().enable(ORDERS, 1).outcome()).isEqualTo(Outcome.KNOWN_OLDER);
      assertThat(registry).hasLatest(ORDERS, 2);
    }
  }

  @Test
  @Tag("R16")
  default void aDraftIsCheckedWhenItIsEnabled() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, BREAKING);
      assertThatThrownBy(() -> registry.subjects().enable(ORDERS, 2))
          .isInstanceOf(IncompatibleSchemaException.class);
      assertThat(registry).hasLatest(ORDERS, 1);
      assertThat(registry.subjects().find(ORDERS).orElseThrow().drafts()).containsExactly(2);

      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      registry.subjects().enable(ORDERS, 2);
      assertThat(registry).hasLatest(ORDERS, BREAKING);
      assertThat(registry.subjects().history(ORDERS).get(1).label()).hasToString("2.0.0");
    }
  }

  @Test
  @Tag("R16")
  default void anEnabledDraftIsCheckedAgainst() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL_TRANSITIVE);
      registry.register(ORDERS, V1);
      draft(registry, V2);
      assertThat(registry.evolution().check(ORDERS, with(V1, "channel"))).isCompatible();
      registry.subjects().enable(ORDERS, 2);
      Schema other = V1.toBuilder().field(Field.nullable("note", ScalarType.BYTES)).build();
      assertThatThrownBy(() -> registry.register(ORDERS, other))
          .isInstanceOfSatisfying(
              IncompatibleSchemaException.class,
              refused ->
                  assertThat(refused.report().violations())
                      .allMatch(violation -> violation.against() == 2));
    }
  }

  @Test
  @Tag("R16")
  default void aDraftThatWasOvertakenCannotBeEnabled() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, V2);
      registry.register(ORDERS, with(V1, "channel"));
      registry.subjects().delete(ORDERS, 1);
      for (int round = 0; round < 2; round++) {
        assertThatThrownBy(() -> registry.subjects().enable(ORDERS, 2))
            .isInstanceOf(IllegalTransitionException.class)
            .hasMessageContaining("orders#2")
            .hasMessageContaining("version 3");
        if (round == 0) {
          registry.subjects().restore(ORDERS, 1);
          registry.subjects().delete(ORDERS, 3);
        }
      }
      registry.subjects().purge(ORDERS, 3);
      registry.subjects().enable(ORDERS, 2);
      assertThat(registry).hasLatest(ORDERS, 2);
    }
  }

  @Test
  @Tag("R16")
  default void anEnabledDraftFollowsTheVersionThatIsLatestThen() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, with(V1, "a"));
      draft(registry, with(V1, "b"));
      draft(registry, with(V1, "a", "b"));
      draft(registry, with(V1, "a", "b", "c"));
      assertThat(ordinal(registry, 4, "a")).isEqualTo(5);

      registry.subjects().enable(ORDERS, 2);
      registry.subjects().enable(ORDERS, 4);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(ordinal(registry, 2, "a")).isEqualTo(3);
      assertThat(ordinal(registry, 3, "b")).isEqualTo(4);
      assertThat(ordinal(registry, 4, "a")).isEqualTo(3);
      assertThat(ordinal(registry, 4, "b")).as("a new one, as none is reused").isEqualTo(10);
      assertThat(ordinal(registry, 5, "a")).isEqualTo(7);
      VersionDetails enabled = registry.subjects().history(ORDERS).get(3);
      assertThat(enabled.previous()).isEqualTo(2);
      assertThat(enabled.label()).hasToString("1.2.0");
      assertThat(enabled.changes())
          .hasExactly(new Change.Added(FieldPath.of(optional("b")), optional("b")));
      assertThat(registry.evolution().diff(ORDERS, 2, 4)).isEqualTo(enabled.changes());

      registry.subjects().enable(ORDERS, 5);
      assertThat(ordinal(registry, 5, "a")).isEqualTo(3);
      assertThat(ordinal(registry, 5, "b")).isEqualTo(10);
      assertThat(ordinal(registry, 5, "c")).isEqualTo(11);
      registry.register(ORDERS, with(V1, "a", "b", "c", "d"));
      assertThat(ordinal(registry, 6, "d")).isEqualTo(12);
      assertThat(registry.subjects().history(ORDERS))
          .filteredOn(details -> details.state() == VersionState.LIVE)
          .extracting(details -> details.label().toString())
          .containsExactly("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0");
    }
  }

  @Test
  @Tag("R16")
  @Tag("R10")
  default void contentThatIsKnownMakesNoDraft() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      assertThat(draft(registry, V1).outcome()).isEqualTo(Outcome.KNOWN_OLDER);
      assertThat(draft(registry, V2).outcome()).isEqualTo(Outcome.KNOWN_LATEST);

      assertThat(draft(registry, V3).outcome()).isEqualTo(Outcome.CREATED);
      Registration again = draft(registry, V3);
      assertThat(again.outcome()).isEqualTo(Outcome.KNOWN_DRAFT);
      assertThat(again.version().version()).isEqualTo(3);
      assertThat(registry.subjects().history(ORDERS).get(2).seenCount()).isEqualTo(1);

      assertThat(registry.register(ORDERS, V3).version().version()).isEqualTo(4);
      assertThat(registry).hasLatest(ORDERS, 4);
    }
  }

  @Test
  @Tag("R16")
  default void theContentOfAnOvertakenDraftMakesAnotherDraft() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, V3);
      registry.register(ORDERS, V2);
      Registration again = draft(registry, V3);
      assertThat(again.outcome()).isEqualTo(Outcome.CREATED);
      assertThat(again.version().version()).isEqualTo(4);
      registry.subjects().enable(ORDERS, 4);
      assertThat(registry).hasLatest(ORDERS, V3);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R7")
  default void aDraftIsNeitherPinnedNorRevertedToNorDeleted() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, V2);
      for (Runnable refused :
          List.<Runnable>of(
              () -> registry.subjects().activate(ORDERS, 2),
              () -> registry.schemas().revertTo(ORDERS, 2, "", ""),
              () -> registry.subjects().delete(ORDERS, 2))) {
        assertThatThrownBy(refused::run)
            .isInstanceOf(IllegalTransitionException.class)
            .hasMessageContaining("draft");
      }
      registry.subjects().restore(ORDERS, 2);
      assertThat(registry.subjects().history(ORDERS).get(1).state()).isEqualTo(VersionState.DRAFT);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R1")
  default void aDraftIsPurgedAtOnceAndItsNumberNotUsedAgain() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, V2);
      registry.subjects().purge(ORDERS, 2);
      assertThatThrownBy(() -> registry.subjects().enable(ORDERS, 2))
          .isInstanceOf(NotFoundException.class);
      registry.register(ORDERS, V2);
      assertThat(registry).hasLatest(ORDERS, 3);
      assertThat(ordinal(registry, 3, "note")).isEqualTo(4);
    }
  }

  @Test
  @Tag("R16")
  default void aSubjectOfDraftsAloneHasNoLatestVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      draft(registry, V1);
      assertThatThrownBy(() -> registry.latest(ORDERS))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("drafts");
      assertThat(registry.schemas().findLatest(ORDERS)).isEmpty();
      assertThat(registry.subjects().find(ORDERS).orElseThrow().findLatest()).isEmpty();

      registry.subjects().enable(ORDERS, 1);
      assertThat(registry).hasLatest(ORDERS, V1);
      assertThat(registry.subjects().history(ORDERS).get(0))
          .extracting("origin", "previous")
          .containsExactly(VersionOrigin.CREATED, 0);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R13")
  default void onlyADraftMayReferToADraft() {
    Schema referring =
        Schema.of(ID, Field.nullable("order", new ReferenceType(new VersionRef(ORDERS, 1))));
    try (SchemaRegistry registry = openRegistry()) {
      draft(registry, V1);
      for (Runnable refused :
          List.<Runnable>of(
              () -> registry.register(CUSTOMERS, referring),
              () -> registry.evolution().check(CUSTOMERS, referring))) {
        assertThatThrownBy(refused::run)
            .isInstanceOf(IllegalTransitionException.class)
            .hasMessageContaining("orders#1");
      }
      registry.register(request(CUSTOMERS, referring));
      assertThatThrownBy(() -> registry.subjects().purge(ORDERS, 1))
          .isInstanceOf(StillReferencedException.class);
      assertThatThrownBy(() -> registry.subjects().enable(CUSTOMERS, 1))
          .isInstanceOf(IllegalTransitionException.class);

      registry.subjects().enable(ORDERS, 1);
      registry.subjects().delete(ORDERS, 1);
      assertThatThrownBy(() -> registry.subjects().enable(CUSTOMERS, 1))
          .isInstanceOf(DeletedException.class);
      registry.subjects().restore(ORDERS, 1);
      registry.subjects().enable(CUSTOMERS, 1);
      assertThat(registry).hasLatest(CUSTOMERS, 1);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R17")
  default void whatIsExpectedToBeLatestIsNoDraft() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      draft(registry, V3);
      RegistrationRequest stale =
          RegistrationRequest.builder(ORDERS, V2).draft().expectedLatest(2).build();
      assertThatThrownBy(() -> registry.register(stale))
          .isInstanceOf(VersionConflictException.class);
      List<Registration> both =
          registry
              .schemas()
              .registerAll(
                  List.of(
                      RegistrationRequest.builder(ORDERS, with(V1, "x"))
                          .draft()
                          .expectedLatest(1)
                          .build(),
                      RegistrationRequest.builder(ORDERS, V2).expectedLatest(1).build()));
      assertThat(both).extracting(done -> done.version().version()).containsExactly(3, 4);
      assertThat(registry).hasLatest(ORDERS, 4);
    }
  }

  @Test
  @Tag("R16")
  default void nothingIsEnabledInADeletedSubject() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThatThrownBy(() -> registry.subjects().enable(ORDERS, 1))
          .isInstanceOf(NotFoundException.class);
      draft(registry, V1);
      registry.subjects().delete(ORDERS);
      assertThatThrownBy(() -> registry.subjects().enable(ORDERS, 1))
          .isInstanceOf(DeletedException.class);
      assertThatThrownBy(() -> draft(registry, V2)).isInstanceOf(DeletedException.class);
      registry.subjects().restore(ORDERS);
      registry.register(ORDERS, V2);
      registry.subjects().delete(ORDERS, 2);
      assertThatThrownBy(() -> registry.subjects().enable(ORDERS, 2))
          .isInstanceOf(DeletedException.class);
    }
  }

  @Test
  @Tag("R16")
  @Tag("R12")
  default void draftingAndEnablingAreTold() {
    List<SubjectEvent> told = new ArrayList<>();
    try (SchemaRegistry registry = openRegistry()) {
      registry.subjects().listen(ORDERS, told::add);
      SchemaVersion version = draft(registry, V1).version();
      draft(registry, V1);
      registry.subjects().enable(ORDERS, 1);
      registry.subjects().enable(ORDERS, 1);
      assertThat(told)
          .containsExactly(
              new SubjectEvent.Drafted(ORDERS, 1, version.id()),
              new SubjectEvent.Enabled(ORDERS, 1, version.id()));
    }
  }

  @Test
  @Tag("R16")
  @Tag("W9")
  default void aLostRaceIsDecidedAgainWhenEnabling() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      draft(registry, V1);
      store.failNext(Fault.CONFLICT, Fault.CONFLICT);
      registry.subjects().enable(ORDERS, 1);
      assertThat(registry).hasLatest(ORDERS, 1);
    }
  }

  @Test
  @Tag("R16")
  @Tag("W9")
  default void anotherRegistryOnTheStoreSeesTheDraftAsItWasEnabled() {
    try (RegistryStore store = openStore()) {
      SchemaRegistry one = EmbeddedRegistry.builder(store).build();
      one.register(ORDERS, V1);
      draft(one, with(V1, "a"));
      draft(one, with(V1, "a", "b"));
      SchemaRegistry other = EmbeddedRegistry.builder(store).build();
      assertThat(ordinal(other, 3, "a")).isEqualTo(4);
      one.subjects().enable(ORDERS, 2);
      one.subjects().enable(ORDERS, 3);
      assertThat(ordinal(one, 3, "a")).isEqualTo(3);

      other.register(ORDERS, with(V1, "a", "b", "c"));
      assertThat(ordinal(other, 3, "a")).isEqualTo(3);
      assertThat(ordinal(other, 4, "a")).isEqualTo(3);
    }
  }
}
