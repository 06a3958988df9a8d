package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.FieldMatch;
import io.cairn.registry.catalog.FieldQuery;
import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.SubjectQuery;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finding subjects, versions and fields. */
public interface SearchContract extends StoreUnderTest {
  private static <T> List<T> everyPage(int size, Function<PageRequest, Page<T>> query) {
    List<T> all = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(PageRequest.ofSize(size));
    while (next.isPresent()) {
      Page<T> page = query.apply(next.get());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
      assertThat(page.findNext().isPresent() && page.items().size() < size)
          .as("no page but the last is short")
          .isFalse();
      all.addAll(page.items());
      next = page.findNext();
    }
    return all;
  }

  private static List<Subject> subjects(SchemaRegistry registry, int size, SubjectQuery query) {
    return everyPage(size, page -> registry.catalog().subjects(query, page)).stream()
        .map(SubjectSummary::subject)
        .toList();
  }

  private static List<String> fields(SchemaRegistry registry, int size, FieldQuery query) {
    return everyPage(size, page -> registry.catalog().fields(query, page)).stream()
        .map(SearchContract::shown)
        .toList();
  }

  private static String shown(FieldMatch match) {
    return match.field().subject().name()
        + "#"
        + match.field().ordinal()
        + " "
        + match.path()
        + " "
        + match.type()
        + " "
        + match.versions();
  }

  private static AnnotationEdit tag(String tag) {
    return AnnotationEdit.builder().tag(tag).build();
  }

  @Test
  @Tag("R15")
  default void subjectsAreFoundByNamePatternsInTheirOrder() {
    Subject odd = Subject.of("a*b", "x[1]?");
    Subject owned = ORDERS.ownedBy("tenant");
    Subject wide = Subject.of("n", "\uFF5E");
    Subject supplementary = Subject.of("n", "\uD83D\uDE00");
    try (SchemaRegistry registry = openRegistry()) {
      for (Subject subject : List.of(wide, ORDERS, odd, CUSTOMERS, owned, supplementary)) {
        registry.register(subject, V1);
      }
      registry.subjects().delete(CUSTOMERS);
      registry.evolution().changeMode(Subject.of("never", "registered"), CompatibilityMode.FULL);
      registry.register(Subject.of("n", "purged"), V1);
      registry.subjects().delete(Subject.of("n", "purged"));
      registry.subjects().purge(Subject.of("n", "purged"));

      assertThat(subjects(registry, 2, SubjectQuery.ALL))
          .containsExactly(odd, CUSTOMERS, ORDERS, owned, supplementary, wide);
      assertThat(subjects(registry, 1, SubjectQuery.ALL.inNamespace("com.*").named("order?")))
          .containsExactly(ORDERS, owned);
      assertThat(subjects(registry, 3, SubjectQuery.ALL.inNamespace("a\\*b").named("x[1]\\?")))
          .containsExactly(odd);
      assertThat(subjects(registry, 3, SubjectQuery.ALL.named("?")))
          .containsExactly(supplementary, wide);
      assertThat(subjects(registry, 3, SubjectQuery.ALL.named("ORDERS"))).isEmpty();
    }
  }

