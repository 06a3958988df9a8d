package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DataFormat.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What data that no format knows seems to be, by its first bytes. */
final class BinaryKind {
  private record Magic(String start, String kind) {
    boolean begins(String head) {
      return head.startsWith(start);
    }
  }

  private static final Magic[] MAGICS = {
    new Magic("PAR1", "Apache Parquet"),
    new Magic("SQLite format 3\0", "an SQLite database"),
    new Magic("PK\3\4", "a zip archive (or what is one, such as XLSX or JAR)"),
    new Magic("PK\5\6", "an empty zip archive"),
    new Magic("\u0089PNG", "a PNG image"),
    new Magic("\u00ff\u00d8\u00ff", "a JPEG image"),
    new Magic("GIF8", "a GIF image"),
    new Magic("%PDF-", "a PDF document"),
    new Magic("Obj\1", "Apache Avro"),
    new Magic("ARROW1", "Apache Arrow"),
    new Magic("ORC", "Apache ORC"),
    new Magic("\u001f\u008b", "gzip within gzip"),
    new Magic("(\u00b5/\u00fd", "Zstandard"),
    new Magic("BZh", "bzip2"),
    new Magic("\u00fd7zXZ", "xz"),
    new Magic("7z\u00bc\u00af", "a 7z archive"),
    new Magic("\u007fELF", "an ELF program"),
    new Magic("\u00ca\u00fe\u00ba\u00be", "a Java class"),
    new Magic("\u00ff\u00fe\0\0", "text in UTF-32; convert it to UTF-8"),
    new Magic("\0\0\u00fe\u00ff", "text in UTF-32; convert it to UTF-8"),
  };

  private BinaryKind() {}

  /** The known beginning it has, or null. */
  static @Nullable String magic(Head head) {
    String start = start(head.bytes());
    for (Magic magic : MAGICS) {
      if (magic.begins(start)) {
        return magic.kind;
      }
    }
    return null;
  }

  static String describe(Head head) {
    String known = magic(head);
    if (known != null) {
      return known;
    }
    HeadText text = HeadText.of(head);
    if (text == null) {
      return looksWide(head.bytes())
          ? "text in UTF-16 without a byte order mark; convert it to UTF-8"
          : "binary data of an unknown kind";
    }
    return text.text().charAt(text.next(0)) == '<' ? "XML or HTML" : "plain text without columns";
  }

  private static String start(ByteBuffer bytes) {
    byte[] start = new byte[Math.min(16, bytes.remaining())];
    bytes.get(start);
    return new String(start, StandardCharsets.ISO_8859_1);
  }

  private static boolean looksWide(ByteBuffer bytes) {
    int pairs = bytes.remaining() / 2;
    int wide = 0;
    for (int i = 0; i < pairs; i++) {
      wide += bytes.get(2 * i) == 0 ^ bytes.get(2 * i + 1) == 0 ? 1 : 0;
    }
    return pairs > 1 && wide * 10L >= pairs * 9L;
  }
}
