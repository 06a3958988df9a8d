package io.cairn.registry.core.discovery;

import static io.cairn.registry.core.discovery.Probe.fields;
import static io.cairn.registry.core.discovery.Probe.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.cairn.registry.discovery.Contradiction;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.schema.FieldPath;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("P3")
class FormatsTest {
  private final Probe probe = new Probe();

  private Discovered read(String name, String text) {
    return probe.bytes(name, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a.csv ~ a,b/1,2 ~ CSV",
        "a.csv ~ a;b/1,5;2 ~ CSV",
        "a.csv ~ a|b/1|2 ~ CSV",
        "a.csv ~ a\tb/1\t2 ~ TSV",
        "data ~ a,b/1,2 ~ CSV",
        "data ~ a\tb/1\t2 ~ TSV",
        "words.csv ~ word/tree ~ CSV",
        "words.tsv ~ word/tree ~ TSV",
        "a.csv ~ {\"a\": 1} ~ JSON",
        "a.json ~ {\"a\": 1} ~ JSON",
        "a.ndjson ~ {\"a\": 1} ~ NDJSON",
        "data ~ {\"a\": 1}/{\"a\": 2} ~ NDJSON",
        "a.json ~ {\"a\": 1}/{\"a\": 2} ~ NDJSON",
        "data ~ {\"a\":/1}/{\"a\": 2} ~ JSON",
        "data ~ {\"a\": 1} {\"a\": 2} ~ JSON",
        "data ~ [{\"a\": 1}] ~ JSON",
        "a.csv ~ [id],[name]/1,2 ~ CSV",
      })
  void contentDecidesTheFormatAndTheNameBreaksTies(String name, String text, String format) {
    assertThat(read(name, text.replace('/', '\n')).format()).isEqualTo(format);
  }

  @Test
  void gzipIsSeenByItsBytesAndSaidInTheFormat() {
    byte[] packed = gzip("{\"a\": 1}\n{\"a\": 2}\n".getBytes(UTF_8));
    assertThat(probe.bytes("data.bin", packed).format()).isEqualTo("NDJSON (gzip)");
    assertThat(probe.bytes("words.csv.gz", gzip("word\ntree\n".getBytes(UTF_8))).format())
        .isEqualTo("CSV (gzip)");
  }

  @Test
  void allMembersOfAGzipAreRead() {
    byte[] packed = Bytes.concat(gzip("a,b\n1,2\n".getBytes(UTF_8)), gzip("3,4\n".getBytes(UTF_8)));
    assertThat(probe.bytes("a.csv.gz", packed).profile().records()).isEqualTo(2);
  }

  @Test
  void allMembersOfAGzipAreReadFromAStreamThatNeverSaysWhatIsAvailable() {
    byte[] packed = Bytes.concat(gzip("a,b\n1,2\n".getBytes(UTF_8)), gzip("3,4\n".getBytes(UTF_8)));
    var stingy =
        probe.memory.put(
            "a.gz",
            () ->
                new FilterInputStream(new ByteArrayInputStream(packed)) {
                  @Override
                  public int read(byte[] buffer, int offset, int length) throws IOException {
                    return super.read(buffer, offset, Math.min(length, 1));
                  }

                  @Override
                  public int available() {
                    return 0;
                  }
                });
    assertThat(probe.engine.discover(stingy).profile().records()).isEqualTo(2);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    assertThat(fields(read("a.csv", "\uFEFFa,b\n1,2\n"))).containsExactly("a INT", "b INT");
    assertThat(fields(read("a.json", "\uFEFF{\"a\": 1}"))).containsExactly("a INT");
  }

  @Test
  void utf16WithAMarkIsDecoded() {
    assertThat(fields(probe.bytes("a.csv", "å,b\n1,2\n".getBytes(UTF_16))))
        .containsExactly("å INT", "b INT");
    assertThat(fields(probe.bytes("a.json", "\uFEFF{\"å\": \"€\"}".getBytes(UTF_16LE))))
        .containsExactly("å TEXT");
  }

