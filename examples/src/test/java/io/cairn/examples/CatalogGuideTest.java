package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.catalog.FieldMatch;
import io.cairn.registry.catalog.FieldQuery;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.SubjectQuery;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guide says about annotations and searching is true. */
class CatalogGuideTest {
  private final SchemaRegistry registry = EmbeddedRegistry.inMemory();
  private final Subject customers = Subject.of("shop", "customers");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream log = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @BeforeEach
  void registerAndAnnotate() {
    registry.register(customers, Schema.of(Field.required("email", ScalarType.TEXT)));
    // ANNOTATE
    Target.OfField email = registry.catalog().field(customers, FieldPath.of("email"));
    registry
        .catalog()
        .edit(
            email,
            AnnotationEdit.builder()
                .tag("pii")
                .property("retention", "90 days")
                .owner("crm")
                .description("where invoices go; may be shared by a family")
                .author("mia")
                .reason("privacy review")
                .build());
    // ANNOTATE
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("R14")
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage guide = GuidePage.read(Path.of("..", "docs", "catalog.md"));
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/CatalogGuideTest.java"));
    assertThat(guide.all("(?s)\n```java\n(.*?)\n```"))
        .containsExactly(
            Stream.of("ANNOTATE", "AUDIT", "SEARCH", "PAGES", "LATEST")
                .map(name -> test.only("(?s) // " + name + "\n(.*?)\n *// " + name + "\n"))
                .map(String::stripIndent)
                .toArray(String[]::new));
  }

  @Test
  @Tag("R14")
  void theAuditSaysWho() {
    // AUDIT
    for (AuditEntry entry : registry.catalog().audit(customers, PageRequest.FIRST).items()) {
      log.println(
          entry.at() + " " + entry.author() + ": " + entry.target() + ", " + entry.reason());
    }
    // AUDIT
    assertThat(printed()).contains(" mia: field 1 of shop.customers, privacy review");
  }

  @Test
  @Tag("R15")
  @SuppressWarnings("CheckReturnValue") // What is found is not what the guide is about.
  void theSearchesFindWhatIsThere() {
    registry.catalog().edit(Target.of(customers), AnnotationEdit.builder().tag("gold").build());
    // SEARCH
    Catalog catalog = registry.catalog();
    catalog.subjects(SubjectQuery.ALL.inNamespace("shop*").tagged("gold"), PageRequest.FIRST);
    catalog.annotated(AnnotationQuery.tagged("pii"), PageRequest.FIRST);
    catalog.fields(FieldQuery.named("*mail").ofType("TEXT").inLatest(), PageRequest.FIRST);
    catalog.fields(FieldQuery.typed("DECIMAL*"), PageRequest.FIRST);
    catalog.versions(registry.latest(customers).id(), PageRequest.FIRST);
    // SEARCH
    Page<FieldMatch> found =
        catalog.fields(FieldQuery.named("*mail").ofType("TEXT").inLatest(), PageRequest.FIRST);
    assertThat(found.items()).extracting(FieldMatch::path).containsExactly("email");
  }

  @Test
  @Tag("R15")
  void pagesFollowOneAnother() {
    // PAGES
    Optional<PageRequest> next = Optional.of(PageRequest.FIRST);
    while (next.isPresent()) {
      Page<Annotated> page =
          registry.catalog().annotated(AnnotationQuery.tagged("pii"), next.get());
      page.items().forEach(found -> log.println(found.target()));
      next = page.findNext();
    }
    // PAGES
    assertThat(printed()).isEqualToIgnoringNewLines("field 1 of shop.customers");
  }

  @Test
  @Tag("R15")
  void theLatestOfEverySubjectIsOneCall() {
    // LATEST
    List<SchemaVersion> all = registry.schemas().latestOfAll();
    // LATEST
    assertThat(all).containsExactly(registry.latest(customers));
  }
}
