package io.cairn.registry.core.discovery;

import static io.cairn.registry.core.discovery.Probe.fields;
import static io.cairn.registry.core.discovery.Probe.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Cardinality;
import io.cairn.registry.discovery.Contradiction;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.DiscoveryOptions.Scan;
import io.cairn.registry.discovery.FieldProfile;
import io.cairn.registry.discovery.FieldProfile.Range;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  private final Probe probe = new Probe();

  private static DiscoveryOptions scan(Scan scan, int sample) {
    return DiscoveryOptions.builder().scan(scan).sampleRecords(sample).build();
  }

  private URI lines(String... rest) {
    String head =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> i + ",x")
            .collect(Collectors.joining("\n", "n,t\n", "\n"));
    return probe.memory.put("lines.csv", head + String.join("\n", rest) + "\n");
  }

  @Test
  @Tag("P3")
  @Tag("P7")
  void lineOneThousandAndOneChangesNoTypeAndIsReported() {
    Discovered found = probe.engine.discover(lines("one,x", "two,x", "3000000000,x", ",x"));
    assertThat(fields(found)).containsExactly("n INT", "t TEXT");
    assertThat(found.profile().records()).isEqualTo(1_004);
    assertThat(found.contradictions())
        .containsExactly(
            new Contradiction(FieldPath.of("n"), "INT", "TEXT", "one", 1_001, 2),
            new Contradiction(FieldPath.of("n"), "INT", "BIGINT", "3000000000", 1_003, 1),
            new Contradiction(FieldPath.of("n"), "INT", "null", "", 1_004, 1));
    assertThat(profile(found, "n").values()).isEqualTo(1_003);
    assertThat(profile(found, "n").nulls()).isEqualTo(1);
    assertThat(profile(found, "n").range()).isEqualTo(new Range("1", "1000"));
  }

  @Test
  @Tag("P3")
  @Tag("P7")
  void aFullScanLetsEveryLineDecide() {
    Discovered found = probe.discover(lines("one,x", ",x"), scan(Scan.FULL, 10));
    assertThat(fields(found)).containsExactly("n TEXT?", "t TEXT");
    assertThat(found.contradictions()).isEmpty();
    assertThat(profile(found, "n").range()).isEqualTo(new Range("1", "one"));
  }

  @Test
  @Tag("P7")
  void aSampleReadsNoMoreRecordsThanAsked() {
    Discovered found = probe.discover(lines("one,x"), scan(Scan.SAMPLE, 10));
    assertThat(found.profile().records()).isEqualTo(10);
    assertThat(found.contradictions()).isEmpty();
    assertThat(profile(found, "n").values()).isEqualTo(10);
  }

  @Test
  @Tag("P7")
  void theSourceIsOpenedOnceWhenItsSampleFitsInMemory() {
    probe.engine.discover(lines());
    assertThat(probe.memory.opened).isEqualTo(1);
  }

  @Test
  @Tag("P7")
  void whatDoesNotFitInMemoryIsOpenedAgain() {
    String record = "{\"v\": \"" + "x".repeat(1 << 20) + "\"}\n";
    Discovered found =
        probe.discover(probe.memory.put("big.ndjson", record.repeat(20)), scan(Scan.FULL, 10));
    assertThat(probe.memory.opened).isEqualTo(2);
    assertThat(found.profile().records()).isEqualTo(20);
    assertThat(found.profile().bytes()).isEqualTo(20L * record.length());
  }

  @Test
  void nestedValuesHaveProfilesOfTheirOwn() {
    Discovered found =
        probe.json(
            """
            {"id": 1, "tags": ["a", "b", null], "o": {"x": 1.5}}
            {"id": 2, "tags": ["b"], "o": {}}
            {"id": 3, "items": [{"p": 1}, {"p": 3}, {}]}
            """);
    assertThat(found.profile().fields().stream().map(f -> f.path().toString()))
        .containsExactly("id", "tags[]", "o.x", "items[].p");
    FieldProfile tags = profile(found, "tags[]");
    assertThat(tags.values()).isEqualTo(3);
    assertThat(tags.nulls()).isEqualTo(1);
    assertThat(tags.cardinality()).isEqualTo(new Cardinality(2, 2, 2));
    assertThat(profile(found, "o.x").nulls()).isEqualTo(1);
    assertThat(profile(found, "items[].p").nulls()).isEqualTo(1);
    assertThat(profile(found, "items[].p").range()).isEqualTo(new Range("1", "3"));
    assertThat(found.contradictions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "9 10 -2 ~ -2 ~ 10",
        "9223372036854775807 -9223372036854775808 ~ -9223372036854775808 ~ 9223372036854775807",
        "9.5 10 -2.25 1e3 ~ -2.25 ~ 1000",
        "NaN 2.5 ~ 2.5 ~ 2.5",
        "20000000000000000001 3 20000000000000000000 ~ 3 ~ 20000000000000000001",
        "2012-03-01 1999-12-31 ~ 1999-12-31 ~ 2012-03-01",
        "0000-01-01 9999-12-31 ~ 0000-01-01 ~ 9999-12-31",
        "23:00 07:15:30.25 ~ 07:15:30.25 ~ 23:00:00",
        "2012-01-01T00:00:00.5 1969-12-31T23:59:59.75 ~ 1969-12-31T23:59:59.75 ~ 2012-01-01T00:00:00.5",
        "2012-01-01T01:00:00+02:00 2012-01-01T00:00:00Z ~ 2011-12-31T23:00:00Z ~ 2012-01-01T00:00:00Z",
        "b a C ~ C ~ b",
        "\uFF5E \uD83D\uDE00 z ~ z ~ \uD83D\uDE00",
      })
  void rangesGoByMeaning(String cells, String min, String max) {
    Discovered found = probe.csv("v,w\n" + cells.replace(" ", ",x\n") + ",x\n");
    assertThat(found.contradictions()).isEmpty();
    assertThat(profile(found, "v").range()).isEqualTo(new Range(min, max));
  }

  @Test
  void booleansUuidsAndJsonHaveNoRange() {
    Discovered found =
        probe.json(
            """
            {"b": true, "u": "123e4567-e89b-12d3-a456-426614174000", "j": {"a": 1}}
            {"b": true, "u": "123E4567-E89B-12D3-A456-426614174000", "j": [2]}
            {"b": false, "u": null, "j": {"a": 1}}
            """);
    assertThat(found.profile().fields()).extracting(FieldProfile::range).containsOnlyNulls();
    assertThat(found.profile().fields())
        .extracting(field -> field.cardinality().estimate())
        .containsExactly(2L, 1L, 2L);
    assertThat(profile(found, "j").examples()).containsExactly("{\"a\":1}", "[2]");
    assertThat(profile(found, "b").examples()).containsExactly("true", "false");
  }

  @Test
  void equalNumbersAreOneValueHoweverWritten() {
    Discovered found = probe.csv("v,w\n1,x\n1.0,x\n1.00e0,x\n-0.0,x\n0,x\n");
    assertThat(profile(found, "v").cardinality().estimate()).isEqualTo(2);
    assertThat(profile(found, "v").examples()).containsExactly("1", "0");
  }

  @Test
  void theFirstFiveDifferentValuesAreExamplesAndLongOnesAreShortened() {
    String longText = "y".repeat(500);
    Discovered found = probe.csv("v,w\na,x\na,x\n" + longText + ",x\nb,x\nc,x\nd,x\ne,x\n");
    List<String> examples = profile(found, "v").examples();
    assertThat(examples).hasSize(5).startsWith("a").endsWith("b", "c", "d");
    assertThat(examples.get(1)).startsWith("yyy").hasSizeLessThan(90);
    assertThat(profile(found, "v").range().max()).hasSizeLessThan(90);
  }

  @Test
  void atMostAHundredDifferentContradictionsAreKept() {
    StringBuilder json = new StringBuilder("{\"a\": 1}\n");
    for (int i = 0; i < 500; i++) {
      json.append("{\"a\": 1, \"extra").append(i).append("\": 1}\n");
    }
    Discovered found =
        probe.discover(probe.memory.put("a.ndjson", json.toString()), scan(Scan.PROFILE, 1));
    assertThat(found.contradictions()).hasSize(100);
    assertThat(found.contradictions().get(0).expected()).isEqualTo("a known field");
  }

  @Test
  @Tag("P1")
  void anExplicitSchemaOverridesDiscoveryAndIsComparedWithTheData() {
    Schema schema =
        Schema.of(
            Field.builder("id", ScalarType.SMALLINT).alias("key").build(),
            Field.nullable("price", DataType.decimal(5, 2)),
            Field.required("state", DataType.enumeration("on", "off")),
            Field.required("at", ScalarType.DATE));
    URI source =
        probe.memory.put(
            "a.csv",
            "key,price,state,at,more\n1,999.99,on,2012-01-01,x\n40000,1.234,ON,soon,y\n3,,off,2012-01-02,\n");
    DiscoveryOptions options = DiscoveryOptions.builder().explicitSchema(schema).build();
    Discovered found = probe.discover(source, options);
    assertThat(found.schema()).isEqualTo(schema);
    assertThat(found.contradictions())
        .containsExactly(
            new Contradiction(FieldPath.of("more"), "a known field", "TEXT", "x", 1, 3),
            new Contradiction(FieldPath.of("id"), "SMALLINT", "INT", "40000", 2, 1),
            new Contradiction(FieldPath.of("price"), "DECIMAL(5,2)", "DOUBLE", "1.234", 2, 1),
            new Contradiction(FieldPath.of("state"), "ENUM[on, off]", "TEXT", "ON", 2, 1),
            new Contradiction(FieldPath.of("at"), "DATE", "TEXT", "soon", 2, 1));
    Validation validation = probe.engine.validate(source, schema, DiscoveryOptions.defaults());
    assertThat(validation.fits()).isFalse();
    assertThat(validation.records()).isEqualTo(3);
    assertThat(validation.contradictions()).isEqualTo(found.contradictions());
  }

  @Test
  @Tag("P1")
  void requiredFieldsThatAreAbsentAreContradictionsAndDefaultsMakeUpForThem() {
    Schema schema =
        Schema.of(
            Field.required("a", ScalarType.INT),
            Field.builder("b", ScalarType.INT).defaultsTo(7).build(),
            Field.required("o", DataType.struct(Field.required("x", ScalarType.TEXT))),
            Field.required("m", DataType.map(ScalarType.INT)),
            Field.required("e", DataType.embedding(2)));
    URI source =
        probe.memory.put(
            "a.ndjson",
            """
            {"a": 1, "o": {"x": ""}, "m": {"k": 1}, "e": [1, 0.5]}
            {"b": 1, "o": {}, "m": {"k": "v"}, "e": [1]}
            """);
    Validation found = probe.engine.validate(source, schema, DiscoveryOptions.defaults());
    assertThat(found.contradictions())
        .extracting(c -> c.path() + " " + c.expected() + " " + c.found())
        .containsExactly(
            "o.x TEXT absent", "m{} INT TEXT", "e EMBEDDING(2) 1 elements", "a INT absent");
  }

  @Test
  @Tag("P7")
  void aDiscoveredSchemaFitsItsOwnData() {
    URI source = lines("5,y", "6,z");
    Discovered found = probe.engine.discover(source);
    assertThat(probe.engine.validate(source, found.schema(), DiscoveryOptions.defaults()).fits())
        .isTrue();
  }

  @Test
  @Tag("P7")
  void noFieldHasMoreDifferentValuesThanValues() {
    assertThat(new Cardinality(1_471, 1_440, 1_502).atMost(1_461))
        .isEqualTo(new Cardinality(1_461, 1_440, 1_461));
    assertThat(new Cardinality(5, 5, 5).atMost(7)).isEqualTo(new Cardinality(5, 5, 5));
  }
}