  @Test
  void utf16WithoutAMarkIsRefusedByName() {
    DiscoveryException refused = probe.refused("a.csv", "a,b\n1,2\n".getBytes(UTF_16LE));
    assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
    assertThat(refused).hasMessageContaining("UTF-16 without a byte order mark");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "PAR1~Parquet",
        "SQLite format 3~SQLite",
        "\u0089PNG~PNG",
        "PK\u0003\u0004~zip",
        "Obj\u0001~Avro",
        "(\u00b5/\u00fd~Zstandard",
        "??~binary",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void binaryDataIsUnknownAndSaidToBeWhatItSeems(String start, String kind) {
    byte[] bytes = Bytes.concat(start.getBytes(ISO_8859_1), new byte[200]);
    DiscoveryException refused = probe.refused("data.csv", bytes);
    assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
    assertThat(refused).hasMessageContaining(kind).hasMessageContaining("NDJSON");
  }

  @Test
  void proseIsNoFormat() {
    DiscoveryException refused = probe.refused("readme", "Dear reader,\nhello.\n".getBytes(UTF_8));
    assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
  }

  @Test
  void blankAndRepeatedHeadersGetNamesOfTheirOwn() {
    assertThat(fields(probe.csv("a,,a,a_2,a, ,column_2\n1,2,3,4,5,6,7\n")))
        .containsExactly(
            "a INT",
            "column_2_2 INT",
            "a_3 INT",
            "a_2 INT",
            "a_4 INT",
            "column_6 INT",
            "column_2 INT");
  }

  @Test
  void aHeaderAloneNamesFields() {
    Discovered found = probe.csv("a,b\n");
    assertThat(fields(found)).containsExactly("a TEXT?", "b TEXT?");
    assertThat(found.profile().records()).isZero();
  }

  @Test
  void theFirstLineIsTheHeaderWhateverItLooksLike() {
    assertThat(fields(probe.csv("1,2\n3,4\n"))).containsExactly("1 INT", "2 INT");
  }

  @Test
  void shortLinesMakeNulls() {
    Discovered found = probe.csv("a,b,c\n1,2,3\n4\n");
    assertThat(fields(found)).containsExactly("a INT", "b INT?", "c INT?");
    assertThat(found.contradictions()).isEmpty();
  }

  @Test
  void surplusCellsAreContradictionsAndNoFields() {
    Discovered found = probe.csv("a,b\n1,2\n3,4,,x\n5,6,y,z\n7,8,\n");
    assertThat(fields(found)).containsExactly("a INT", "b INT");
    assertThat(found.contradictions())
        .containsExactly(
            new Contradiction(FieldPath.of("column_4"), "a known field", "TEXT", "x", 2, 2),
            new Contradiction(FieldPath.of("column_3"), "a known field", "TEXT", "y", 3, 1));
  }

  @Test
  void emptyLinesAreSkipped() {
    assertThat(probe.csv("a,b\n\n1,2\n\n\n3,4\n\n").profile().records()).isEqualTo(2);
  }

  @Test
  void quotedCellsMayHaveSeparatorsQuotesAndLineEnds() {
    Discovered found = probe.csv("a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n");
    assertThat(Probe.profile(found, "a").examples()).containsExactly("x, \"y\"\\u000d\\u000az");
  }

  @Test
  void charactersAfterAClosingQuoteAreTolerated() {
    assertThat(probe.csv("a,b\n\"x\"y,2\n").profile().records()).isEqualTo(1);
  }

  @Test
  void severalObjectsAreReadAsOneAndMustHaveOneFormat() {
    probe.memory.put("1.csv", "a,b\n1,2\n");
    var all = URI.create("mem:/");
    probe.memory.put("2.csv", "a,b\n3,x\n");
    Discovered found = probe.discover(all, DiscoveryOptions.defaults());
    assertThat(fields(found)).containsExactly("a INT", "b TEXT");
    assertThat(found.profile().records()).isEqualTo(2);
    probe.memory.put("3.json", "{\"a\": 1}");
    assertThat(probe.refused(all, DiscoveryOptions.defaults()).reason())
        .isEqualTo(Reason.UNKNOWN_FORMAT);
  }
}
