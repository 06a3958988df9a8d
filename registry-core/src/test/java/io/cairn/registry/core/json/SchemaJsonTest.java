package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M4")
final class SchemaJsonTest {
  private static final Schema PRICED =
      Schema.builder()
          .field(Field.required("id", ScalarType.BIGINT))
          .field(
              Field.builder("price", DataType.decimal(10, 2))
                  .nullable()
                  .defaultsTo(0)
                  .alias("cost")
                  .key(FieldKey.PRIMARY)
                  .source(FieldSource.RESOURCE)
                  .doc("net")
                  .build())
          .trait("unit", "ms")
          .build();

  @Test
  void isReadableAndInOneOrder() {
    assertThat(SchemaJson.write(PRICED))
        .isEqualTo(
            "{\"kind\":\"RECORD\",\"fields\":[{\"name\":\"id\",\"type\":\"BIGINT\"},"
                + "{\"name\":\"price\",\"type\":{\"type\":\"DECIMAL\",\"precision\":10,\"scale\":2},"
                + "\"nullable\":true,\"default\":{\"literal\":0},\"aliases\":[\"cost\"],"
                + "\"keys\":[\"PRIMARY\"],\"source\":\"RESOURCE\",\"doc\":\"net\"}],"
                + "\"traits\":{\"unit\":\"ms\"}}");
  }

  @Test
  void keysMayComeInAnyOrderAndBeLeftOut() {
    assertThat(
            SchemaJson.read(
                " { \"traits\" : {\"unit\":\"ms\"}, \"fields\" : [ {\"type\":\"BIGINT\",\"name\":\"id\"},"
                    + "{\"doc\":\"net\",\"source\":\"RESOURCE\",\"keys\":[\"PRIMARY\"],"
                    + "\"aliases\":[\"cost\"],\"default\":{\"literal\":0.0},\"nullable\":true,"
                    + "\"type\":{\"scale\":2,\"precision\":10,\"type\":\"DECIMAL\"},"
                    + "\"name\":\"price\"}] } "))
        .isEqualTo(PRICED);
  }

