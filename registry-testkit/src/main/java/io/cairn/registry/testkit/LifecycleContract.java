package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.DocumentId;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionState;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deleting, restoring, purging and pinning versions. */
public interface LifecycleContract extends StoreUnderTest {

  /** A registry with three versions of ORDERS. */
  private SchemaRegistry withThreeVersions() {
    SchemaRegistry registry = openRegistry();
    registry.register(ORDERS, V1);
    registry.register(ORDERS, V2);
    registry.register(ORDERS, V3);
    return registry;
  }

  @Test
  @Tag("R5")
  default void aDeletedSubjectSaysSoAndKeepsItsHistory() {
    try (SchemaRegistry registry = withThreeVersions()) {
      registry.subjects().delete(ORDERS);
      registry.subjects().delete(ORDERS);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThatThrownBy(() -> registry.latest(ORDERS))
          .isInstanceOf(DeletedException.class)
          .hasMessageContaining("com.acme.orders is deleted");
      assertThatThrownBy(() -> registry.register(ORDERS, V1)).isInstanceOf(DeletedException.class);
      assertThatThrownBy(() -> registry.schemas().active(ORDERS))
          .isInstanceOf(DeletedException.class);
      assertThat(registry.schemas().findLatest(ORDERS)).isEmpty();
      assertThat(registry.schemas().version(ORDERS, 2).schema()).isEqualTo(V2);
      assertThat(registry.subjects().history(ORDERS)).hasSize(3);
      assertThat(registry.subjects().find(ORDERS).orElseThrow().state())
          .isEqualTo(VersionState.DELETED);

      registry.subjects().restore(ORDERS);

      assertThat(registry.latest(ORDERS).version()).isEqualTo(3);
    }
  }

  @Test
  @Tag("R5b")
  default void aDeletedVersionIsNeitherLatestNorKnownNorCheckedAgainst() {
    try (SchemaRegistry registry = withThreeVersions()) {
      registry.subjects().delete(ORDERS, 3);

      assertThat(registry.latest(ORDERS).version()).isEqualTo(2);
      assertThat(registry.schemas().version(ORDERS, 3).schema()).isEqualTo(V3);
      assertThat(registry.subjects().history(ORDERS))
          .extracting(VersionDetails::state)
          .containsExactly(VersionState.LIVE, VersionState.LIVE, VersionState.DELETED);
      assertThat(registry.register(ORDERS, V3).outcome()).isEqualTo(Outcome.CREATED);
      assertThat(registry.latest(ORDERS).version()).isEqualTo(4);

      registry.subjects().delete(ORDERS, 1);
      registry.subjects().delete(ORDERS, 2);
      registry.subjects().delete(ORDERS, 4);

      assertThatThrownBy(() -> registry.latest(ORDERS)).isInstanceOf(DeletedException.class);
      assertThat(registry.register(ORDERS, BREAKING).version().version()).isEqualTo(5);
      assertThat(registry.subjects().history(ORDERS).get(4).label()).hasToString("2.0.0");
    }
  }

