package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Commits.append;
import static io.cairn.registry.testkit.Commits.applied;
import static io.cairn.registry.testkit.Commits.commit;
import static io.cairn.registry.testkit.Commits.enable;
import static io.cairn.registry.testkit.Commits.put;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.DocumentId;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.error.StoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each {@link Operation} does, and when its commit fails; part of {@link StoreContract}. */
public interface OperationContract extends StoreUnderTest {
  @Test
  @Tag("W3")
  default void sightingsAreAddedAndTheLaterTimeStays() {
    VersionRef ref = new VersionRef(ORDERS, 1);
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      applied(store, new Operation.AddSightings(ref, 5, TestClock.START.plusSeconds(10)));
      applied(store, new Operation.AddSightings(ref, 2, TestClock.START.plusSeconds(3)));
      applied(store, new Operation.AddSightings(new VersionRef(ORDERS, 7), 2, TestClock.START));
      applied(store, new Operation.AddSightings(new VersionRef(CUSTOMERS, 1), 2, TestClock.START));

      assertThat(store.versions().history(ORDERS))
          .singleElement()
          .satisfies(
              history -> {
                assertThat(history.seenCount()).isEqualTo(7);
                assertThat(history.lastSeenAt()).isEqualTo(TestClock.START.plusSeconds(10));
              });
    }
  }

  @Test
  @Tag("W3")
  default void aSightingBeforeTheRegistrationCountsAtItsTime() {
    VersionRef ref = new VersionRef(ORDERS, 1);
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      applied(store, new Operation.AddSightings(ref, 1, TestClock.START.minusSeconds(60)));

      assertThat(store.versions().history(ORDERS))
          .singleElement()
          .satisfies(
              history -> {
                assertThat(history.seenCount()).isEqualTo(1);
                assertThat(history.lastSeenAt()).isEqualTo(TestClock.START);
              });
    }
  }

  @Test
  @Tag("W9")
  default void aVersionIsNeverWrittenTwice() {
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      assertThatThrownBy(() -> commit(store, Commit.of(append(ORDERS, 1))))
          .hasCauseInstanceOf(StoreException.class);
    }
  }

  @Test
  @Tag("R16")
  default void aDraftIsEnabledOnceWithAllThatIsSaidOfItThen() {
    VersionRef ref = new VersionRef(ORDERS, 1);
    Operation.EnableDraft enable = (Operation.EnableDraft) enable(ref);
    Deprecation deprecation = new Deprecation(DeprecationNotice.of("old"), TestClock.START);
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      assertFails(store, "orders#1: it is no draft", enable);
      applied(
          store,
          new Operation.SetVersionState(ref, VersionState.DRAFT),
          new Operation.SetDeprecation(ref, deprecation));
      applied(store, enable);
      assertFails(store, "orders#1: it is no draft", enable);
    }
    try (RegistryStore store = openStore()) {
      assertThat(store.versions().findBody(ref)).contains(enable.body());
      assertThat(store.versions().history(ORDERS))
          .singleElement()
          .satisfies(
              version -> {
                assertThat(version.head())
                    .isEqualTo(
                        new VersionHead(1, new SchemaId(1, 0), VersionState.LIVE, deprecation));
                assertThat(version.facts()).isEqualTo(enable.facts());
              });
    }
  }

  @Test
  @Tag("W9")
  default void aReferenceToAVersionThatIsMissingFails() {
    try (RegistryStore store = openStore()) {
      VersionRef missing = new VersionRef(CUSTOMERS, 5);
      assertFails(store, "customers#5", put(ORDERS), append(ORDERS, 1, missing));
      assertThat(store.versions().findSubject(ORDERS)).isEmpty();
      applied(store, put(CUSTOMERS), append(CUSTOMERS, 5), put(ORDERS), append(ORDERS, 1, missing));
    }
  }

  @Test
  @Tag("W9")
  default void aVersionThatOthersReferToIsNotPurged() {
    VersionRef target = new VersionRef(CUSTOMERS, 1);
    Operation purge = new Operation.PurgeVersion(target);
    Operation purgeReferrer = new Operation.PurgeVersion(new VersionRef(ORDERS, 1));
    try (RegistryStore store = openStore()) {
      applied(store, put(CUSTOMERS), append(CUSTOMERS, 1), put(ORDERS), append(ORDERS, 1, target));

      assertFails(store, "other versions refer to it", purge);
      assertFails(store, "other versions refer to it", purge, purgeReferrer);
      assertThat(store.versions().history(CUSTOMERS)).hasSize(1);
      assertThat(store.versions().referrers(target)).containsExactly(new VersionRef(ORDERS, 1));
      applied(store, purgeReferrer, purge);
      assertThat(store.versions().history(CUSTOMERS)).isEmpty();
    }
  }

  @Test
  @Tag("W9")
  default void referrersComeInTheOrderOfSubjectsThenVersions() {
    VersionRef target = new VersionRef(CUSTOMERS, 1);
    Subject wide = Subject.of("n", "\uFF5E");
    Subject supplementary = Subject.of("n", "\uD83D\uDE00");
    try (RegistryStore store = openStore()) {
      applied(store, put(CUSTOMERS), append(CUSTOMERS, 1));
      applied(store, put(wide), append(wide, 1, target), append(wide, 2, target));
      applied(store, put(supplementary), append(supplementary, 10, target));
      applied(store, append(supplementary, 9, target));

      assertThat(supplementary).isLessThan(wide);
      assertThat(store.versions().referrers(target))
          .containsExactly(
              new VersionRef(supplementary, 9),
              new VersionRef(supplementary, 10),
              new VersionRef(wide, 1),
              new VersionRef(wide, 2));
    }
  }

  @Test
  @Tag("R18")
  default void aDocumentIsNeverMergedWithAnotherOfItsId() {
    DocumentId id = new DocumentId(1, 2);
    VersionRef first = new VersionRef(ORDERS, 1);
    VersionRef second = new VersionRef(ORDERS, 2);
    SourceDocument document = new SourceDocument("avro", new byte[] {1});
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1), append(ORDERS, 2));
      applied(store, new Operation.AttachDocument(first, id, document));
      applied(store, new Operation.AttachDocument(first, id, document));
      for (SourceDocument other :
          new SourceDocument[] {
            new SourceDocument("avro", new byte[] {2}), new SourceDocument("ddl", new byte[] {1})
          }) {
        assertFails(store, id.toString(), new Operation.AttachDocument(second, id, other));
      }
      applied(store, new Operation.AttachDocument(second, id, document));

      assertThat(store.versions().findDocument(id)).contains(document);
      assertThat(store.versions().history(ORDERS))
          .allSatisfy(history -> assertThat(history.documents()).containsExactly(id));
    }
  }

  private static void assertFails(RegistryStore store, String message, Operation... operations) {
    assertThatThrownBy(() -> commit(store, Commit.of(operations)))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining(message);
  }
}
