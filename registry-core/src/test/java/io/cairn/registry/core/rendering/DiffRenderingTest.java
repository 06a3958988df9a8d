package io.cairn.registry.core.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How a comparison is shown. The golden files hold each rendering of {@link Examples#orders} and
 * are read only. A rendering that was changed on purpose is renewed by hand: the failing test shows
 * the text that is to be in the file; look at it where people will (the page in a browser, the
 * diagram in something that draws it), and put it there.
 */
@Tag("D1b")
final class DiffRenderingTest {
  private static final Field ID = Field.required("id", ScalarType.BIGINT);

  enum Rendering {
    UNIFIED("orders.diff"),
    MARKDOWN("orders.md"),
    MERMAID("orders.mmd"),
    HTML("orders.html");

    private final String file;

    Rendering(String file) {
      this.file = file;
    }

    String of(Comparison comparison) {
      return switch (this) {
        case UNIFIED -> DiffRendering.unified(comparison);
        case MARKDOWN -> DiffRendering.markdown(comparison);
        case MERMAID -> DiffRendering.mermaid(comparison);
        case HTML -> DiffRendering.html(comparison);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRichExampleIsShownAsInTheGoldenFile(Rendering rendering) {
    assertThat(rendering.of(Examples.orders())).isEqualTo(golden(rendering.file));
  }

  @Test
  void theExampleHasAChangeOfEveryKind() {
    assertThat(ChangeEntry.all(Examples.orders().diff()))
        .extracting(ChangeEntry::group)
        .contains(ChangeGroup.values());
    assertThat(Examples.orders().diff().changes().stream().map(Object::getClass).distinct())
        .hasSize(Change.class.getPermittedSubclasses().length);
  }

  @ParameterizedTest
  @EnumSource
  void equalComparisonsGiveEqualTexts(Rendering rendering) {
    assertThat(rendering.of(Examples.hostile())).isEqualTo(rendering.of(Examples.hostile()));
  }

  @ParameterizedTest
  @EnumSource
  void nothingHiddenIsLeftInTheText(Rendering rendering) {
    assertThat(rendering.of(Examples.hostile()))
        .doesNotContainPattern("[\\p{Cc}&&[^\\n]]")
        .doesNotContainPattern("[\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]")
        .contains("u202e")
        .contains("日本語")
        .endsWith("\n");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptySchemaAndNoChangesAreShownToo(Rendering rendering) {
    Comparison same = Examples.of("empty", Schema.of(), Schema.of());

    if (rendering == Rendering.UNIFIED) {
      assertThat(rendering.of(same)).isEmpty();
    } else {
      assertThat(rendering.of(same)).contains("empty");
    }
  }

  @Test
  void unifiedTextTurnsTheOldListingIntoTheNew() {
    for (Comparison comparison :
        List.of(Examples.orders(), Examples.hostile(), Examples.large(100))) {
      List<String> lines = DiffRendering.unified(comparison).lines().toList();
      long fields =
          SchemaTree.flat(SchemaTree.of(comparison)).stream()
              .filter(node -> node.mark() == Mark.ADDED)
              .count();

      assertThat(lines.get(0)).startsWith("--- ");
      assertThat(lines.get(1)).startsWith("+++ ");
      assertThat(lines.stream().skip(2).filter(line -> line.startsWith("+")).count())
          .isGreaterThanOrEqualTo(fields);
      assertHunksCount(lines.subList(2, lines.size()));
    }
  }

  private static void assertHunksCount(List<String> lines) {
    Pattern head = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");
    int at = 0;
    while (at < lines.size()) {
      Matcher matcher = head.matcher(lines.get(at++));
      assertThat(matcher.matches()).isTrue();
      int old = Integer.parseInt(Objects.requireNonNullElse(matcher.group(2), "1"));
      int fresh = Integer.parseInt(Objects.requireNonNullElse(matcher.group(4), "1"));
      while (old > 0 || fresh > 0) {
        char sign = lines.get(at++).charAt(0);
        old -= sign == '+' ? 0 : 1;
        fresh -= sign == '-' ? 0 : 1;
      }
      assertThat(old).isZero();
      assertThat(fresh).isZero();
    }
  }

  @Test
  void unifiedTextHasThreeLinesOfContext() {
    Schema before = numbered(20, -1);
    Schema after = numbered(20, 10);

    assertThat(DiffRendering.unified(Examples.of("n", before, after)))
        .isEqualTo(
            """
            --- n (old)
            +++ n (new)
            @@ -9,7 +9,7 @@
             f7: INT, required
             f8: INT, required
             f9: INT, required
            -f10: INT, required
            +f10: TEXT, required
             f11: INT, required
             f12: INT, required
             f13: INT, required
            """);
  }

  @Test
  void whatIsFarApartIsInTwoHunksAndWhatIsNearInOne() {
    assertThat(hunks(numbered(30, 5, 13))).isEqualTo(2);
    assertThat(hunks(numbered(30, 5, 12))).isEqualTo(1);
    assertThat(hunks(numbered(30, 0, 29))).isEqualTo(2);
  }

  private static long hunks(Schema after) {
    return DiffRendering.unified(Examples.of("n", numbered(30), after))
        .lines()
        .filter(line -> line.startsWith("@@ "))
        .count();
  }

  private static Schema numbered(int count, int... texts) {
    Schema.Builder builder = Schema.builder();
    for (int i = 0; i < count; i++) {
      int index = i;
      boolean text = Arrays.stream(texts).anyMatch(one -> one == index);
      builder.field(Field.required("f" + i, text ? ScalarType.TEXT : ScalarType.INT));
    }
    return builder.build();
  }

  @Test
  void aFieldThatGaveItsNameToAnotherIsNotTakenForIt() {
    Schema before = Schema.of(ID);
    Field other = Field.required("id", ScalarType.TEXT);
    FieldPath path = FieldPath.of("id");
    SchemaDiff diff =
        new SchemaDiff(List.of(new Change.Added(path, other), new Change.Removed(path, ID)));

    assertThat(DiffRendering.unified(Comparison.of("n", before, Schema.of(other), diff)))
        .contains("-id: BIGINT, required\n+id: TEXT, required\n");
    assertThat(DiffRendering.mermaid(Comparison.of("n", before, Schema.of(other), diff)))
        .contains("«removed» id : BIGINT\n", "«added» id : TEXT\n");
  }

  @Test
  void insideATypeThatChangedAsAWholeFieldsAreComparedByName() {
    Schema before = Schema.of(Field.required("a", DataType.struct("A", ID)));
    Schema after =
        Schema.of(
            Field.required("a", DataType.struct("B", ID, Field.required("n", ScalarType.INT))));

    assertThat(DiffRendering.unified(Examples.of("n", before, after)))
        .contains(
            """
            -a: STRUCT A, required
            +a: STRUCT B, required
             a.id: BIGINT, required
            +a.n: INT, required
            """);
  }

  @Test
  void versionsOfOneSubjectAreMatchedByTheirLayouts() {
    Subject subject = Subject.of("com.acme", "orders");
    FieldPath path = FieldPath.of("id");
    SchemaVersion first =
        new SchemaVersion(
            subject, 1, new SchemaId(1, 1), Schema.of(ID), new Layout(Map.of(path, 1)));
    SchemaVersion second =
        new SchemaVersion(
            subject, 2, new SchemaId(2, 2), Schema.of(ID), new Layout(Map.of(path, 2)));
    SchemaVersion other =
        new SchemaVersion(
            Subject.of("com.acme", "x"),
            3,
            new SchemaId(2, 2),
            Schema.of(ID),
            new Layout(Map.of(path, 1)));

    Comparison comparison = Comparison.of(first, second);
    assertThat(comparison.diff().changes())
        .containsExactlyInAnyOrder(new Change.Added(path, ID), new Change.Removed(path, ID));
    assertThat(comparison.title()).isEqualTo("com.acme.orders");
    assertThat(comparison.before().label()).isEqualTo("version 1");
    assertThat(Comparison.of(other, second).before().label()).isEqualTo("com.acme.x#3");
    assertThat(Comparison.of(other, second).diff().isEmpty()).isTrue();
  }

  @Test
  void aDifferenceBetweenOtherSchemasIsRefused() {
    Schema text = Schema.of(Field.required("id", ScalarType.TEXT));

    assertThatThrownBy(() -> Comparison.of("n", Schema.of(ID), text, new SchemaDiff(List.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("type BIGINT is now TEXT");
    assertThatThrownBy(() -> Comparison.of("n", text, text, Differ.byName(Schema.of(ID), text)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at id");
  }

  @Test
  void markdownHasFourCellsInEveryRowWhateverTheNames() {
    List<String> rows =
        DiffRendering.markdown(Examples.hostile())
            .lines()
            .filter(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(100).allMatch(row -> row.split("\\|", -1).length == 6);
  }

  @Test
  void markdownShowsWhatUsersWroteAsCodeOnly() {
    String outside =
        DiffRendering.markdown(Examples.hostile())
            .replaceAll("`[^`\\n]*`", "")
            .replaceAll("<code>[^<\\n]*</code>", "");

    assertThat(outside)
        .doesNotContain("alert", "img", "example.com", "somebody", "DROP", "bold", "end")
        .doesNotContain("`", "<c", "<s", "<!");
  }

  @Test
  void markdownFitsIntoAComment() {
    String large = DiffRendering.markdown(Examples.large(10_000));

    assertThat(large).hasSizeBetween(59_000, 61_000).containsPattern("… and [\\d,]+ changes more");
    assertThat(DiffRendering.markdown(Examples.hostile())).hasSizeLessThan(61_000);
  }

  @Test
  void theDiagramHasNoCharacterOfANameThatMeansSomething() {
    List<String> lines = DiffRendering.mermaid(Examples.hostile()).lines().toList();
    Pattern shape =
        Pattern.compile(
            "classDiagram|  direction LR|  class C\\d+\\[\"[^\"\\[\\]{}<>:;]*\"\\] \\{|  \\}"
                + "|    [^\"\\[\\]{}<>;~()$*%`|]* : [^\"\\[\\]{}<>:;~()$*%`|]*"
                + "|    … \\d+ (more|unchanged)"
                + "|  C\\d+ \\*-- (\"\\*\" )?C\\d+ : [^\"\\[\\]{}<>:;~()$*%`|]*"
                + "|  cssClass \"C\\d+(,C\\d+)*\" (added|removed|changed)"
                + "|  classDef [a-z]+ [a-z0-9:#, -]+");

    assertThat(lines)
        .map(line -> line.startsWith("  classDef") ? line : line.replaceAll("#\\d+;", ""))
        .allMatch(line -> shape.matcher(line).matches());
  }

  @Test
  void theDiagramOfALargeSchemaStaysWithinLimits() {
    String large = DiffRendering.mermaid(Examples.large(10_000));

    assertThat(large)
        .hasSizeLessThan(50_000)
        .contains("5000 unchanged")
        .containsPattern("… \\d+ more");
    assertThat(DiffRendering.mermaid(Examples.large(100))).doesNotContain("…");
  }

  @Test
  void thePageHasOnlyTheElementsItIsMadeOf() {
    String page = DiffRendering.html(Examples.hostile());
    List<String> elements =
        Pattern.compile("<(/?[^\\s>]*)")
            .matcher(page)
            .results()
            .map(match -> match.group(1).replace("/", ""))
            .distinct()
            .toList();

    assertThat(elements)
        .containsOnly(
            "!DOCTYPE",
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "h1",
            "h2",
            "p",
            "span",
            "ul",
            "ol",
            "li",
            "b",
            "section",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "div",
            "code",
            "bdi",
            "del",
            "ins",
            "details",
            "summary");
    assertThat(page)
        .doesNotContain("url(", "@import")
        .doesNotContainPattern("<[^>]*\\s(on[a-z]+|src|href)\\s*=")
        .contains("default-src 'none'");
  }

  @Test
  void thePageClosesWhatItOpens() {
    String page = DiffRendering.html(Examples.hostile());
    for (String element :
        List.of(
            "section", "details", "ol", "table", "tbody", "tr", "td", "th", "p", "code", "div",
            "li")) {
      assertThat(count(page, "<" + element + "[ >]"))
          .as(element)
          .isEqualTo(count(page, "</" + element + ">"));
    }
  }

  private static long count(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().count();
  }

  @Test
  void coloursHaveEnoughContrast() {
    List<Map<String, String>> themes =
        Pattern.compile(":root \\{([^}]*)\\}")
            .matcher(HtmlStyle.CSS)
            .results()
            .map(match -> colours(match.group(1)))
            .toList();

    assertThat(themes).hasSize(2);
    for (Map<String, String> theme : themes) {
      for (String ink : List.of("ink", "pale", "added", "removed", "changed")) {
        assertContrast(theme, ink, "card");
        assertContrast(theme, ink, "page");
      }
      for (String background : List.of("added-bg", "removed-bg", "changed-bg")) {
        for (String ink : List.of("ink", "added", "removed", "changed")) {
          assertContrast(theme, ink, background);
        }
      }
      assertContrast(theme, "pale", "head");
    }
  }

  private static Map<String, String> colours(String block) {
    Map<String, String> colours = new HashMap<>();
    Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});")
        .matcher(block)
        .results()
        .forEach(match -> colours.put(match.group(1), match.group(2)));
    return colours;
  }

  /** At least what the guidelines for accessible content ask for (WCAG 2, level AA). */
  private static void assertContrast(Map<String, String> theme, String ink, String background) {
    double one = luminance(Objects.requireNonNull(theme.get(ink)));
    double other = luminance(Objects.requireNonNull(theme.get(background)));

    assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
        .as(ink + " on " + background + " of " + theme)
        .isGreaterThanOrEqualTo(4.5);
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String golden(String file) {
    try (InputStream in =
        Objects.requireNonNull(DiffRenderingTest.class.getResourceAsStream("golden/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
