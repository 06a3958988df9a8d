package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.lineage.Impact;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guide says about who uses what is true. */
@Tag("L3")
class LineageGuideTest {
  private final Subject orders = Subject.of("shop", "orders");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream log = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static Schema order(Field... customer) {
    return Schema.of(
        Field.required("id", ScalarType.BIGINT),
        Field.required("customer", new StructType(null, List.of(customer))));
  }

  @Test
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage guide = GuidePage.read(Path.of("..", "docs", "lineage.md"));
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/LineageGuideTest.java"));
    assertThat(guide.all("(?s)\n```java\n(.*?)\n```"))
        .containsExactly(
            Stream.of("REPORT", "IMPACT")
                .map(name -> test.only("(?s) // " + name + "\n(.*?)\n *// " + name + "\n"))
                .map(String::stripIndent)
                .toArray(String[]::new));
  }

  @Test
  void theDeployThatDropsAnAttributeConcernsWhomTheGuideSays() {
    Field name = Field.required("name", ScalarType.TEXT);
    Field city = Field.nullable("city", ScalarType.TEXT);
    Field phone = Field.nullable("phone", ScalarType.TEXT);
    Field mail = Field.nullable("mail", ScalarType.TEXT);
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      registry.register(orders, order(name, city));
      registry.register(orders, order(name, city, phone));
      registry.register(orders, order(name, city, phone, mail));
      // REPORT
      Usage read =
          Usage.consumed(orders, Participant.service("billing"))
              .withVersion(3)
              .withFields("id", "customer.city");
      registry.lineage().report(read); // for each message, if you like
      // REPORT
      registry
          .lineage()
          .report(Usage.consumed(orders, Participant.service("archive")).withVersion(3));
      registry.flush();
      Schema proposed = order(name, phone, mail);
      // IMPACT
      Impact impact = registry.lineage().impact(orders, proposed);
      if (!impact.concerns().isEmpty()) {
        log.println(impact.explain());
      }
      // IMPACT
    }
    GuidePage guide = GuidePage.read(Path.of("..", "docs", "lineage.md"));
    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(guide.only("(?s)\n```\n(compatible.*?)\n```"));
  }
}