  @Test
  @Tag("R15")
  default void subjectsAreFoundByTagAndOwner() {
    try (SchemaRegistry registry = openRegistry()) {
      List<Subject> tagged = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        Subject subject = Subject.of("com.acme", "s" + i);
        registry.register(subject, V1);
        AnnotationEdit.Builder edit = AnnotationEdit.builder().owner(i % 2 == 0 ? "mia" : "otto");
        if (i != 3) {
          edit.tag("pii");
          tagged.add(subject);
        }
        registry.catalog().edit(Target.of(subject), edit.build());
      }
      registry.register(ORDERS, V1);
      registry.catalog().edit(new Target.OfField(ORDERS, 1), tag("pii"));
      registry.catalog().edit(Target.of(new VersionRef(ORDERS, 1)), tag("pii"));

      assertThat(subjects(registry, 2, SubjectQuery.ALL.tagged("pii"))).isEqualTo(tagged);
      assertThat(subjects(registry, 2, SubjectQuery.ALL.ownedBy("otto")))
          .extracting(Subject::name)
          .containsExactly("s1", "s3", "s5");
      assertThat(subjects(registry, 2, SubjectQuery.ALL.ownedBy("otto").tagged("pii").named("*5")))
          .extracting(Subject::name)
          .containsExactly("s5");
      assertThat(subjects(registry, 2, SubjectQuery.ALL.tagged("pi"))).isEmpty();
    }
  }

  @Test
  @Tag("R15")
  default void whateverHasATagOrAnOwnerIsFoundInAStableOrder() {
    try (SchemaRegistry registry = openRegistry()) {
      List<Target> expected = new ArrayList<>();
      for (Subject subject : List.of(ORDERS, CUSTOMERS)) {
        registry.register(subject, V1);
        registry.register(subject, V2);
        List<Target> targets =
            List.of(
                Target.of(subject),
                new Target.OfField(subject, 1),
                new Target.OfField(subject, 3),
                Target.of(new VersionRef(subject, 1)),
                Target.of(new VersionRef(subject, 2)));
        expected.addAll(targets);
        targets.forEach(
            target ->
                registry
                    .catalog()
                    .edit(target, AnnotationEdit.builder().tag("pii").owner("mia").build()));
      }
      registry.catalog().edit(new Target.OfField(ORDERS, 2), tag("other"));
      registry.catalog().edit(expected.get(9), AnnotationEdit.builder().owner("otto").build());

      for (int size = 1; size <= 11; size++) {
        assertThat(annotated(registry, size, AnnotationQuery.tagged("pii"))).isEqualTo(expected);
        assertThat(annotated(registry, size, AnnotationQuery.ownedBy("mia")))
            .isEqualTo(expected.subList(0, 9));
      }
      assertThat(annotated(registry, 1, new AnnotationQuery("pii", "otto")))
          .containsExactly(expected.get(9));
      assertThatThrownBy(() -> new AnnotationQuery(null, null))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  private static List<Target> annotated(SchemaRegistry registry, int size, AnnotationQuery query) {
    return everyPage(size, page -> registry.catalog().annotated(query, page)).stream()
        .map(Annotated::target)
        .toList();
  }

  @Test
  @Tag("R15")
  default void versionsAreFoundByTheNamesAndTypesOfTheirFields() {
    try (SchemaRegistry registry = openRegistry()) {
      fillWithFields(registry);

      assertThat(fields(registry, 2, FieldQuery.named("note")))
          .containsExactly(
              "orders#3 note TEXT [2, 3]",
              "orders#3 note BYTES [4]",
              "orders#3 note TEXT [5]",
              "customers#2 lines[].note TEXT [1]");
      assertThat(fields(registry, 1, FieldQuery.named("*o*e*").ofType("TEXT")))
          .as("by name, then by subject")
          .containsExactly(
              "orders#3 note TEXT [2, 3]",
              "orders#3 note TEXT [5]",
              "customers#2 lines[].note TEXT [1]");
      assertThat(fields(registry, 3, FieldQuery.typed("DECIMAL(10,?)")))
          .containsExactly("orders#2 total DECIMAL(10,2) [1, 2, 3, 4, 5]");
      assertThat(fields(registry, 3, FieldQuery.typed("ARRAY<STRUCT>")))
          .containsExactly("customers#1 lines ARRAY<STRUCT> [1]");
      assertThat(fields(registry, 3, FieldQuery.named("lines[].note"))).isEmpty();
      assertThat(fields(registry, 3, FieldQuery.named("not"))).isEmpty();
      assertThat(fields(registry, 3, FieldQuery.named("[n]ote"))).isEmpty();
    }
  }

  /** Five versions of orders, with another type in the fourth; one of customers. */
  private static void fillWithFields(SchemaRegistry registry) {
    registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
    registry.register(ORDERS, V1);
    registry.register(ORDERS, V2);
    registry.register(ORDERS, V3);
    registry.register(
        ORDERS, V1.toBuilder().field(Field.nullable("note", ScalarType.BYTES)).build());
    registry.register(
        ORDERS,
        V1.toBuilder()
            .field(Field.builder("note", ScalarType.TEXT).nullable().doc("back").build())
            .field(Field.nullable("extra", ScalarType.INT))
            .build());
    registry.register(
        CUSTOMERS, Schema.of(Field.required("lines", DataType.array(DataType.struct(NOTE)))));
  }

  @Test
  @Tag("R15")
  default void onlyTheLatestVersionsAreLookedAtIfThatIsAsked() {
    try (SchemaRegistry registry = openRegistry()) {
      fillWithFields(registry);
      assertThat(fields(registry, 1, FieldQuery.named("note").inLatest()))
          .containsExactly("orders#3 note TEXT [5]", "customers#2 lines[].note TEXT [1]");
      assertThat(fields(registry, 1, FieldQuery.named("channel").inLatest())).isEmpty();

      registry.subjects().delete(CUSTOMERS);
      registry.subjects().delete(ORDERS, 5);
      assertThat(fields(registry, 1, FieldQuery.named("note").inLatest()))
          .containsExactly("orders#3 note BYTES [4]");
    }
  }

  @Test
  @Tag("R15")
  default void fieldsOfPurgedVersionsAreNotFoundAndJoinWhatTheyHadSeparated() {
    try (SchemaRegistry registry = openRegistry()) {
      fillWithFields(registry);
      registry.subjects().delete(ORDERS, 4);
      registry.subjects().purge(ORDERS, 4);
      for (int size = 1; size <= 3; size++) {
        assertThat(fields(registry, size, FieldQuery.named("note")))
            .containsExactly("orders#3 note TEXT [2, 3, 5]", "customers#2 lines[].note TEXT [1]");
      }
      assertThat(fields(registry, 1, FieldQuery.typed("BYTES"))).isEmpty();
    }
  }

  @Test
  @Tag("R15")
  default void whatIsThereAllTheTimeIsOnExactlyOnePage() {
    try (SchemaRegistry registry = openRegistry()) {
      for (int i = 0; i < 10; i += 2) {
        registry.register(Subject.of("n", "s" + i), Schema.of(ID));
      }
      Page<SubjectSummary> subjects =
          registry.catalog().subjects(SubjectQuery.ALL, PageRequest.ofSize(2));
      Page<FieldMatch> fields =
          registry.catalog().fields(FieldQuery.named("id"), PageRequest.ofSize(2));
      for (int i = 1; i < 10; i += 2) {
        registry.register(Subject.of("n", "s" + i), Schema.of(ID));
      }
      registry.subjects().delete(Subject.of("n", "s2"));
      registry.subjects().purge(Subject.of("n", "s2"));

      assertThat(
              registry
                  .catalog()
                  .subjects(SubjectQuery.ALL, subjects.findNext().orElseThrow())
                  .items())
          .extracting(summary -> summary.subject().name())
          .containsExactly("s3", "s4");
      assertThat(
              everyPage(
                  2,
                  page ->
                      registry
                          .catalog()
                          .fields(
                              FieldQuery.named("id"),
                              page.after().isEmpty() ? fields.findNext().orElseThrow() : page)))
          .extracting(match -> match.field().subject().name())
          .containsExactly("s4", "s6", "s8", "s1", "s3", "s5", "s7", "s9");
    }
  }

  @Test
  @Tag("R15")
  default void versionsAreFoundByTheirContent() {
    try (SchemaRegistry registry = openRegistry()) {
      List<VersionRef> expected = new ArrayList<>();
      for (int i = 9; i >= 1; i--) {
        Subject subject = Subject.of("n", "s" + i);
        registry.register(subject, V2);
        expected.add(0, new VersionRef(subject, 1));
      }
      registry.register(ORDERS, V1);
      registry.subjects().delete(Subject.of("n", "s3"), 1);

      assertThat(
              everyPage(4, page -> registry.catalog().versions(registry.schemas().idOf(V2), page)))
          .isEqualTo(expected);
      assertThat(
              registry.catalog().versions(registry.schemas().idOf(V3), PageRequest.FIRST).items())
          .isEmpty();
    }
  }

  @Test
  @Tag("R15")
  default void aForeignEndOfAPageIsRefused() {
    try (SchemaRegistry registry = openRegistry()) {
      for (String foreign : List.of("x", "1:2:3", "-", "1:1:9:id", "#", "1:99999999999:a")) {
        PageRequest page = PageRequest.FIRST.after(foreign);
        assertThatThrownBy(() -> registry.catalog().fields(FieldQuery.named("id"), page))
            .as(foreign)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(foreign);
        assertThatThrownBy(() -> registry.catalog().versions(registry.schemas().idOf(V1), page))
            .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> registry.catalog().audit(ORDERS, page))
            .isInstanceOf(InvalidInputException.class);
      }
      assertThatThrownBy(
              () ->
                  registry
                      .catalog()
                      .annotated(AnnotationQuery.tagged("t"), PageRequest.FIRST.after("orders")))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(
              () -> registry.catalog().subjects(SubjectQuery.ALL, PageRequest.FIRST.after("a.b\\")))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> PageRequest.ofSize(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> PageRequest.ofSize(1_001)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new NamePattern("a\\")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  @Tag("R15")
  default void theLatestVersionOfEverySubjectIsOneCall() {
    List<SchemaVersion> expected = new ArrayList<>();
    Subject quoted = Subject.of("com.\"acme\\", "\"a\\b'c\u2028");
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(CUSTOMERS, V1);
      expected.add(registry.register(CUSTOMERS, V2).version());
      expected.add(registry.register(ORDERS, V1).version());
      registry.register(ORDERS, V2);
      expected.add(registry.register(ORDERS.ownedBy("tenant"), V1).version());
      expected.add(0, registry.register(quoted, V1).version());
      registry.subjects().delete(ORDERS, 2);
      registry.register(Subject.of("com.acme", "deleted"), V1);
      registry.subjects().delete(Subject.of("com.acme", "deleted"));
      registry.register(Subject.of("com.acme", "empty"), V1);
      registry.subjects().delete(Subject.of("com.acme", "empty"), 1);
      assertThat(registry.schemas().latestOfAll()).isEqualTo(expected);
    }
    try (SchemaRegistry registry = openRegistry()) {
      registry.latest(CUSTOMERS);
      assertThat(registry.schemas().latestOfAll("com.acme")).isEqualTo(expected.subList(1, 4));
      assertThat(registry.schemas().latestOfAll()).isEqualTo(expected);
      assertThat(registry.schemas().latestOfAll("com")).isEmpty();
    }
  }
}
