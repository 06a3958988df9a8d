package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.AuditEntry.Action;
import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said about subjects, versions and fields beside their schemas, and who said it. */
public interface CatalogContract extends StoreUnderTest {
  /** Everything that can be said. */
  private static AnnotationEdit everything() {
    return AnnotationEdit.builder()
        .tag("pii")
        .tag("größe 😀")
        .property("team", "billing")
        .property("url", "https://acme.example/a?b=\"c\"\n")
        .owner("mia")
        .description("the \u2028 'orders'\n")
        .author("otto")
        .reason("asked")
        .build();
  }

  private static Annotations said() {
    return new Annotations(
        Set.of("pii", "größe 😀"),
        Map.of("team", "billing", "url", "https://acme.example/a?b=\"c\"\n"),
        "mia",
        "the \u2028 'orders'\n");
  }

  private static AnnotationEdit tag(String tag) {
    return AnnotationEdit.builder().tag(tag).build();
  }

  private static Annotations tagged(String... tags) {
    return new Annotations(Set.of(tags), Map.of(), "", "");
  }

  private static List<AuditEntry> audit(SchemaRegistry registry, Subject subject) {
    return registry.catalog().audit(subject, PageRequest.FIRST).items();
  }

  @Test
  @Tag("R14")
  @Tag("R16")
  default void whatIsSaidAboutAFieldOfADraftGoesWhenTheFieldIsLaidOutAnew() {
    Field id = Field.required("id", ScalarType.BIGINT);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, Schema.of(id));
      for (String name : List.of("x", "z")) {
        Schema schema = Schema.of(id, Field.nullable(name, ScalarType.TEXT));
        registry.register(RegistrationRequest.builder(ORDERS, schema).draft().build());
      }
      Catalog catalog = registry.catalog();
      catalog.edit(catalog.field(new VersionRef(ORDERS, 2), FieldPath.of("x")), tag("kept"));
      catalog.edit(catalog.field(new VersionRef(ORDERS, 3), FieldPath.of("z")), tag("lost"));
      registry.subjects().enable(ORDERS, 2);
      registry.subjects().enable(ORDERS, 3);