  @Test
  @Tag("R5")
  default void aRestoredVersionIsWhatItWas() {
    try (SchemaRegistry registry = withThreeVersions()) {
      registry.subjects().delete(ORDERS, 3);
      registry.subjects().restore(ORDERS, 3);
      registry.subjects().restore(ORDERS, 3);

      assertThat(registry.latest(ORDERS).version()).isEqualTo(3);
      assertThat(registry.register(ORDERS, V3).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
    }
  }

  @Test
  @Tag("R5")
  default void onlyWhatIsDeletedCanBePurged() {
    try (SchemaRegistry registry = withThreeVersions()) {
      assertThatThrownBy(() -> registry.subjects().purge(ORDERS, 3))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("delete it first");
      assertThatThrownBy(() -> registry.subjects().purge(ORDERS))
          .isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(() -> registry.subjects().purge(CUSTOMERS))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  @Tag("R1")
  @Tag("R5")
  default void aPurgedVersionIsGoneAndItsNumberIsNeverUsedAgain() {
    SchemaId id;
    try (SchemaRegistry registry = withThreeVersions()) {
      id = registry.latest(ORDERS).id();
      registry.subjects().delete(ORDERS, 3);
      registry.subjects().purge(ORDERS, 3);
      assertThat(registry.schemas().findVersion(ORDERS, 3)).isEmpty();
      assertThat(registry.schemas().findSchema(id)).isEmpty();
      assertThat(registry.schemas().versionsOf(id)).isEmpty();
      assertThatThrownBy(() -> registry.subjects().restore(ORDERS, 3))
          .isInstanceOf(NotFoundException.class);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.schemas().findVersion(ORDERS, 3)).isEmpty();
      assertThat(registry.register(ORDERS, V3).version().version()).isEqualTo(4);
      assertThat(registry.subjects().history(ORDERS))
          .extracting(d -> d.ref().version())
          .containsExactly(1, 2, 4);
    }
  }

  @Test
  @Tag("R1")
  @Tag("R5")
  @Tag("M5")
  default void aPurgedSubjectIsUnknownAndGoesOnCountingWhenItComesBack() {
    try (SchemaRegistry registry = withThreeVersions()) {
      registry.subjects().delete(ORDERS);
      registry.subjects().purge(ORDERS);

      assertThatThrownBy(() -> registry.latest(ORDERS)).isInstanceOf(NotFoundException.class);
      assertThat(registry.subjects().find(ORDERS)).isEmpty();
      assertThat(registry.subjects().list()).isEmpty();
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.subjects().list()).isEmpty();
      var again = registry.register(ORDERS, V1).version();
      assertThat(again.version()).isEqualTo(4);
      assertThat(again.layout().ordinals().values()).containsExactly(5, 6);
      assertThat(registry.subjects().list())
          .extracting(SubjectSummary::versions)
          .containsExactly(1);
    }
  }

  @Test
  @Tag("R18")
  default void aDocumentGoesWithTheLastVersionThatHasIt() {
    SourceDocument document = new SourceDocument("ddl", new byte[] {1, 2, 3});
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(RegistrationRequest.builder(ORDERS, V1).document(document).build());
      registry.register(RegistrationRequest.builder(CUSTOMERS, V1).document(document).build());
      DocumentId id = registry.subjects().history(ORDERS).get(0).documents().get(0);

      registry.subjects().delete(ORDERS);
      registry.subjects().purge(ORDERS);
      assertThat(registry.schemas().findDocument(id)).contains(document);

      registry.subjects().delete(CUSTOMERS);
      registry.subjects().purge(CUSTOMERS);
      assertThat(registry.schemas().findDocument(id)).isEmpty();
    }
  }

  @Test
  @Tag("R7")
  default void theActiveVersionIsTheLatestUntilAnotherIsPinned() {
    try (SchemaRegistry registry = withThreeVersions()) {
      assertThat(registry.schemas().active(ORDERS).version()).isEqualTo(3);
      registry.subjects().activate(ORDERS, 1);
      registry.subjects().activate(ORDERS, 2);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.schemas().active(ORDERS).version()).isEqualTo(2);
      assertThat(registry.latest(ORDERS).version()).isEqualTo(3);
      assertThat(registry.subjects().find(ORDERS).orElseThrow().findPinned()).hasValue(2);

      registry.subjects().deactivate(ORDERS);

      assertThat(registry.schemas().active(ORDERS).version()).isEqualTo(3);
      assertThat(registry.subjects().find(ORDERS).map(SubjectSummary::findPinned))
          .contains(OptionalInt.empty());
    }
  }

  @Test
  @Tag("R7")
  default void aPinnedVersionCannotBeDeletedNorADeletedOnePinned() {
    try (SchemaRegistry registry = withThreeVersions()) {
      registry.subjects().activate(ORDERS, 2);
      assertThatThrownBy(() -> registry.subjects().delete(ORDERS, 2))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("deactivate");
      registry.subjects().delete(ORDERS, 1);
      assertThatThrownBy(() -> registry.subjects().activate(ORDERS, 1))
          .isInstanceOf(DeletedException.class);
      assertThatThrownBy(() -> registry.subjects().activate(ORDERS, 9))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  @Tag("R5")
  default void aSubjectWhoseVersionsArePurgedOneByOneIsUnknown() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.subjects().delete(ORDERS, 1);
      registry.subjects().purge(ORDERS, 1);

      assertThat(registry.subjects().find(ORDERS)).isEmpty();
      assertThatThrownBy(() -> registry.latest(ORDERS)).isInstanceOf(NotFoundException.class);
      assertThat(registry.register(ORDERS, V1).version().version()).isEqualTo(2);
    }
  }

  @Test
  @Tag("R9")
  default void noTwoVersionsHaveTheSameLabel() {
    try (SchemaRegistry registry = withThreeVersions()) {
      registry.subjects().delete(ORDERS, 3);
      registry.register(ORDERS, V2.toBuilder().field(Field.nullable("x", ScalarType.INT)).build());
      registry.subjects().restore(ORDERS, 3);

      assertThat(registry.subjects().history(ORDERS))
          .extracting(details -> details.label().toString())
          .containsExactly("1.0.0", "1.1.0", "1.2.0", "1.3.0");
    }
  }
}
