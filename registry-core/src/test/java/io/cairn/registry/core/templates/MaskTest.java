package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateMask;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T7")
class MaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | <NUM>",
        "12 | <NUM>",
        "-12 | <NUM>",
        "+12 | <NUM>",
        "x=-12 | x=<NUM>",
        "3.14 | <NUM>",
        "-3.14e-7 | <NUM>",
        "1E5 | <NUM>",
        "1,234,567.89 | <NUM>",
        "1,2,3 | <NUM>",
        "1,2,x | <NUM>,x",
        "size=1234, | size=<NUM>,",
        "[12] | [<NUM>]",
        "1-2 | <NUM>-<NUM>",
        "a-5 | a-<NUM>",
        "--5 | -<NUM>",
        "5. | <NUM>.",
        ".5 | .<NUM>",
        "12% | <NUM>%",
        "10ms | <NUM>ms",
        "3.5MB | <NUM>MB",
        "4KiB/s | <NUM>KiB/s",
        "blk_-1608999687919862906 | blk_<NUM>",
        "attempt_1445144423722_0020_m_000001_0 | attempt_<NUM>_<NUM>_m_<NUM>_<NUM>",
        "worker#3 | worker#<NUM>",
        "é12é | é<NUM>é",
        "HTTP/1.1 | HTTP/<NUM>",
        "99999999999999999999999999999999 | <NUM>",
        "12345678 | <NUM>",
        "1.2.3 | <NUM>"
      })
  void numbersAreMasked(String line, String template) {
    assertThat(Lines.masked(line)).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eth0", "node12", "x86", "3DES", "4xx", "1st", "7zip", "v1.2.3", "TLSv1.2", "1a2b3c",
            "12abc",
        "1,000x", "log4j", "٣٤", "½", "x1.5", "1.2x", "5secs", "1e", "-", "+", "-x"
      })
  void whatOnlyHasDigitsIsNoNumber(String line) {
    assertThat(Lines.masked(line)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-01",
        "2024/05/01",
        "2024.05.01",
        "2016/9/27",
        "01/05/2024",
        "5/31/2024",
        "31.12.1999",
        "17/06/09",
        "10/Oct/2000",
        "10/Oct/2000:13:55:36",
        "1-jan-2000",
        "10:00",
        "9:05",
        "10:00:00",
        "23:59:60",
        "10:00:00,123",
        "10:00:00.123456789",
        "22:15:29:606",
        "10:00:00Z",
        "10:00+02:00",
        "2024-05-01T10:00:00Z",
        "2024-05-01T10:00:00.5+02:00",
        "2024-05-01T10:00:00-0700",
        "2024-05-01T10:00:00+02",
        "2024-05-01_10:00:00",
        "2005-06-03-15.42.53.276129",
        "20171223-22:15:29:606",
        "20240501T100000Z"
      })
  void datesAndTimesAreMasked(String value) {
    assertThat(Lines.masked(value)).isEqualTo("<DATE>");
    assertThat(Lines.masked("at=[" + value + "],")).isEqualTo("at=[<DATE>],");
    assertThat(Lines.masked("x" + value)).doesNotStartWith("x<DATE>");
    assertThat(Lines.masked(value + "x")).doesNotStartWith("<DATE>x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-13-01 | <NUM>-<NUM>-<NUM>",
        "2024-00-01 | <NUM>-<NUM>-<NUM>",
        "2024-05-32 | <NUM>-<NUM>-<NUM>",
        "1024-05-01 | <NUM>-<NUM>-<NUM>",
        "2024-05/01 | <NUM>-<NUM>/<NUM>",
        "2024-05-01-07 | <NUM>-<NUM>-<NUM>-<NUM>",
        "13/13/2024 | <NUM>/<NUM>/<NUM>",
        "1/2 | <NUM>/<NUM>",
        "25:00 | <NUM>:<NUM>",
        "10:61 | <NUM>:<NUM>",
        "10:0 | <NUM>:<NUM>",
        "10:00:99 | <NUM>:<NUM>:<NUM>",
        "120:15:03 | <NUM>:<NUM>:<NUM>",
        "20240501 | <NUM>",
        "20241301T100000 | 20241301T100000",
        "10/Foo/2000 | <NUM>/Foo/<NUM>",
        "host:10 | host:<NUM>"
      })
  void whatOnlyLooksLikeADateIsNone(String line, String template) {
    assertThat(Lines.masked(line)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deadbeef01 | <HEX>",
        "DEADBEEF0 | <HEX>",
        "1a2b3c4d | <HEX>",
        "54fadb412c4e40cdbaed9335e4c35a9e | <HEX>",
        "0x1 | <HEX>",
        "0XfF | <HEX>",
        "0x7fed806eb5d | <HEX>",
        "Foo@1a2b3c4d | Foo@<HEX>",
        "1a2b3c4 | 1a2b3c4",
        "deadbeef | deadbeef",
        "defaced | defaced",
        "0x | 0x",
        "0xg | 0xg",
        "1a2b3c4dg | 1a2b3c4dg",
        "x0x12 | x0x12",
        "0x12z | 0x12z"
      })
  void hexadecimalDigitsAreMaskedFromEightOnOrAfterTheirPrefix(String line, String template) {
    assertThat(Lines.masked(line)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1 | <IP>",
        "255.255.255.255 | <IP>",
        "10.0.0.1:8080 | <IP>:<NUM>",
        "/10.10.34.11:45307 | /<IP>:<NUM>",
        "10.0.0.0/24 | <IP>/<NUM>",
        "rhost=218.188.2.4 | rhost=<IP>",
        "10.0.0.1. | <IP>.",
        "10.0.0.1,10.0.0.2 | <IP>",
        "10.0.0.1,7 | <IP>,<NUM>",
        "fe80::1 | <IP>",
        "::1 | <IP>",
        "[::1]:80 | [<IP>]:<NUM>",
        "2001:db8::ff00:42:8329 | <IP>",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334 | <IP>",
        "::ffff:10.0.0.1 | <IP>",
        "0:0:0:0:0:ffff:10.0.0.1 | <IP>",
        "0:0:0:0:0:0:0:1:2181 | <IP>:<NUM>",
        "256.0.0.1 | <NUM>",
        "10.0.0 | <NUM>",
        "10.0.0.1.5 | <NUM>",
        "10.0.0.1x | 10.0.0.1x",
        "v10.0.0.1 | v10.0.0.1",
        "std::bad | std::bad",
        "add::bad | add::bad",
        ":: | ::",
        "1:2:3 | <NUM>:<NUM>:<NUM>"
      })
  void addressesAreMaskedWithoutTheirPorts(String line, String template) {
    assertThat(Lines.masked(line)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123e4567-e89b-12d3-a456-426614174000 | <UUID>",
        "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB | <UUID>",
        "req-38101a0b-2096-447d-96ea-a692162415ae, | req-<UUID>,",
        "{123e4567-e89b-12d3-a456-426614174000} | {<UUID>}",
        "123e4567-e89b-12d3-a456-4266141740001 | <HEX>-e89b-12d3-a456-<NUM>",
        "123e4567-e89b-12d3-a456-42661417400 | <HEX>-e89b-12d3-a456-<NUM>",
        "x123e4567-e89b-12d3-a456-426614174000 | x123e4567-e89b-12d3-a456-<NUM>"
      })
  void uuidsAreMasked(String line, String template) {
    assertThat(Lines.masked(line)).isEqualTo(template);
  }

  @ParameterizedTest
  @EnumSource(TemplateMask.class)
  void aMaskThatIsOffLeavesItsValues(TemplateMask off) {
    String line =
        "77 2024-05-01 0x1f deadbeef01 10.0.0.1 fe80::ab 123e4567-e89b-12d3-a456-426614174000";
    Set<TemplateMask> rest = EnumSet.complementOf(EnumSet.of(off));

    assertThat(Lines.masked(line)).isEqualTo("<NUM> <DATE> <HEX> <HEX> <IP> <IP> <UUID>");
    assertThat(Lines.masked(line, TemplateSettings.DEFAULTS.masks(rest)))
        .doesNotContain(off.text());
  }

  @Test
  void withoutMasksALineStaysAsItIs() {
    TemplateSettings none = TemplateSettings.DEFAULTS.masks(Set.of());
    String line = "-1 2024-05-01T10:00:00Z 0x1f ::1 10.0.0.1:80 deadbeef01";
    assertThat(Lines.masked(line, none)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {".1", ",111", ".1.1"})
  void aLongNumberThatEndsInLettersIsNone(String part) {
    String line = "111" + part.repeat(16_000) + "x";
    TemplateSettings wide = TemplateSettings.DEFAULTS.maxLineLength(65_536);
    assertThat(Lines.masked(line, wide)).isEqualTo(line);
  }
}