  @ParameterizedTest
  @EnumSource(SchemaKind.class)
  @Tag("M7")
  void everyKindComesBack(SchemaKind kind) {
    Schema schema = Schema.builder().kind(kind).build();

    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
    assertThat(SchemaKind.parse(kind.name().toLowerCase(Locale.ROOT))).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(FieldSource.class)
  @Tag("M13")
  void everySourceComesBack(FieldSource source) {
    Schema schema = Schema.of(Field.builder("f", ScalarType.TEXT).source(source).build());

    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
  }

  @Test
  @Tag("M7")
  void anUnknownKindIsRefusedWithTheOnesThereAre() {
    assertRefused("{\"kind\":\"TABLE\",\"fields\":[]}", "$.kind", "TABLE", "METRIC");
    assertThatThrownBy(() -> SchemaKind.parse("TABLE"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("TABLE")
        .hasMessageContaining("[SYSTEM, USER, SHARED, STREAM, METRIC, SPAN, LOG, PROFILE, RECORD]");
  }

  @Test
  @Tag("M7")
  void kindsAreReadAlikeInTurkey() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(SchemaKind.parse("profile")).isEqualTo(SchemaKind.PROFILE);
      assertThat(SchemaJson.read(SchemaJson.write(PRICED))).isEqualTo(PRICED);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "100, 100",
    "1E+2, 100",
    "1E+40, 10000000000000000000000000000000000000000",
    "1E+41, 1E+41",
    "0.10, 0.1",
    "-1.25, -1.25",
    "1E-41, 0.00000000000000000000000000000000000000001",
    "1E-42, 1E-42",
    "123456789012345678901234567890.000001, 123456789012345678901234567890.000001"
  })
  @Tag("M6")
  void numbersAreExact(String number, String written) {
    Schema schema =
        Schema.of(Field.builder("f", ScalarType.JSON).defaultsTo(new BigDecimal(number)).build());

    assertThat(SchemaJson.write(schema)).contains("{\"literal\":" + written + "}");
    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
  }

  @Test
  @Tag("M6")
  void aNullDefaultIsNotNoDefault() {
    Schema none = Schema.of(Field.nullable("f", ScalarType.TEXT));
    Schema literalNull =
        Schema.of(Field.builder("f", ScalarType.TEXT).nullable().defaultsTo(null).build());

    assertThat(SchemaJson.write(none)).doesNotContain("default");
    assertThat(SchemaJson.write(literalNull)).contains("\"default\":{\"literal\":null}");
    assertThat(SchemaJson.read(SchemaJson.write(none))).isEqualTo(none);
    assertThat(SchemaJson.read(SchemaJson.write(literalNull))).isEqualTo(literalNull);
  }

  @Test
  @Tag("M6")
  void callsKeepTheirArgumentsInOrder() {
    Schema schema =
        Schema.of(
            Field.builder("f", ScalarType.TEXT)
                .defaultValue(DefaultValue.call("f", "b", 1, List.of("a")))
                .build());

    assertThat(SchemaJson.write(schema))
        .contains("\"default\":{\"call\":\"f\",\"arguments\":[\"b\",1,[\"a\"]]}");
    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
  }

  @Test
  void equalSchemasHaveOneText() {
    TreeMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.put("a", "1");
    backwards.put("b", "2");
    Schema one = new Schema(SchemaKind.RECORD, List.of(), backwards);
    Schema other = Schema.builder().trait("a", "1").trait("b", "2").build();

    assertThat(one).isEqualTo(other);
    assertThat(SchemaJson.write(one)).isEqualTo(SchemaJson.write(other));
  }

  @Test
  void utf8IsReadStrictly() {
    byte[] utf8 = SchemaJson.writeUtf8(Schema.of(Field.required("größe 😀", ScalarType.TEXT)));

    assertThat(SchemaJson.readUtf8(utf8).fields().get(0).name()).isEqualTo("größe 😀");
    byte[] latin1 = new String(utf8, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SchemaJson.readUtf8(latin1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| empty",
        "null| $",
        "[]| $",
        "{}| fields",
        "{\"fields\":[]} x| 1:15",
        "{\"fields\":[]}{}| 1:14",
        "{\"fields\":[],\"fields\":[]}| stands twice",
        "{\"fields\":[],\"more\":1}| more",
        "{\"fields\":{}}| $.fields",
        "{\"fields\":[1]}| $.fields[0]",
        "{\"fields\":[{\"name\":\"a\"}]}| type",
        "{\"fields\":[{\"type\":\"INT\"}]}| name",
        "{\"fields\":[{\"name\":1,\"type\":\"INT\"}]}| $.fields[0].name",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}| $.fields[0].type",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"ENUM\"}]}| $.fields[0].type",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"INT\"}}]}| write it as \"INT\"",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"DECIMAL\",\"precision\":1}}]}| scale",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"DECIMAL\",\"precision\":39,\"scale\":0}}]}| $.fields[0].type",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"EMBEDDING\",\"dimension\":0}}]}| dimension",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"EMBEDDING\",\"dimension\":1.5}}]}| dimension",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"EMBEDDING\",\"dimension\":4294967297}}]}| dimension",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"EMBEDDING\",\"dimension\":1,\"x\":1}}]}| x",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"ENUM\",\"symbols\":[]}}]}| $.fields[0].type",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"ENUM\",\"symbols\":[null]}}]}| symbols[0]",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"REFERENCE\",\"subject\":\"@\",\"version\":1}}]}| subject",
        "{\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"REFERENCE\",\"subject\":\"s\",\"version\":0}}]}| $.fields[0].type",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"nullable\":\"yes\"}]}| nullable",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"default\":0}]}| default",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"default\":{}}]}| call",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"default\":{\"literal\":\"x\"}}]}| $.fields[0]",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"default\":{\"literal\":1,\"call\":\"f\"}}]}| call",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"default\":{\"call\":\"f\",\"arguments\":[null]}}]}| arguments[0]",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"keys\":[\"PRIMARY\",\"PRIMARY\"]}]}| keys[1]",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"aliases\":[\"b\",\"b\"]}]}| aliases[1]",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\",\"aliases\":[\"a\"]}]}| $.fields[0]",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"INT\"},{\"name\":\"a\",\"type\":\"INT\"}]}| stands twice",
        "{\"fields\":[{\"name\":\"\\ud800\",\"type\":\"INT\"}]}| surrogate",
        "{\"fields\":[],\"traits\":{\"a\":1}}| $.traits.a",
        "{\"fields\":[],\"traits\":{\"\":\"\"}}| trait name",
        "{'fields':[]}| 1:2",
        "{\"fields\":[],}| 1:",
        "{\"fields\":[NaN]}| NaN",
        "{\"fields\":[01]}| 1:",
        "{\"fields\":[| 1:"
      })
  void anythingElseIsRefusedWithItsPlace(String json, String named) {
    assertRefused(json, named);
  }

  @Test
  void hugeNumbersAreRefusedQuickly() {
    assertRefused(withLiteral("1e999999999"), "$.fields[0].default.literal");
    assertRefused(withLiteral("1".repeat(2_000)), "1:");
    assertRefused(withLiteral("1".repeat(1_001)), "1001");
  }

  @Test
  void depthIsBounded() {
    assertRefused(withType("{\"type\":\"ARRAY\",\"element\":".repeat(64), "}".repeat(64)), "64");
    assertThat(
            SchemaJson.read(withType("{\"type\":\"ARRAY\",\"element\":".repeat(63), "}".repeat(63)))
                .fields())
        .hasSize(1);
    assertRefused(withLiteral("[".repeat(100_000)), "1:");
    assertRefused("[".repeat(100_000), "1:");
  }

  @Test
  void theDeepestSchemaComesBack() {
    DataType type = ScalarType.JSON;
    for (int depth = 1; depth < Schema.MAX_DEPTH; depth++) {
      type = DataType.struct(Field.required("f", type));
    }
    Object literal = List.of();
    for (int depth = 0; depth < Schema.MAX_DEPTH; depth++) {
      literal = List.of(literal);
    }
    Schema schema =
        Schema.of(
            Field.required("f", type),
            Field.builder("g", ScalarType.JSON).defaultsTo(literal).build());

    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
  }

  @Test
  void sizeIsBoundedBothWays() {
    Schema.Builder builder = Schema.builder();
    for (int i = 0; i < 300; i++) {
      builder.field(
          Field.builder("f" + i, ScalarType.INT).doc("x".repeat(Field.MAX_DOC_LENGTH)).build());
    }
    Schema huge = builder.build();

    assertThatThrownBy(() -> SchemaJson.write(huge))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 16777216");
    assertRefused(" ".repeat((16 << 20) + 1), "at most 16777216");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\n", "\u0001", "\u2028", "</script>", "😀", "ı"})
  void everyTextComesBack(String text) {
    Schema schema =
        Schema.builder()
            .field(
                Field.builder(text, DataType.enumeration(text))
                    .defaultsTo(text)
                    .alias(text + text)
                    .doc(text)
                    .build())
            .trait(text, text)
            .build();

    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
  }

  private static String withLiteral(String literal) {
    return "{\"fields\":[{\"name\":\"a\",\"type\":\"JSON\",\"default\":{\"literal\":"
        + literal
        + "}}]}";
  }

  private static String withType(String before, String after) {
    return "{\"fields\":[{\"name\":\"a\",\"type\":" + before + "\"INT\"" + after + "}]}";
  }

  private static void assertRefused(String json, String... named) {
    assertThatThrownBy(() -> SchemaJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(named);
  }
}