      assertThat(catalog.annotationsOf(ORDERS))
          .extracting(Annotated::annotations)
          .containsExactly(tagged("kept"));
      assertThat(catalog.annotated(AnnotationQuery.tagged("lost"), PageRequest.FIRST).items())
          .isEmpty();
    }
  }

  @Test
  @Tag("R14")
  default void whatIsSaidAboutSubjectsVersionsAndFieldsOutlivesAReopen() {
    Target.OfField field = new Target.OfField(ORDERS, 2);
    VersionRef first = new VersionRef(ORDERS, 1);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      Catalog catalog = registry.catalog();
      assertThat(catalog.annotations(Target.of(ORDERS))).isEqualTo(Annotations.NONE);

      assertThat(catalog.edit(Target.of(ORDERS), everything())).isEqualTo(said());
      catalog.edit(Target.of(first), tag("old"));
      catalog.edit(new Target.OfField(ORDERS, 3), tag("three"));
      catalog.edit(catalog.field(ORDERS, FieldPath.of("total")), tag("money"));
    }
    try (SchemaRegistry registry = openRegistry()) {
      Catalog catalog = registry.catalog();
      assertThat(catalog.annotations(Target.of(ORDERS))).isEqualTo(said());
      assertThat(catalog.annotations(field)).isEqualTo(tagged("money"));
      assertThat(catalog.annotations(Target.of(first))).isEqualTo(tagged("old"));
      assertThat(catalog.annotations(Target.of(new VersionRef(ORDERS, 2))))
          .isEqualTo(Annotations.NONE);
      assertThat(catalog.annotationsOf(ORDERS))
          .containsExactly(
              new Annotated(Target.of(ORDERS), said()),
              new Annotated(field, tagged("money")),
              new Annotated(new Target.OfField(ORDERS, 3), tagged("three")),
              new Annotated(Target.of(first), tagged("old")));
    }
  }

  @Test
  @Tag("R14")
  default void anEditMakesNoVersionAndNoOtherId() {
    Schema documented =
        Schema.of(Field.builder(ID.name(), ID.type()).doc("as registered").build(), NOTE);
    try (SchemaRegistry registry = openRegistry()) {
      SchemaVersion before = registry.register(ORDERS, documented).version();
      Target.OfField id = registry.catalog().field(ORDERS, FieldPath.of("id"));
      registry
          .catalog()
          .edit(id, AnnotationEdit.builder().description("as found out later").build());
      registry.catalog().edit(Target.of(before.ref()), tag("checked"));

      assertThat(registry.latest(ORDERS)).isEqualTo(before);
      assertThat(registry.subjects().history(ORDERS)).hasSize(1);
      assertThat(registry.register(ORDERS, documented).version()).isEqualTo(before);
      assertThat(registry.catalog().annotations(id).description()).isEqualTo("as found out later");
    }
  }

  @Test
  @Tag("R14")
  default void anEditLeavesAlonePartsItDoesNotMention() {
    Target orders = Target.of(ORDERS);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.catalog().edit(orders, everything());
      AnnotationEdit edit =
          AnnotationEdit.builder()
              .untag("pii")
              .untag("never there")
              .tag("new")
              .tag("changed mind")
              .untag("changed mind")
              .removeProperty("team")
              .property("url", "")
              .owner("")
              .build();

      assertThat(registry.catalog().edit(orders, edit))
          .isEqualTo(
              new Annotations(
                  Set.of("größe 😀", "new"), Map.of("url", ""), "", "the \u2028 'orders'\n"));
      registry
          .catalog()
          .edit(
              orders,
              AnnotationEdit.builder()
                  .untag("größe 😀")
                  .untag("new")
                  .removeProperty("url")
                  .description("")
                  .build());
      assertThat(registry.catalog().annotationsOf(ORDERS)).isEmpty();
      assertThat(
              registry
                  .catalog()
                  .annotated(AnnotationQuery.tagged("größe 😀"), PageRequest.FIRST)
                  .items())
          .isEmpty();
    }
  }

  @Test
  @Tag("R14")
  default void theAuditTellsWhoChangedWhatWhenAndWhyNewestFirst() {
    TestClock clock = new TestClock();
    Target.OfField field = new Target.OfField(ORDERS, 1);
    try (SchemaRegistry registry = openRegistry(clock)) {
      registry.register(ORDERS, V1);
      registry.register(CUSTOMERS, V1);
      registry.catalog().edit(Target.of(CUSTOMERS), tag("other"));
      registry.catalog().edit(Target.of(ORDERS), everything());
      clock.advance(Duration.ofHours(1).plusNanos(1_999));
      registry.catalog().edit(field, tag("key"));
      registry.catalog().edit(field, tag("key"));
    }
    try (SchemaRegistry registry = openRegistry(clock)) {
      assertThat(audit(registry, ORDERS))
          .as("what changes nothing is no change")
          .containsExactly(
              new AuditEntry(
                  field,
                  Action.ANNOTATED,
                  TestClock.START.plus(Duration.ofHours(1).plusNanos(1_000)),
                  "",
                  "",
                  Annotations.NONE,
                  tagged("key")),
              new AuditEntry(
                  Target.of(ORDERS),
                  Action.ANNOTATED,
                  TestClock.START,
                  "otto",
                  "asked",
                  Annotations.NONE,
                  said()));
      assertThat(audit(registry, CUSTOMERS)).hasSize(1);
      assertThat(audit(registry, Subject.of("no", "body"))).isEmpty();
    }
  }

  @Test
  @Tag("R14")
  default void theAuditComesInPagesThatNewEntriesDoNotShift() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      for (int i = 0; i < 7; i++) {
        registry.catalog().edit(Target.of(ORDERS), tag("t" + i));
      }
      List<Integer> tags = new ArrayList<>();
      Page<AuditEntry> page = registry.catalog().audit(ORDERS, PageRequest.ofSize(3));
      while (true) {
        page.items().forEach(entry -> tags.add(entry.after().tags().size()));
        if (page.findNext().isEmpty()) {
          break;
        }
        registry.catalog().edit(Target.of(ORDERS), tag("new" + tags.size()));
        page = registry.catalog().audit(ORDERS, page.findNext().get());
      }
      assertThat(tags).containsExactly(7, 6, 5, 4, 3, 2, 1);
    }
  }

  @Test
  @Tag("R14")
  default void whatIsSaidAboutAFieldStaysWhenItIsRenamed() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      registry.register(ORDERS, V1);
      Target.OfField total = registry.catalog().field(ORDERS, FieldPath.of("total"));
      registry.catalog().edit(total, tag("money"));
      Field renamed = Field.builder("sum", V1.fields().get(1).type()).alias("total").build();
      registry.register(ORDERS, Schema.of(ID, renamed));

      assertThat(registry.catalog().field(ORDERS, FieldPath.of("sum"))).isEqualTo(total);
      assertThat(registry.catalog().field(new VersionRef(ORDERS, 1), FieldPath.of("total")))
          .isEqualTo(total);
      assertThatThrownBy(() -> registry.catalog().field(ORDERS, FieldPath.of("total")))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("total")
          .hasMessageContaining("orders#2");
      registry.register(ORDERS, Schema.of(ID));
      assertThat(registry.catalog().annotations(total)).isEqualTo(tagged("money"));
    }
  }

  @Test
  @Tag("R14")
  default void nothingIsSaidAboutWhatDoesNotExist() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      for (Target missing :
          List.of(
              Target.of(CUSTOMERS),
              Target.of(new VersionRef(CUSTOMERS, 1)),
              Target.of(new VersionRef(ORDERS, 2)),
              new Target.OfField(ORDERS, 3),
              new Target.OfField(CUSTOMERS, 1))) {
        assertThatThrownBy(() -> registry.catalog().edit(missing, tag("t")))
            .as(missing.toString())
            .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry.catalog().annotations(missing))
            .isInstanceOf(NotFoundException.class);
      }
      assertThatThrownBy(() -> registry.catalog().annotationsOf(CUSTOMERS))
          .isInstanceOf(NotFoundException.class);
      assertThat(audit(registry, ORDERS)).isEmpty();
    }
  }

  @Test
  @Tag("R14")
  default void whatIsSaidIsBounded() {
    AnnotationEdit.Builder tags = AnnotationEdit.builder();
    AnnotationEdit.Builder properties = AnnotationEdit.builder();
    for (int i = 0; i < Annotations.MAX_ENTRIES; i++) {
      tags.tag("t" + i);
      properties.property("k" + i, "v");
    }
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      Target orders = Target.of(ORDERS);
      registry.catalog().edit(orders, tags.build());
      registry.catalog().edit(orders, properties.build());
      Annotations full = registry.catalog().annotations(orders);

      for (AnnotationEdit more :
          List.of(
              tag("one more"),
              AnnotationEdit.builder().property("one more", "").build(),
              AnnotationEdit.builder()
                  .property("k1", "x".repeat(Annotations.MAX_VALUE_LENGTH + 1))
                  .build())) {
        assertThatThrownBy(() -> registry.catalog().edit(orders, more))
            .isInstanceOf(InvalidInputException.class);
      }
      assertThat(registry.catalog().annotations(orders)).isEqualTo(full);
      assertThat(full.tags()).hasSize(Annotations.MAX_ENTRIES);
      assertThat(audit(registry, ORDERS)).hasSize(2);
    }
  }

  @Test
  @Tag("R14")
  default void whatIsSaidGoesWithWhatIsPurgedAndTheAuditStays() {
    Target.OfField shared = new Target.OfField(ORDERS, 1);
    Target.OfField alone = new Target.OfField(ORDERS, 3);
    VersionRef second = new VersionRef(ORDERS, 2);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      for (Target target : List.of(Target.of(ORDERS), Target.of(second), shared, alone)) {
        registry.catalog().edit(target, tag("t"));
      }
      registry.subjects().delete(ORDERS, 2);
      registry.catalog().edit(Target.of(second), tag("going"));
      registry.subjects().purge(ORDERS, 2);

      assertThat(registry.catalog().annotationsOf(ORDERS))
          .extracting(Annotated::target)
          .containsExactly(Target.of(ORDERS), shared);
      AuditEntry newest = audit(registry, ORDERS).get(0);
      assertThat(newest.action()).isEqualTo(Action.PURGED);
      assertThat(newest.target()).isEqualTo(Target.of(second));
      assertThat(newest.before()).isEqualTo(tagged("t", "going"));
      assertThat(newest.after()).isEqualTo(Annotations.NONE);

      registry.subjects().delete(ORDERS);
      registry.subjects().purge(ORDERS);
      assertThat(audit(registry, ORDERS))
          .extracting(AuditEntry::action)
          .startsWith(Action.PURGED, Action.PURGED, Action.ANNOTATED)
          .hasSize(7);
      registry.register(ORDERS, V1);
      assertThat(registry.catalog().annotationsOf(ORDERS)).isEmpty();
      assertThat(
              registry.catalog().annotated(AnnotationQuery.tagged("t"), PageRequest.FIRST).items())
          .isEmpty();
    }
  }

  @Test
  @Tag("R14")
  default void editorsAtTheSameTimeLoseNothing() throws Exception {
    int threads = 4;
    int each = 15;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      List<Callable<Annotations>> edits = new ArrayList<>();
      for (int i = 0; i < threads * each; i++) {
        AnnotationEdit edit = tag("t" + i);
        edits.add(() -> registry.catalog().edit(Target.of(ORDERS), edit));
      }
      for (Future<Annotations> done : pool.invokeAll(edits)) {
        done.get();
      }
      assertThat(registry.catalog().annotations(Target.of(ORDERS)).tags()).hasSize(threads * each);
      List<AuditEntry> entries = audit(registry, ORDERS);
      assertThat(entries).hasSize(threads * each);
      for (int i = 1; i < entries.size(); i++) {
        assertThat(entries.get(i).after()).isEqualTo(entries.get(i - 1).before());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @Tag("R14")
  @Tag("W9")
  default void aLostRaceIsEditedAgainFromWhatTheOtherOneSaid() {
    try (FaultyStore store = new FaultyStore(openStore());
        SchemaRegistry ours = EmbeddedRegistry.builder(store).clock(new TestClock()).build()) {
      ours.register(ORDERS, V1);
      SchemaRegistry theirs = EmbeddedRegistry.builder(store).clock(new TestClock()).build();
      theirs.catalog().edit(Target.of(ORDERS), tag("theirs"));

      assertThat(ours.catalog().edit(Target.of(ORDERS), tag("ours")))
          .isEqualTo(tagged("ours", "theirs"));
      store.failNext(Fault.NOT_WRITTEN);
      assertThatThrownBy(() -> ours.catalog().edit(Target.of(ORDERS), tag("never")))
          .isInstanceOf(StoreException.class);
      assertThat(audit(ours, ORDERS)).hasSize(2);
      assertThatThrownBy(() -> theirs.register(ORDERS, BREAKING)).isNotNull();
      assertThat(theirs.register(ORDERS, V2).version().version()).isEqualTo(2);
    }
  }
}
