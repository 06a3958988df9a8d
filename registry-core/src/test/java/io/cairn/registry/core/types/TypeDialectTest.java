package io.cairn.registry.core.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.ScalarType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in {@code dialects/} name every type of a dialect and what it is to us. */
@Tag("M11")
final class TypeDialectTest {
  private record Row(TypeDialect dialect, String name, String type) {}

  static Stream<Row> rows() {
    return Stream.of(TypeDialect.values()).flatMap(TypeDialectTest::rowsOf);
  }

  private static Stream<Row> rowsOf(TypeDialect dialect) {
    String file = "dialects/" + dialect.name().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in =
        Objects.requireNonNull(TypeDialectTest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("=>", 2))
          .map(line -> new Row(dialect, line[0].strip(), line[1].strip()));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyNameInTheTableHasItsType(Row row) {
    if (row.type.equals("unknown")) {
      assertUnknown(row.dialect, row.name);
    } else {
      assertThat(row.dialect.parse(row.name)).hasToString(row.type);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void caseAndWhiteSpaceDoNotMatter(Row row) {
    if (!row.type.equals("unknown") && !row.type.contains("STRUCT")) {
      String odd = " \t" + row.name.toUpperCase(Locale.ROOT).replace(" ", " \n ") + " ";
      assertThat(row.dialect.parse(odd)).hasToString(row.type);
    }
  }

  @Test
  void namesAreReadAlikeInTurkey() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(TypeDialect.ANSI.parse("BIGINT")).isEqualTo(ScalarType.BIGINT);
      assertThat(TypeDialect.SQLITE.parse("bigint")).isEqualTo(ScalarType.BIGINT);
      assertThat(TypeDialect.OTLP.parse("INTVALUE")).isEqualTo(ScalarType.BIGINT);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void oneNameIsWhatItsDialectSays() {
    assertThat(TypeDialect.POSTGRESQL.parse("int8")).isEqualTo(ScalarType.BIGINT);
    assertThat(TypeDialect.ARROW.parse("int8")).isEqualTo(ScalarType.SMALLINT);
    assertThat(TypeDialect.POSTGRESQL.parse("timestamp")).isEqualTo(ScalarType.TIMESTAMP);
    assertThat(TypeDialect.AVRO.parse("timestamp-micros")).isEqualTo(ScalarType.DATETIME);
  }

  @ParameterizedTest
  @EnumSource(TypeDialect.class)
  void anUnknownNameIsRefusedWithItsDialectAndWhereToLook(TypeDialect dialect) {
    if (dialect == TypeDialect.SQLITE) {
      assertThat(dialect.parse("no such type")).hasToString("UNION<BIGINT | DOUBLE>");
    } else {
      assertThatThrownBy(() -> dialect.parse("no such type"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("no such type")
          .hasMessageContaining(dialect.name())
          .hasMessageContaining("see ");
    }
  }

  @Test
  void everyScalarTypeButTheMissingOnesHasANameInEachDialect() {
    for (TypeDialect dialect : TypeDialect.values()) {
      List<String> reached = rowsOf(dialect).map(Row::type).toList();
      assertThat(reached).contains("BOOLEAN", "BIGINT", "DOUBLE", "TEXT", "BYTES");
    }
  }

  @ParameterizedTest
  @EnumSource(TypeDialect.class)
  void longAndDeepNamesAreRefused(TypeDialect dialect) {
    for (String unit : List.of("list<", "array<", "int[]", "int array ", "(", "[", "struct<a:")) {
      String longName = unit.repeat(9_990 / unit.length());
      try {
        assertThat(dialect.parse(longName)).isNotNull();
      } catch (InvalidInputException refused) {
        assertThat(refused).hasMessageContaining(dialect.name());
      }
      assertThatThrownBy(() -> dialect.parse(unit.repeat(10_001)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("at most 10000");
    }
  }

  private static void assertUnknown(TypeDialect dialect, String name) {
    assertThatThrownBy(() -> dialect.parse(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(dialect.name());
  }
}
