package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DataFormat.Extent;
import io.cairn.registry.discovery.DataFormat.Head;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of data as text, as far as it can be text: bytes that are not well-formed are
 * replaced, for the reader to complain about.
 *
 * @param text without byte order mark
 * @param name the data's name in lower case
 * @param extent whether that is all
 */
record HeadText(String text, String name, Extent extent) {

  private static final int FEW = 4;

  /** Null if these bytes are no text. */
  static @Nullable HeadText of(Head head) {
    ByteBuffer buffer = head.bytes();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    Charset charset = TextInput.charset(bytes);
    int mark = TextInput.markLength(bytes);
    String text = new String(bytes, mark, bytes.length - mark, charset);
    return isText(text)
        ? new HeadText(text, head.name().toLowerCase(Locale.ROOT), head.extent())
        : null;
  }

  private static boolean isText(String text) {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\b') {
        odd++;
      }
    }
    return odd <= FEW || odd * 50L <= text.length();
  }

  boolean isNamed(List<String> suffixes) {
    for (String suffix : suffixes) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** The index of the first character from {@code from} on that is no blank or line end. */
  int next(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean isBlank() {
    return next(0) == text.length();
  }
}
