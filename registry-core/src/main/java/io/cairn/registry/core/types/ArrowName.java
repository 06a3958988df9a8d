package io.cairn.registry.core.types;

import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A type name of Arrow, taken apart.
 *
 * @param base the name in lower case, without underscores
 * @param arguments what stands in its first parentheses or, without any, brackets
 * @param size what stands in the brackets behind its children
 * @param children what stands between {@code <} and {@code >}
 */
record ArrowName(String base, List<String> arguments, List<String> size, List<Child> children) {

  /**
   * A type within another.
   *
   * @param label its name or role, empty if it has none
   * @param type the type
   * @param required whether {@code not null} stands behind it
   */
  record Child(String label, ArrowName type, boolean required) {}

  /** Takes a name apart; null if it is not well-formed. */
  static @Nullable ArrowName parse(String text) {
    Parser parser = new Parser(text);
    ArrowName name = parser.name(1);
    return parser.isAtEnd() ? name : null;
  }

  private static final class Parser {
    private static final String STOPS = "<>()[],:=";
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    boolean isAtEnd() {
      return at == text.length();
    }

    @Nullable ArrowName name(int depth) {
      String base = word().strip();
      if (base.isEmpty() || depth > Schema.MAX_DEPTH) {
        return null;
      }
      List<String> arguments = group();
      List<Child> children = new ArrayList<>();
      if (take('<')) {
        if (!children(children, depth)) {
          return null;
        }
      }
      List<String> size = group();
      while (!isAtEnd() && "([".indexOf(text.charAt(at)) >= 0) {
        if (group().isEmpty()) {
          return null;
        }
      }
      return new ArrowName(
          base.toLowerCase(Locale.ROOT).replace("_", ""), arguments, size, children);
    }

    private boolean children(List<Child> children, int depth) {
      do {
        Child child = child(depth);
        if (child == null) {
          return false;
        }
        children.add(child);
      } while (take(','));
      return take('>');
    }

    private @Nullable Child child(int depth) {
      int start = at;
      String label = word();
      if (!take(':') && !take('=')) {
        label = "";
        at = start;
      }
      ArrowName type = name(depth + 1);
      if (type == null) {
        return null;
      }
      String tail = word().strip();
      boolean required = tail.equalsIgnoreCase("not null");
      if (!required && type.base.endsWith(" not null")) {
        String base = type.base.substring(0, type.base.length() - " not null".length());
        return new Child(
            label.strip(), new ArrowName(base, type.arguments, type.size, type.children), true);
      }
      return required || tail.isEmpty() ? new Child(label.strip(), type, required) : null;
    }

    private String word() {
      int start = at;
      while (!isAtEnd() && STOPS.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    /** What stands in the parentheses or brackets that start here, between commas. */
    private List<String> group() {
      skipSpace();
      if (isAtEnd() || "([".indexOf(text.charAt(at)) < 0) {
        return List.of();
      }
      int end = text.indexOf(text.charAt(at) == '(' ? ')' : ']', at);
      if (end < 0) {
        return List.of();
      }
      List<String> parts = new ArrayList<>();
      for (String part : text.substring(at + 1, end).split(",", -1)) {
        parts.add(part.strip());
      }
      at = end + 1;
      return parts;
    }

    private boolean take(char wanted) {
      skipSpace();
      if (isAtEnd() || text.charAt(at) != wanted) {
        return false;
      }
      at++;
      return true;
    }

    private void skipSpace() {
      while (!isAtEnd() && text.charAt(at) == ' ') {
        at++;
      }
    }
  }
}
