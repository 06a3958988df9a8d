package io.cairn.registry.core.discovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.common.primitives.Bytes;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P8")
class HostileInputTest {
  private static final DiscoveryOptions DEFAULTS = DiscoveryOptions.defaults();

  private final Probe probe = new Probe();

  /** So many bytes of one letter, made as they are read. */
  private static InputStream letters(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        int size = (int) Math.min(left, length);
        Arrays.fill(buffer, offset, offset + size, (byte) 'x');
        left -= size;
        return size;
      }
    };
  }

  private static InputStream between(String before, InputStream middle, String after) {
    return new SequenceInputStream(
        new SequenceInputStream(new ByteArrayInputStream(before.getBytes(UTF_8)), middle),
        new ByteArrayInputStream(after.getBytes(UTF_8)));
  }

  private Reason reason(String name, String text) {
    return probe.refused(name, text.getBytes(UTF_8)).reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\uFEFF", "[]", "[ ]"})
  void nothingIsEmpty(String text) {
    assertThat(reason("data.json", text)).isEqualTo(Reason.EMPTY);
  }

  @Test
  void aGzipOfNothingIsEmpty() {
    assertThat(probe.refused("a.csv.gz", Probe.gzip(new byte[0])).reason()).isEqualTo(Reason.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a.json ~ {\"a\": 1",
        "a.json ~ {\"a\": }",
        "a.json ~ [{\"a\": 1},",
        "a.json ~ [1, 2]",
        "a.json ~ [null]",
        "a.ndjson ~ {\"a\": 1}/[1]/",
        "a.ndjson ~ {\"a\": 1}/{\"a\"",
        "a.json ~ {\"\": 1}",
        "a.json ~ {\"\\u0000\": 1}",
        "a.json ~ {\"\\ud800\": 1}",
        "a.json ~ {\"a\": 01}",
        "a.csv ~ a,b/\"x,2/3,4/",
      })
  void brokenDataIsMalformed(String name, String text) {
    assertThat(reason(name, text.replace('/', '\n'))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aMessageNamesTheLine() {
    assertThat(probe.refused("a.ndjson", "{\"a\": 1}\n{\"a\": 2}\n{\"a\": x}\n".getBytes(UTF_8)))
        .hasMessageContaining("line 3");
    assertThat(probe.refused("a.csv", "a,b\n1,2\n\"x,2\n3,4\n".getBytes(UTF_8)))
        .hasMessageContaining("line 3");
  }

  @Test
  void aRecordOf200MegabytesFailsFastAndIsNotHeld() {
    DiscoveryOptions options = DiscoveryOptions.builder().maxRecordBytes(1 << 20).build();
    for (String before : new String[] {"a,b\n1,", "a,b\n1,\""}) {
      Reason reason =
          probe.refused("a.csv", () -> between(before, letters(200 << 20), "\n"), options).reason();
      assertThat(reason).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
    assertThat(
            probe
                .refused(
                    "a.ndjson", () -> between("{\"a\":\"", letters(200 << 20), "\"}\n"), options)
                .reason())
        .isEqualTo(Reason.LIMIT_EXCEEDED);
    assertThat(
            probe
                .refused("a.json", () -> between("{\"", letters(200 << 20), "\":1}\n"), DEFAULTS)
                .reason())
        .isEqualTo(Reason.LIMIT_EXCEEDED);
  }

  @Test
  void theSizeOfARecordIsMindedToTheCharacter() {
    DiscoveryOptions options = DiscoveryOptions.builder().maxRecordBytes(100).build();
    assertThat(
            probe
                .discover(probe.memory.put("a.csv", "a,b\n" + "x".repeat(97) + ",y\n"), options)
                .profile()
                .records())
        .isEqualTo(1);
    DiscoveryException refused =
        probe.refused(probe.memory.put("a.csv", "a,b\n" + "x".repeat(100) + ",y\n"), options);
    assertThat(refused.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    assertThat(refused)
        .hasMessageContaining("maxRecordBytes = 100")
        .hasMessageContaining("record 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void aDepthOfTenThousandExceedsTheLimit(String open) {
    DiscoveryException refused =
        probe.refused("a.json", ("{\"a\":" + open.repeat(10_000)).getBytes(UTF_8));
    assertThat(refused.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    assertThat(refused).hasMessageContaining("maxDepth = 64");
  }

  @Test
  void theGreatestDepthAllowedMakesASchema() {
    String json = "{\"a\":" + "[".repeat(63) + "1" + "]".repeat(63) + "}";
    assertThat(probe.json(json).schema().fields()).hasSize(1);
    assertThat(reason("a.json", "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"))
        .isEqualTo(Reason.LIMIT_EXCEEDED);
  }

  @Test
  void aGzipBombStopsAtTheLimitOfBytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("a,b\n".getBytes(UTF_8));
      byte[] lines = "1,2\n".repeat(1 << 14).getBytes(UTF_8);
      for (int i = 0; i < 1_000; i++) {
        gzip.write(lines);
      }
    }
    assertThat(out.size()).isLessThan(1 << 18);
    DiscoveryException refused =
        probe.refused(
            probe.memory.put("a.csv.gz", out.toByteArray()),
            DiscoveryOptions.builder().maxBytes(20 << 20).build());
    assertThat(refused.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    assertThat(refused).hasMessageContaining("maxBytes");
  }

  @Test
  void dataOfJustTheAllowedBytesIsRead() {
    DiscoveryOptions options = DiscoveryOptions.builder().maxBytes(8).build();
    assertThat(probe.discover(probe.memory.put("a.csv", "a,b\n1,2\n"), options).profile().bytes())
        .isEqualTo(8);
    assertThat(probe.refused(probe.memory.put("a.csv", "a,b\n1,22\n"), options).reason())
        .isEqualTo(Reason.LIMIT_EXCEEDED);
  }

  @Test
  void damagedGzipIsMalformed() {
    byte[] packed = Probe.gzip("a,b\n1,2\n".repeat(100).getBytes(UTF_8));
    assertThat(probe.refused("a.gz", Arrays.copyOf(packed, packed.length - 9)).reason())
        .isEqualTo(Reason.MALFORMED);
    packed[packed.length / 2] ^= 0x55;
    assertThat(probe.refused("a.gz", packed).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformedWithTheirOffset() {
    DiscoveryException refused = probe.refused("a.csv", "a,b\n1,é\n".getBytes(ISO_8859_1));
    assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(refused).hasMessageContaining("0x0A at offset 7").hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"C080", "EDA080", "F4908080", "E28D", "FF", "80", "F0808080", "C3"})
  void everyKindOfIllFormedUtf8IsFound(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] before = ("{\"a\": \"" + "x".repeat(70_000)).getBytes(UTF_8);
    byte[] json = Bytes.concat(before, bad, "\"}".getBytes(UTF_8));
    assertThat(probe.refused("a.json", json).reason()).isEqualTo(Reason.MALFORMED);
    assertThat(probe.refused("a.csv", Bytes.concat("a,b\n1,".getBytes(UTF_8), bad)).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Property
  void wellFormedUtf8Passes(@ForAll String text) throws IOException {
    byte[] utf8 = new String(text.getBytes(UTF_8), UTF_8).getBytes(UTF_8);
    assertThat(new Utf8Stream(new ByteArrayInputStream(utf8), 0).readAllBytes()).isEqualTo(utf8);
  }

  @Test
  void unpairedSurrogatesInValuesAreText() {
    Discovered found = probe.json("{\"a\": \"\\ud800\"}\n{\"a\": \"\\udc00x\"}");
    assertThat(Probe.profile(found, "a").examples()).containsExactly("\\ud800", "\\udc00x");
  }

  @Test
  void namesOfTenKilobytesExceedTheLimit() {
    String name = "n".repeat(10_000);
    for (DiscoveryException refused :
        new DiscoveryException[] {
          probe.refused("a.csv", (name + ",b\n1,2\n").getBytes(UTF_8)),
          probe.refused("a.json", ("{\"" + name + "\": 1}").getBytes(UTF_8))
        }) {
      assertThat(refused.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
      assertThat(refused).hasMessageContaining("nnnn").hasMessageContaining("10000");
      assertThat(refused.getMessage()).hasSizeLessThan(400);
    }
  }

  @Test
  void tooManyFieldsExceedTheLimit() {
    DiscoveryOptions options = DiscoveryOptions.builder().maxFields(3).build();
    assertThat(probe.discover(probe.memory.put("a.csv", "a,b,c\n1,2,3\n"), options).format())
        .isEqualTo("CSV");
    assertThat(probe.refused(probe.memory.put("a.csv", "a,b,c,d\n1,2,3,4\n"), options).reason())
        .isEqualTo(Reason.LIMIT_EXCEEDED);
    String nested = "{\"a\": {\"b\": {\"c\": 1}}, \"d\": 1}";
    assertThat(probe.refused(probe.memory.put("a.json", nested), options).reason())
        .isEqualTo(Reason.LIMIT_EXCEEDED);
  }

  @Test
  void controlCharactersInNamesAndValuesAreKeptAndShownEscaped() {
    Discovered found = probe.csv("a\u0007,b\n\u001b[31m,2\n");
    assertThat(found.schema().fields().get(0).name()).isEqualTo("a\u0007");
    assertThat(found.profile().fields().get(0).examples()).containsExactly("\\u001b[31m");
  }

  @Test
  void numbersOfAMillionDigitsAreRead() {
    String digits = "9".repeat(1_000_000);
    assertThat(Probe.fields(probe.json("{\"a\": 0." + digits + "}"))).containsExactly("a DOUBLE");
    assertThat(Probe.fields(probe.json("{\"a\": " + digits + "}"))).containsExactly("a JSON");
  }

  @Property(tries = 500)
  void randomBytesGiveASchemaOrATypedError(@ForAll byte[] bytes) {
    attempt("data", bytes);
    attempt("data.csv", bytes);
    attempt("data.json", Bytes.concat(new byte[] {'{', '"'}, bytes));
    attempt("data.gz", Bytes.concat(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}, bytes));
  }

  @Property(tries = 1000)
  void textThatLooksLikeDataGivesASchemaOrATypedError(@ForAll("almostData") String text) {
    attempt("data", text.getBytes(UTF_8));
    attempt("data.csv", text.getBytes(UTF_8));
    attempt("data.json", ("{" + text).getBytes(UTF_8));
  }

  @Provide
  Arbitrary<String> almostData() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\n",
            "\r",
            "\t",
            ";",
            "|",
            "1",
            "-",
            "e9",
            ".5",
            "null",
            "true",
            "NaN",
            "\"a\":",
            "a",
            " ",
            "\\",
            "\\u",
            "2012-01-01",
            "é",
            "\uFEFF")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  private void attempt(String name, byte[] bytes) {
    assertThatCode(
            () -> {
              try {
                probe.bytes(name, bytes);
              } catch (DiscoveryException e) {
                assertThat(e.reason())
                    .isIn(
                        Reason.EMPTY,
                        Reason.UNKNOWN_FORMAT,
                        Reason.MALFORMED,
                        Reason.LIMIT_EXCEEDED);
                assertThat(e).hasMessageNotContaining("Report it");
              }
            })
        .doesNotThrowAnyException();
  }
}
