package io.cairn.registry.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.MalformedExportException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("X2")
class LineReaderTest {
  private static LineReader reader(String text, int maxBytes) {
    return new LineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  @Test
  void whatIsNoStringIsGivenAsItStands() {
    LineReader reader = reader("{\"a\":\"\\u00e9\",\"b\": {\"x\": [1, 2.50]} ,\"c\": 12 }\r\n", 99);
    Line line = Objects.requireNonNull(reader.next());
    assertThat(line.take("b")).isEqualTo("{\"x\": [1, 2.50]}");
    assertThat(line.take("a")).isEqualTo("é");
    assertThat(line.integer("c")).isEqualTo(12);
    line.requireEmpty();
    assertThat(reader.next()).isNull();
  }

  @Test
  void valuesBeyondTheParsersBufferAreGivenWhole() {
    String wide = "[\"" + "ä".repeat(100_000) + "\"]";
    Line line = Objects.requireNonNull(reader("{\"a\":" + wide + ",\"b\":7}", 300_000).next());
    assertThat(line.take("a")).isEqualTo(wide);
    assertThat(line.integer("b")).isEqualTo(7);
  }

  @Test
  void aLineIsReadNoFurtherThanItMayBeLong() {
    LineReader reader = reader("{}\n{\"a\":1}\n", 6);
    assertThat(reader.next()).isNotNull();
    assertThatThrownBy(reader::next)
        .isInstanceOf(MalformedExportException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("6 bytes");
    assertThatThrownBy(() -> new LineReader(endless(), 1_000).next())
        .isInstanceOf(MalformedExportException.class);
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return ' ';
      }
    };
  }
}
