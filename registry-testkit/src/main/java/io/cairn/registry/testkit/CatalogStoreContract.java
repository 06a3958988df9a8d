package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Commits.append;
import static io.cairn.registry.testkit.Commits.applied;
import static io.cairn.registry.testkit.Commits.commit;
import static io.cairn.registry.testkit.Commits.put;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.CatalogStore.FieldKey;
import io.cairn.registry.core.store.CatalogStore.FieldPosition;
import io.cairn.registry.core.store.CatalogStore.FieldRun;
import io.cairn.registry.core.store.CatalogStore.FieldSearch;
import io.cairn.registry.core.store.CatalogStore.NumberedEntry;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.schema.Nullability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a store keeps of the catalog, and how it is found; part of {@link StoreContract}. */
public interface CatalogStoreContract extends StoreUnderTest {
  private static Annotations tagged(String... tags) {
    return new Annotations(Set.of(tags), Map.of(), "", "");
  }

  private static Operation say(Target target, String... tags) {
    return new Operation.PutAnnotations(target, tagged(tags));
  }

  private static Operation audit(Target target, String author) {
    return new Operation.AppendAudit(
        new AuditEntry(
            target,
            AuditEntry.Action.ANNOTATED,
            TestClock.START,
            author,
            "",
            Annotations.NONE,
            Annotations.NONE));
  }

  /** A version with these fields, the first of which has the ordinal 1. */
  private static Operation withFields(
      Subject subject, int version, List<String> paths, String type) {
    List<Column> columns = new ArrayList<>();
    for (String path : paths) {
      columns.add(
          new Column(columns.size() + 1, path, type, Nullability.REQUIRED, Set.of(), "", ""));
    }
    Operation.AppendVersion plain = (Operation.AppendVersion) append(subject, version);
    return new Operation.AppendVersion(
        subject, plain.head(), plain.body(), plain.facts(), columns, Set.of(), Map.of());
  }

  @Test
  @Tag("R14")
  @Tag("W9")
  default void theCatalogOperationsMoveTheRevisionOfTheirSubject() {
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      for (Operation operation :
          List.of(
              say(Target.of(ORDERS), "t"),
              say(Target.of(new VersionRef(ORDERS, 1)), "t"),
              say(new Target.OfField(ORDERS, 7), "t"),
              new Operation.PutAnnotations(Target.of(ORDERS), Annotations.NONE),
              audit(Target.of(new VersionRef(ORDERS, 9)), "mia"))) {
        long revision = applied(store, operation);
        assertThat(store.versions().findSubject(ORDERS).orElseThrow().revision())
            .as(operation.toString())
            .isEqualTo(revision);
      }
    }
  }

  @Test
  @Tag("R14")
  @Tag("W9")
  default void nothingIsSaidAboutWhatHasNoRow() {
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      for (Operation bad :
          List.of(
              say(Target.of(new VersionRef(ORDERS, 2)), "t"),
              say(Target.of(CUSTOMERS), "t"),
              audit(Target.of(CUSTOMERS), "mia"))) {
        assertThatThrownBy(() -> commit(store, Commit.of(say(Target.of(ORDERS), "t"), bad)))
            .hasCauseInstanceOf(StoreException.class);
      }
      assertThat(store.catalog().annotationsOf(ORDERS)).isEmpty();
      assertThat(store.catalog().annotations(Target.of(CUSTOMERS))).isEqualTo(Annotations.NONE);
      assertThat(store.catalog().audit(CUSTOMERS, Long.MAX_VALUE, 10)).isEmpty();
    }
  }

  @Test
  @Tag("R14")
  default void auditEntriesAreNumberedPerSubjectAlsoInOneCommit() {
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), put(CUSTOMERS));
      applied(store, audit(Target.of(ORDERS), "a"), audit(Target.of(CUSTOMERS), "b"));
      applied(store, audit(Target.of(ORDERS), "c"), audit(Target.of(ORDERS), "d"));
    }
    try (RegistryStore store = openStore()) {
      List<NumberedEntry> entries = store.catalog().audit(ORDERS, Long.MAX_VALUE, 10);
      assertThat(entries).extracting(NumberedEntry::number).containsExactly(3L, 2L, 1L);
      assertThat(entries).extracting(one -> one.entry().author()).containsExactly("d", "c", "a");
      assertThat(store.catalog().audit(ORDERS, 3, 1)).containsExactly(entries.get(1));
    }
  }

  @Test
  @Tag("R14")
  default void aPurgeTakesAlongWhatIsSaidAboutFieldsThatNoVersionHasAnyMore() {
    try (RegistryStore store = openStore()) {
      applied(
          store,
          put(ORDERS),
          withFields(ORDERS, 1, List.of("id"), "INT"),
          withFields(ORDERS, 2, List.of("id", "note"), "INT"));
      VersionRef second = new VersionRef(ORDERS, 2);
      applied(
          store,
          say(Target.of(ORDERS), "t"),
          say(Target.of(second), "t"),
          say(new Target.OfField(ORDERS, 1), "t"),
          say(new Target.OfField(ORDERS, 2), "t"));
      applied(store, new Operation.PurgeVersion(second));

      List<Annotated> left =
          List.of(
              new Annotated(Target.of(ORDERS), tagged("t")),
              new Annotated(new Target.OfField(ORDERS, 1), tagged("t")));
      assertThat(store.catalog().annotationsOf(ORDERS)).isEqualTo(left);
      assertThat(store.catalog().annotated(AnnotationQuery.tagged("t"), null, 10)).isEqualTo(left);
    }
  }

  @Test
  @Tag("R15")
  default void fieldsComeByNameThenBySubjectThenByOrdinal() {
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), put(CUSTOMERS));
      applied(store, withFields(CUSTOMERS, 1, List.of("b", "a"), "INT"));
      applied(
          store, withFields(ORDERS, 1, List.of("\uFF5E", "\uD83D\uDE00", "x.a", "a[].a"), "INT"));

      List<String> expected =
          List.of(
              "orders x.a",
              "orders a[].a",
              "customers a",
              "customers b",
              "orders \uFF5E",
              "orders \uD83D\uDE00");
      assertThat(search(store.catalog(), FieldKey.NAME, "*", "INT")).isEqualTo(expected);
      assertThat(search(store.catalog(), FieldKey.NAME, "a", "*"))
          .isEqualTo(expected.subList(0, 3));
      assertThat(search(store.catalog(), FieldKey.TYPE, "*", "I*"))
          .as("by subject and ordinal, as all types are the same")
          .containsExactly(
              "orders \uFF5E",
              "orders \uD83D\uDE00",
              "orders x.a",
              "orders a[].a",
              "customers b",
              "customers a");
      assertThat(search(store.catalog(), FieldKey.NAME, "\uD83D\uDE00*", "*")).hasSize(1);
      assertThat(search(store.catalog(), FieldKey.NAME, "?", "BYTES")).isEmpty();
    }
  }

  private static List<String> search(CatalogStore catalog, FieldKey key, String name, String type) {
    List<String> found = new ArrayList<>();
    @Nullable FieldPosition after = null;
    while (true) {
      List<FieldRun> part =
          catalog.fields(
              new FieldSearch(key, new NamePattern(name), new NamePattern(type), after, 1));
      if (part.isEmpty()) {
        return found;
      }
      FieldRun run = part.get(0);
      found.add(run.subject().name() + " " + run.path());
      after = run.position(key);
    }
  }
}
