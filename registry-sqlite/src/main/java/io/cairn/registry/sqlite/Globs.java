package io.cairn.registry.sqlite;

import io.cairn.registry.catalog.NamePattern;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Patterns for names as SQLite understands them. */
final class Globs {
  private Globs() {}

  /** The same pattern for {@code GLOB}, which has no escape but a set of one character. */
  static String of(NamePattern pattern) {
    StringBuilder glob = new StringBuilder();
    String text = pattern.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ordinary = c == '\\';
      if (ordinary) {
        c = text.charAt(++i);
      }
      if (c == '[' || (ordinary && (c == '*' || c == '?'))) {
        glob.append('[').append(c).append(']');
      } else {
        glob.append(c);
      }
    }
    return glob.toString();
  }

  /** Where, in the order of SQLite, the names of a pattern begin and end. */
  static Range range(NamePattern pattern) {
    String prefix = pattern.prefix();
    return new Range(prefix, pattern.isExact() ? prefix : behind(prefix));
  }

  /** The first text behind all that begin with a prefix; null if there is none. */
  private static @Nullable String behind(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, end) + Character.toString(next);
      }
    }
    return null;
  }

  /**
   * A range of texts.
   *
   * @param from its first one
   * @param to one at its end, or behind it; null if there is none
   */
  record Range(String from, @Nullable String to) {

    /** Every text comes before every blob. */
    void bindEnd(PreparedStatement query, int index) throws SQLException {
      if (to == null) {
        query.setBytes(index, new byte[0]);
      } else {
        query.setString(index, to);
      }
    }
  }
}
