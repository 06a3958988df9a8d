package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import java.util.Comparator;

/**
 * The name under which versions of one schema are registered: a namespace, a name in it, and a
 * scope.
 *
 * <p>The text form is {@code namespace.name} or {@code namespace.name@owner}. Namespaces may
 * contain dots; a dot in a name, and {@code @} or {@code \} anywhere, is escaped with a backslash,
 * so that {@link #parse} is the exact inverse of {@link #toString}.
 *
 * <p>Ordered by namespace, name, scope. Immutable and thread-safe.
 *
 * @param namespace groups subjects; may be empty
 * @param name the name in its namespace; not empty
 * @param scope global or one owner
 */
public record Subject(String namespace, String name, Scope scope) implements Comparable<Subject> {
  /** The longest namespace, name or owner, in UTF-16 characters. */
  public static final int MAX_PART_LENGTH = 255;

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::namespace)
          .thenComparing(Subject::name)
          .thenComparing(Subject::scope);

  /**
   * @throws InvalidInputException if a part is too long, has control characters or unpaired
   *     surrogates, or the name is empty
   */
  public Subject {
    checkPart("namespace", namespace);
    checkNotEmpty("subject name", name);
  }

  /** A subject of the global scope. */
  public static Subject of(String namespace, String name) {
    return new Subject(namespace, name, Scope.GLOBAL);
  }

  /**
   * Reads the text form.
   *
   * @throws InvalidInputException if the text is not one that {@link #toString} could have written
   */
  public static Subject parse(String text) {
    int at = lastUnescaped(text, '@', text.length());
    String path = at < 0 ? text : text.substring(0, at);
    Scope scope = at < 0 ? Scope.GLOBAL : Scope.ownedBy(unescape(text.substring(at + 1), text));
    int dot = lastUnescaped(path, '.', path.length());
    String namespace = dot < 0 ? "" : unescape(path.substring(0, dot), text);
    Subject subject = new Subject(namespace, unescape(path.substring(dot + 1), text), scope);
    if (!subject.toString().equals(text)) {
      throw notASubject(text);
    }
    return subject;
  }

  /** The same namespace and name in the scope of {@code owner}. */
  public Subject ownedBy(String owner) {
    return new Subject(namespace, name, Scope.ownedBy(owner));
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!namespace.isEmpty()) {
      escape(namespace, "\\@", text).append('.');
    }
    escape(name, "\\@.", text);
    if (!scope.isGlobal()) {
      escape(scope.owner(), "\\@.", text.append('@'));
    }
    return text.toString();
  }

  static String checkNotEmpty(String what, String value) {
    if (value.isEmpty()) {
      throw new InvalidInputException("The " + what + " is empty; give it at least one character.");
    }
    checkPart(what, value);
    return value;
  }

  static void checkPart(String what, String value) {
    InvalidInputException.requireText(what, value, MAX_PART_LENGTH);
  }

  private static StringBuilder escape(String part, String special, StringBuilder into) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (special.indexOf(c) >= 0) {
        into.append('\\');
      }
      into.append(c);
    }
    return into;
  }

  private static String unescape(String part, String whole) {
    StringBuilder plain = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\\') {
        if (++i == part.length()) {
          throw notASubject(whole);
        }
        c = part.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static int lastUnescaped(String text, char wanted, int end) {
    int found = -1;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == wanted) {
        found = i;
      }
    }
    return found;
  }

  private static InvalidInputException notASubject(String text) {
    return new InvalidInputException(
        "\""
            + InvalidInputException.abbreviate(text)
            + "\" is not the text of a subject;"
            + " write namespace.name or namespace.name@owner, with a backslash before any '.' of the name, '@' or '\\'.");
  }
}
