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
import io.cairn.registry.Registration;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.identity.ContentHasher;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.SchemaCollisionException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Registering, and looking up what was registered. */
public interface RegistrationContract extends StoreUnderTest {

  @Test
  @Tag("R1")
  default void versionsAreNumberedFromOneWithoutGaps() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.register(ORDERS, V1).version().version()).isEqualTo(1);
      assertThat(registry.register(ORDERS, V2).version().version()).isEqualTo(2);
      assertThat(registry.register(ORDERS, V3).version().version()).isEqualTo(3);
      assertThat(registry.register(CUSTOMERS, V1).version().version()).isEqualTo(1);
    }
  }

  @Test
  @Tag("R1")
  default void whatWasRegisteredIsFoundByNumberLatestIdAndContent() {
    try (SchemaRegistry registry = openRegistry()) {
      SchemaVersion first = registry.register(ORDERS, V1).version();
      SchemaVersion second = registry.register(ORDERS, V2).version();

      assertThat(registry.schemas().version(ORDERS, 1)).isEqualTo(first);
      assertThat(registry.schemas().findVersion(ORDERS, 2)).contains(second);
      assertThat(registry.latest(ORDERS)).isEqualTo(second);
      assertThat(registry.schemas().findLatest(ORDERS)).contains(second);
      assertThat(registry.schemas().schema(first.id())).isEqualTo(V1);
      assertThat(registry.schemas().findSchema(second.id())).contains(V2);
      assertThat(registry.schemas().findByContent(ORDERS, V1)).contains(first);
      assertThat(registry.schemas().idOf(V2)).isEqualTo(second.id());
    }
  }

  @Test
  @Tag("R1")
  default void whatIsUnknownIsATypedErrorThatNamesIt() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      SchemaId nowhere = new SchemaId(1, 2);

      assertThatThrownBy(() -> registry.latest(CUSTOMERS))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("com.acme.customers");
      assertThatThrownBy(() -> registry.schemas().version(ORDERS, 2))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("version 2 of com.acme.orders");
      assertThatThrownBy(() -> registry.schemas().version(ORDERS, -1))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> registry.schemas().schema(nowhere))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining(nowhere.toString());
      assertThatThrownBy(() -> registry.subjects().history(CUSTOMERS))
          .isInstanceOf(NotFoundException.class);
      assertThat(registry.schemas().findLatest(CUSTOMERS)).isEmpty();
      assertThat(registry.schemas().findVersion(ORDERS, 2)).isEmpty();
      assertThat(registry.schemas().findSchema(nowhere)).isEmpty();
      assertThat(registry.schemas().findByContent(ORDERS, V2)).isEmpty();
      assertThat(registry.subjects().find(CUSTOMERS)).isEmpty();
    }
  }

  @Test
  @Tag("R2")
  default void sixtyVersionsStayReadableExactlyAsRegistered() {
    List<Schema> schemas = new ArrayList<>();
    for (int n = 1; n <= 60; n++) {
      Schema.Builder schema = Schema.builder().trait("unit", "ms");
      IntStream.rangeClosed(1, n)
          .mapToObj(
              i -> Field.builder("f" + i, ScalarType.TEXT).nullable().doc("field " + i).build())
          .forEach(schema::field);
      schemas.add(schema.build());
    }
    try (SchemaRegistry registry = openRegistry()) {
      schemas.forEach(schema -> registry.register(ORDERS, schema));
      assertThat(allOf(registry)).isEqualTo(schemas);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(allOf(registry)).isEqualTo(schemas);
      assertThat(registry.subjects().list())
          .extracting(SubjectSummary::versions, SubjectSummary::latestVersion)
          .containsExactly(Tuple.tuple(60, 60));
    }
  }

  @Test
  @Tag("R2")
  default void sixtyVersionsOfAThousandSubjectsAreAllThere() {
    List<Subject> subjects =
        IntStream.range(0, 1_000).mapToObj(i -> Subject.of("many", "s" + i)).toList();
    List<Schema> schemas =
        IntStream.rangeClosed(1, 60)
            .mapToObj(n -> V1.toBuilder().trait("revision", "r" + n).build())
            .toList();
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeGlobalMode(CompatibilityMode.NONE);
      for (Schema schema : schemas) {
        registry
            .schemas()
            .registerAll(
                subjects.stream().map(each -> RegistrationRequest.of(each, schema)).toList());
      }
    }
    try (SchemaRegistry registry = openRegistry()) {
      for (Subject subject : subjects) {
        assertThat(registry.latest(subject).version()).isEqualTo(60);
        for (int n = 1; n <= 60; n += 7) {
          assertThat(registry.schemas().version(subject, n).schema()).isEqualTo(schemas.get(n - 1));
        }
      }
    }
  }

  private static List<Schema> allOf(SchemaRegistry registry) {
    return IntStream.rangeClosed(1, registry.latest(ORDERS).version())
        .mapToObj(n -> registry.schemas().version(ORDERS, n).schema())
        .toList();
  }

  @Test
  @Tag("M8")
  default void athousandSubjectsAreListedInOrderAndByNamespace() {
    try (SchemaRegistry registry = openRegistry()) {
      List<RegistrationRequest> requests =
          IntStream.range(0, 1_100)
              .mapToObj(i -> RegistrationRequest.of(Subject.of("ns" + i % 10, "s" + i), V1))
              .toList();
      registry.schemas().registerAll(requests);

      assertThat(registry.subjects().list())
          .hasSize(1_100)
          .extracting(SubjectSummary::subject)
          .isSorted();
      assertThat(registry.subjects().list("ns3")).hasSize(110);
      assertThat(registry.subjects().list("ns")).isEmpty();
    }
  }

  @Test
  @Tag("M8")
  default void scopesNeverFallBackToEachOther() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS.ownedBy("tenant-7"), V2);

      assertThat(registry.latest(ORDERS.ownedBy("tenant-7")).version()).isEqualTo(1);
      assertThat(registry.schemas().findLatest(ORDERS.ownedBy("tenant-8"))).isEmpty();
    }
  }

  @Test
  @Tag("R10")
  default void knownContentMakesNoVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.register(ORDERS, V1).outcome()).isEqualTo(Outcome.CREATED);
      assertThat(registry.register(ORDERS, V1).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
      registry.register(ORDERS, V2);

      Registration older = registry.register(ORDERS, V1);

      assertThat(older.outcome()).isEqualTo(Outcome.KNOWN_OLDER);
      assertThat(older.version().version()).isEqualTo(1);
      assertThat(registry.latest(ORDERS).version()).isEqualTo(2);
    }
  }

  @Test
  @Tag("R10")
  default void knownContentIsCountedWithItsTimeAndOutlivesAReopen() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openRegistry(clock)) {
      registry.register(ORDERS, V1);
      clock.advance(Duration.ofMinutes(5));
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V1);
      assertThat(registry.subjects().history(ORDERS))
          .extracting(VersionDetails::seenCount)
          .containsExactly(2L);
      registry.register(ORDERS, V1);
    }
    try (SchemaRegistry registry = openRegistry(clock)) {
      VersionDetails details = registry.subjects().history(ORDERS).get(0);
      assertThat(details.seenCount()).isEqualTo(3);
      assertThat(details.registeredAt()).isEqualTo(TestClock.START);
      assertThat(details.lastSeenAt()).isEqualTo(clock.instant());
    }
  }

  @Test
  @Tag("H2")
  default void theOrderOfFieldsMakesNoVersion() {
    Schema reordered = Schema.of(V1.fields().get(1), V1.fields().get(0));
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      assertThat(registry.register(ORDERS, reordered).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(V1);
    }
  }

  @Test
  @Tag("R1")
  default void oneContentUnderSeveralSubjectsHasOneId() {
    try (SchemaRegistry registry = openRegistry()) {
      SchemaId id = registry.register(ORDERS, V1).version().id();
      registry.register(CUSTOMERS, V2);
      registry.register(CUSTOMERS, V1.toBuilder().build());
      assertThat(registry.register(CUSTOMERS, V3).version().id()).isNotEqualTo(id);
      registry.evolution().changeMode(CUSTOMERS, CompatibilityMode.NONE);
      registry.register(CUSTOMERS, V1);

      assertThat(registry.schemas().versionsOf(id))
          .contains(new VersionRef(ORDERS, 1))
          .anyMatch(ref -> ref.subject().equals(CUSTOMERS));
    }
  }

  @Test
  @Tag("R17")
  default void aRegistrationThatExpectsAnotherHeadIsRefusedWithBothNumbers() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(RegistrationRequest.builder(ORDERS, V1).expectedLatest(0).build());
      registry.register(RegistrationRequest.builder(ORDERS, V2).expectedLatest(1).build());

      assertThatThrownBy(
              () ->
                  registry.register(
                      RegistrationRequest.builder(ORDERS, V3).expectedLatest(1).build()))
          .isInstanceOfSatisfying(
              VersionConflictException.class,
              conflict -> {
                assertThat(conflict.expected()).isEqualTo(1);
                assertThat(conflict.actual()).isEqualTo(2);
              });
      assertThat(registry.latest(ORDERS).version()).isEqualTo(2);
    }
  }

  @Test
  @Tag("R17")
  default void manySubjectsAreRegisteredTogetherOrNotAtAll() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      List<RegistrationRequest> requests =
          List.of(RegistrationRequest.of(CUSTOMERS, V1), RegistrationRequest.of(ORDERS, BREAKING));

      assertThatThrownBy(() -> registry.schemas().registerAll(requests))
          .isInstanceOf(IncompatibleSchemaException.class);
      assertThat(registry.subjects().find(CUSTOMERS)).isEmpty();

      List<Registration> done =
          registry
              .schemas()
              .registerAll(
                  List.of(
                      RegistrationRequest.of(CUSTOMERS, V1),
                      RegistrationRequest.of(ORDERS, V2),
                      RegistrationRequest.of(CUSTOMERS, V2),
                      RegistrationRequest.of(CUSTOMERS, V1)));
      assertThat(done)
          .extracting(Registration::outcome)
          .containsExactly(Outcome.CREATED, Outcome.CREATED, Outcome.CREATED, Outcome.KNOWN_OLDER);
      assertThat(registry.latest(CUSTOMERS).version()).isEqualTo(2);
    }
  }

  @Test
  @Tag("R18")
  default void aVersionKeepsTheDocumentsItCameFrom() {
    SourceDocument avro =
        new SourceDocument("avro", "{\"type\":\"record\"}".getBytes(StandardCharsets.UTF_8));
    SourceDocument other =
        new SourceDocument("avro", "{ \"type\": \"record\" }".getBytes(StandardCharsets.UTF_8));
    DocumentId id;
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(RegistrationRequest.builder(ORDERS, V1).document(avro).build());
      registry.register(
          RegistrationRequest.builder(ORDERS, V1).document(other).document(avro).build());

      List<DocumentId> ids = registry.subjects().history(ORDERS).get(0).documents();
      assertThat(ids).hasSize(2).doesNotHaveDuplicates();
      id = ids.get(1);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.schemas().findDocument(id)).contains(other);
      assertThat(registry.schemas().findDocument(new DocumentId(0, 0))).isEmpty();
    }
  }

  @Test
  @Tag("R18")
  default void aDocumentOfMoreThanAMebibyteIsRefused() {
    assertThat(new SourceDocument("x", new byte[SourceDocument.MAX_BYTES]).bytes())
        .hasSize(SourceDocument.MAX_BYTES);
    assertThatThrownBy(() -> new SourceDocument("x", new byte[SourceDocument.MAX_BYTES + 1]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1048577");
  }

  @Test
  @Tag("H6")
  default void differentContentWithTheSameHashIsNeverMerged() {
    ContentHasher colliding = (bytes, offset, length) -> new ContentHasher.Hash(7, 7);
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore()).clock(new TestClock()).hasher(colliding).build()) {
      registry.register(ORDERS, V1);

      assertThatThrownBy(() -> registry.register(ORDERS, V2))
          .isInstanceOf(SchemaCollisionException.class)
          .hasMessageContaining(new SchemaId(7, 7).toString());
      assertThatThrownBy(() -> registry.register(CUSTOMERS, V2))
          .isInstanceOf(SchemaCollisionException.class);
      assertThat(registry.register(CUSTOMERS, V1).outcome()).isEqualTo(Outcome.CREATED);
    }
  }

  @Test
  @Tag("R1")
  default void aClosedRegistrySaysSo() {
    SchemaRegistry registry = openRegistry();
    registry.register(ORDERS, V1);
    registry.close();
    registry.close();

    assertThatThrownBy(() -> registry.register(ORDERS, V1))
        .isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(registry::flush).isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(registry::subjects).isInstanceOf(RegistryClosedException.class);
  }
}
