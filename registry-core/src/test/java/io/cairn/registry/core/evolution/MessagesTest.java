package io.cairn.registry.core.evolution;

import static io.cairn.registry.schema.DataType.decimal;
import static io.cairn.registry.schema.DataType.embedding;
import static io.cairn.registry.schema.DataType.enumeration;
import static io.cairn.registry.schema.DataType.struct;
import static io.cairn.registry.schema.DataType.union;
import static io.cairn.registry.schema.ScalarType.BIGINT;
import static io.cairn.registry.schema.ScalarType.DATE;
import static io.cairn.registry.schema.ScalarType.DOUBLE;
import static io.cairn.registry.schema.ScalarType.INT;
import static io.cairn.registry.schema.ScalarType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What people read: the message of every rule in both directions, and of every warning. The golden
 * file shows them all in one place; {@code -Dmessages.renew=true} writes it anew, to be read before
 * it is committed.
 */
@Tag("C8")
class MessagesTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/cairn/registry/core/evolution/golden/messages.txt");
  private static final Field ID = Field.required("id", BIGINT);

  /** A change that breaks a rule one way; turned around it breaks it the other way. */
  private static List<Schema> example(Rule rule) {
    return switch (rule) {
      case FIELD_MISSING -> List.of(Schema.of(ID), Schema.of(ID, Field.required("currency", TEXT)));
      case NULL_REFUSED -> List.of(Schema.of(Field.nullable("discount", INT)), of("discount", INT));
      case TYPE_NARROWED -> List.of(of("count", BIGINT), of("count", INT));
      case TYPE_LOSSY -> List.of(of("account", BIGINT), of("account", DOUBLE));
      case TYPE_CHANGED -> List.of(of("due", DATE), of("due", INT));
      case DECIMAL_SCALE_CHANGED ->
          List.of(of("price", decimal(10, 2)), of("price", decimal(12, 4)));
      case EMBEDDING_CHANGED -> List.of(of("vector", embedding(384)), of("vector", embedding(768)));
      case ENUM_SYMBOL_UNKNOWN ->
          List.of(
              of("state", enumeration("OPEN", "PAID", "LOST")),
              of("state", enumeration("OPEN", "PAID")));
      case UNION_BRANCH_UNKNOWN ->
          List.of(
              of("payload", union(TEXT, DATE, struct("Order", ID))),
              of("payload", union(TEXT, DATE)));
      case KEY_CHANGED ->
          List.of(
              Schema.of(ID.toBuilder().key(FieldKey.PRIMARY).build()),
              Schema.of(ID.toBuilder().key(FieldKey.PARTITION).key(FieldKey.PRIMARY).build()));
      case KIND_CHANGED ->
          List.of(Schema.of(ID), Schema.of(ID).toBuilder().kind(SchemaKind.METRIC).build());
      case TRAIT_CHANGED ->
          List.of(
              Schema.of(ID).toBuilder().trait("unit", "s").build(),
              Schema.of(ID).toBuilder().trait("unit", "ms").build());
    };
  }

  private static List<Schema> example(Hint hint) {
    return switch (hint) {
      case NAME_REUSED ->
          List.of(
              Schema.of(ID, Field.nullable("note", TEXT)),
              Schema.of(ID),
              Schema.of(ID, Field.nullable("note", INT)));
      case POSSIBLE_RENAME ->
          List.of(
              Schema.of(
                  ID,
                  Field.nullable("sum", INT),
                  Field.builder("amount", INT).defaultsTo(0).build()),
              Schema.of(ID, Field.nullable("total", INT)));
    };
  }

  private static Schema of(String name, DataType type) {
    return Schema.of(Field.required(name, type));
  }

  private static CompatibilityReport check(CompatibilityMode mode, List<Schema> versions) {
    List<History.Earlier> newestFirst = new ArrayList<>();
    for (int i = versions.size() - 2; i >= 0; i--) {
      newestFirst.add(History.Earlier.of(i + 1, versions.get(i)));
    }
    return Compatibility.check(
        mode,
        versions.get(versions.size() - 1),
        History.of(ReadingOptions.DEFAULTS, newestFirst),
        Refusing.RESOLVER);
  }

  private static Violation violation(Rule rule, Direction direction) {
    List<Schema> example = example(rule);
    CompatibilityMode mode = CompatibilityMode.valueOf(direction.name());
    List<Violation> found = check(mode, example).violations();
    if (found.isEmpty()) {
      found = check(mode, List.of(example.get(1), example.get(0))).violations();
    }
    assertThat(found).as("%s %s", rule, direction).hasSize(1);
    assertThat(found.get(0).rule()).isEqualTo(rule);
    return found.get(0);
  }

  private static Warning warning(Hint hint) {
    List<Warning> found = check(CompatibilityMode.BACKWARD, example(hint)).warnings();
    assertThat(found).as("%s", hint).hasSize(1);
    assertThat(found.get(0).hint()).isEqualTo(hint);
    return found.get(0);
  }

  private static String outside(CompatibilityMode mode, List<Schema> pair) {
    return Compatibility.check(
            mode,
            pair.get(1),
            History.of(ReadingOptions.DEFAULTS, List.of(History.Earlier.of(0, pair.get(0)))),
            Refusing.RESOLVER)
        .explain();
  }

  private static String messages() {
    List<String> paragraphs = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      for (Direction direction : Direction.values()) {
        paragraphs.add(violation(rule, direction).explain());
      }
    }
    for (Hint hint : Hint.values()) {
      paragraphs.add(warning(hint).explain());
    }
    paragraphs.add(outside(CompatibilityMode.BACKWARD, example(Rule.FIELD_MISSING)));
    paragraphs.add(outside(CompatibilityMode.FULL, example(Rule.TYPE_CHANGED)));
    paragraphs.add(
        outside(
            CompatibilityMode.BACKWARD,
            List.of(
                Schema.of(Field.nullable("sum", INT), ID),
                Schema.of(Field.nullable("total", INT)))));
    paragraphs.add(check(CompatibilityMode.NONE, example(Rule.TYPE_CHANGED)).explain());
    return String.join("\n\n", paragraphs) + "\n";
  }

  @Test
  void theyReadAsInTheGoldenFile() throws IOException {
    String messages = messages();
    if (Boolean.getBoolean("messages.renew")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, messages);
    }
    assertThat(messages).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void eachIsASentenceOrTwoOnOneLine() {
    assertThat(messages().split("\n\n| {2}- |\n", -1))
        .filteredOn(line -> line.contains(" at "))
        .hasSizeGreaterThan(2 * Rule.values().length)
        .allMatch(
            line -> line.matches("[A-Z_]+ at .*: was .+, is .+; .+\\. To (fix|avoid) it, .+\\."));
    assertThat(Arrays.stream(Rule.values()).map(Rule::reason)).doesNotHaveDuplicates();
  }
}
