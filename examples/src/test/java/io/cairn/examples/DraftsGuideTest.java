package io.cairn.examples;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.RegistryExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the guide says about drafts and deprecations is true. */
@Tag("R16")
@ExtendWith(RegistryExtension.class)
class DraftsGuideTest {
  private static final GuidePage GUIDE = GuidePage.read(Path.of("..", "docs", "drafts.md"));

  private final Subject orders = Subject.of("shop", "orders");
  private final Schema first = Schema.of(Field.required("total", ScalarType.BIGINT));
  private final Schema next =
      first.toBuilder().field(Field.nullable("currency", ScalarType.TEXT)).build();

  private int propose(SchemaRegistry registry) {
    // PROPOSE
    RegistrationRequest proposal =
        RegistrationRequest.builder(orders, next).author("mia").draft().build();
    int number = registry.register(proposal).version().version();
    // PROPOSE
    return number;
  }

  private Registration enable(SchemaRegistry registry, int number) {
    // ENABLE
    Registration enabled = registry.subjects().enable(orders, number);
    // ENABLE
    return enabled;
  }

  private void deprecate(SchemaRegistry registry) {
    // DEPRECATE
    registry
        .subjects()
        .deprecate(
            orders,
            1,
            DeprecationNotice.of("total has no currency; move to version 2")
                .withSunset(LocalDate.of(2027, 6, 30))
                .withAuthor("mia"));
    // DEPRECATE
  }

  private void registerAgain(SchemaRegistry registry, PrintStream log) {
    // TOLD
    registry
        .register(orders, first)
        .findDeprecation()
        .ifPresent(deprecation -> log.println(deprecation.notice().message()));
    // TOLD
  }

  @Test
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/DraftsGuideTest.java"));
    assertThat(GUIDE.all("(?s)\n```java\n(.*?)\n```"))
        .containsExactly(
            Stream.of("PROPOSE", "ENABLE", "DEPRECATE", "TOLD")
                .map(name -> test.only("(?s) // " + name + "\n(.*?)\n *// " + name + "\n"))
                .map(String::stripIndent)
                .toArray(String[]::new));
  }

  @Test
  void theyDoWhatTheGuideSays(SchemaRegistry registry) {
    registry.register(orders, first);
    int number = propose(registry);
    assertThat(registry).hasLatest(orders, 1);
    assertThat(enable(registry, number).version()).isEqualTo(registry.latest(orders));
    deprecate(registry);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    registerAgain(registry, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("total has no currency; move to version 2");
  }
}
