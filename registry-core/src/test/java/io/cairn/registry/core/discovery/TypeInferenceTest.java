package io.cairn.registry.core.discovery;

import static io.cairn.registry.core.discovery.Probe.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.schema.ScalarType;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("P3")
class TypeInferenceTest {
  private final Probe probe = new Probe();

  /** The type of one column with these cells, blanks separating them. */
  private String column(String cells) {
    String lines = String.join("\n", cells.split(" "));
    return fields(probe.csv("v,other\n" + lines.replace("\n", ",x\n") + ",x\n"))
        .get(0)
        .substring(2);
  }

  private String value(String... values) {
    String records = String.join("\n", Stream.of(values).map(v -> "{\"v\": " + v + "}").toList());
    return fields(probe.json(records)).get(0).substring(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 -2 0 2147483647 -2147483648 | INT",
        "1 2147483648 | BIGINT",
        "-2147483649 | BIGINT",
        "9223372036854775807 -9223372036854775808 | BIGINT",
        "9223372036854775808 | DECIMAL(19,0)",
        "-9223372036854775809 1 | DECIMAL(19,0)",
        "12345678901234567890123456789012345678 5 | DECIMAL(38,0)",
        "123456789012345678901234567890123456789 | TEXT",
        "1 2.5 | DOUBLE",
        "9223372036854775808 0.5 | DOUBLE",
        ".5 5. -.25 | DOUBLE",
        "1e5 1E-7 2.5e+300 | DOUBLE",
        "NaN 1 | DOUBLE",
        "Infinity -Infinity 1.5 | DOUBLE",
        "1e400 | TEXT",
        "nan | TEXT",
        "00501 10001 | TEXT",
        "-007 | TEXT",
        "+49301234 | TEXT",
        "1_000 | TEXT",
        "0x1F | TEXT",
        "1e | TEXT",
        ". | TEXT",
        "- | TEXT",
        "true FALSE True | BOOLEAN",
        "true 1 | TEXT",
        "yes | TEXT",
        "2012-01-01 2024-02-29 | DATE",
        "2023-02-29 | TEXT",
        "2012-1-1 | TEXT",
        "2012-13-01 | TEXT",
        "20120101 | INT",
        "01/02/2012 | TEXT",
        "10:15 23:59:59.999999999 | TIME",
        "24:00 | TEXT",
        "9:15 | TEXT",
        "2012-01-01T10:15 2012-01-01T10:15:30.5 | TIMESTAMP",
        "2012-01-01T10:15:30Z 2012-01-01T10:15:30+05:30 | DATETIME",
        "2012-01-01T10:15:30Z 2012-01-01T10:15:30 | TEXT",
        "2012-01-01T10:15:30z | TEXT",
        "2012-01-01 2012-01-01T10:15:30 | TEXT",
        "2012-01-01 5 | TEXT",
        "123e4567-e89b-12d3-a456-426614174000 123E4567-E89B-12D3-A456-426614174000 | UUID",
        "123e4567e89b12d3a456426614174000 | TEXT",
        "1 x 2.5 true | TEXT",
      })
  void cellsDecideTheTypeOfTheirColumn(String cells, String type) {
    assertThat(column(cells)).isEqualTo(type);
  }

  @Test
  void blanksAroundACellDoNotCountAndABlankCellIsNull() {
    assertThat(fields(probe.csv("a,b,c\n 1 ,2012-01-01\t,  \n2,\" \",\"\"\n")))
        .containsExactly("a INT", "b DATE?", "c TEXT?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | 2 | INT",
        "1 | 3000000000 | BIGINT",
        "1 | 2.0 | DOUBLE",
        "1 | 10000000000000000000 | DECIMAL(20,0)",
        "1 | 123456789012345678901234567890123456789 | DOUBLE",
        "1 | 1e400 | JSON",
        "NaN | -Infinity | DOUBLE",
        "true | false | BOOLEAN",
        "1 | 'x' | TEXT",
        "true | 5 | TEXT",
        "'5' | '6' | TEXT",
        "'true' | 'false' | TEXT",
        "'2012-01-01' | '2013-01-01' | DATE",
        "' 2012-01-01' | '2013-01-01' | TEXT",
        "'2012-01-01T00:00:00Z' | null | DATETIME?",
        "null | null | TEXT?",
        "[] | [] | ARRAY<JSON>",
        "[null] | [] | ARRAY<JSON?>",
        "[1] | [2.5] | ARRAY<DOUBLE>",
        "[1, null] | [] | ARRAY<INT?>",
        "[1, {}] | [] | ARRAY<JSON>",
        "[[1], [2]] | [] | ARRAY<ARRAY<INT>>",
        "{} | {'a': 1} | STRUCT<a INT?>",
        "{'a': 1} | {'a': 2, 'b': 'x'} | STRUCT<a INT, b TEXT?>",
        "{'a': 1} | 5 | JSON",
        "[1] | {'a': 1} | JSON",
        "[{'a': 1}, {'b': [true]}] | null | ARRAY<STRUCT<a INT?, b ARRAY<BOOLEAN>?>>?",
      })
  void jsonValuesDecideTheTypeOfTheirField(String first, String second, String type) {
    assertThat(value(first.replace('\'', '"'), second.replace('\'', '"'))).isEqualTo(type);
  }

  @Test
  void fieldsComeInOrderOfAppearanceAndAbsentOnesAreNullable() {
    Discovered found = probe.json("[{\"z\": 1}, {\"a\": 2, \"z\": 3}]");
    assertThat(fields(found)).containsExactly("z INT", "a INT?");
    assertThat(found.schema().fields()).allMatch(field -> field.source() == null);
  }

  @Test
  void aNameThatStandsTwiceInAnObjectDoesNotMakeUpForAnAbsentOne() {
    assertThat(fields(probe.json("{\"a\": 1, \"a\": 2}\n{}"))).containsExactly("a INT?");
  }

  @Test
  void mixedScalarsOfJsonFitTheTextTheyMake() {
    assertThat(probe.json("{\"v\": 1}\n{\"v\": \"x\"}\n{\"v\": true}").contradictions()).isEmpty();
  }

  @Property(tries = 300)
  void everyIntegerIsFoundByItsWidth(@ForAll long value) {
    ScalarType expected = value == (int) value ? ScalarType.INT : ScalarType.BIGINT;
    Discovered found = probe.csv("v,w\n" + value + ",x\n");
    assertThat(found.schema().fields().get(0).type()).isEqualTo(expected);
    assertThat(Probe.profile(found, "v").examples()).isEqualTo(List.of(Long.toString(value)));
  }

  @Property(tries = 1000)
  void everyDoubleIsReadAsTheJdkReadsIt(@ForAll double value) {
    String literal = Double.toString(value);
    LiteralScanner scanner = new LiteralScanner();
    ValueKind kind = scanner.number(literal.toCharArray(), 0, literal.length());
    assertThat(kind).isEqualTo(ValueKind.DOUBLE);
    assertThat(scanner.doubleValue()).isEqualByComparingTo(value == 0 ? 0.0 : value);
  }
}
