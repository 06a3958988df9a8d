package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The way from a schema to one of its fields, or to what is inside one.
 *
 * <p>Its text reads {@code customer.name}, {@code items[].price} (inside an array's element),
 * {@code attrs{}.x} (inside a map's value), {@code attrs{key}} (a map's key), {@code
 * payload<Order>.id} (inside a branch of a union), and {@code resource:host} for a field with a
 * source. In names, a backslash stands before each of {@code \ . : [ ] { } < >}, so that {@link
 * #parse} is the exact inverse of {@link #toString}. Immutable, thread-safe, compared by value.
 *
 * @param steps one or more steps, the first of them {@link Named}
 */
public record FieldPath(List<Step> steps) {
  private static final String SPECIAL = "\\.:[]{}<>";

  /** One step of a path. */
  public sealed interface Step permits Named, Inside, Branch {}

  /**
   * To the field with this key. Ordered by source, those without one first, then by name.
   *
   * @param source the field's source, or null
   * @param name the field's name
   */
  public record Named(@Nullable FieldSource source, String name)
      implements Step, Comparable<Named> {
    private static final Comparator<Named> ORDER =
        Comparator.comparing(
                Named::source, Comparator.nullsFirst(Comparator.<FieldSource>naturalOrder()))
            .thenComparing(Named::name);

    @Override
    public int compareTo(Named other) {
      return ORDER.compare(this, other);
    }
  }

  /** Into an array or a map. */
  public enum Inside implements Step {
    ELEMENT("[]"),
    VALUE("{}"),
    KEY("{key}");

    private final String text;

    Inside(String text) {
      this.text = text;
    }
  }

  /**
   * Into a branch of a union.
   *
   * @param name the branch's name, see {@link UnionType#branchName}
   */
  public record Branch(String name) implements Step {}

  /**
   * @throws InvalidInputException if there is no step or the first is not {@link Named}
   */
  public FieldPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || !(steps.get(0) instanceof Named)) {
      throw new InvalidInputException("A field path starts with the name of a field.");
    }
  }

  /** The path of a top-level field. */
  public static FieldPath of(Field field) {
    return new FieldPath(List.of(new Named(field.source(), field.name())));
  }

  /** The path of a top-level field without source, and of fields nested in it. */
  public static FieldPath of(String name, String... nested) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Named(null, name));
    for (String next : nested) {
      steps.add(new Named(null, next));
    }
    return new FieldPath(steps);
  }

  /** This path and one step more. */
  public FieldPath then(Step step) {
    List<Step> longer = new ArrayList<>(steps.size() + 1);
    longer.addAll(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /** The path of {@code field} in the structure that this path leads to. */
  public FieldPath then(Field field) {
    return then(new Named(field.source(), field.name()));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Named named) {
        if (!text.isEmpty()) {
          text.append('.');
        }
        if (named.source != null) {
          text.append(named.source.name().toLowerCase(Locale.ROOT)).append(':');
        }
        escape(named.name, text);
      } else if (step instanceof Branch branch) {
        escape(branch.name, text.append('<'));
        text.append('>');
      } else if (step instanceof Inside inside) {
        text.append(inside.text);
      }
    }
    return text.toString();
  }

  private static void escape(String name, StringBuilder text) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        text.append('\\');
      }
      text.append(c);
    }
  }

  /**
   * Reads the text form.
   *
   * @throws InvalidInputException if the text is not one that {@link #toString} could have written
   */
  public static FieldPath parse(String text) {
    return new Parser(text).path();
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    FieldPath path() {
      List<Step> steps = new ArrayList<>();
      steps.add(named());
      while (at < text.length()) {
        if (take(".")) {
          steps.add(named());
        } else if (take("<")) {
          steps.add(new Branch(name()));
          require(take(">"));
        } else {
          steps.add(inside());
        }
      }
      return new FieldPath(steps);
    }

    private Inside inside() {
      for (Inside inside : Inside.values()) {
        if (take(inside.text)) {
          return inside;
        }
      }
      throw notAPath();
    }

    private Named named() {
      String first = name();
      if (!take(":")) {
        return new Named(null, first);
      }
      for (FieldSource source : FieldSource.values()) {
        if (source.name().toLowerCase(Locale.ROOT).equals(first)) {
          return new Named(source, name());
        }
      }
      throw notAPath();
    }

    private String name() {
      StringBuilder name = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\\') {
          require(at + 1 < text.length() && SPECIAL.indexOf(text.charAt(at + 1)) >= 0);
          c = text.charAt(++at);
        } else if (SPECIAL.indexOf(c) >= 0) {
          break;
        }
        name.append(c);
        at++;
      }
      require(!name.isEmpty());
      return name.toString();
    }

    private boolean take(String wanted) {
      if (text.startsWith(wanted, at)) {
        at += wanted.length();
        return true;
      }
      return false;
    }

    private void require(boolean holds) {
      if (!holds) {
        throw notAPath();
      }
    }

    private InvalidInputException notAPath() {
      return new InvalidInputException(
          "\""
              + InvalidInputException.abbreviate(text)
              + "\" is not a field path (see position "
              + at
              + "); write it like items[].price, with a backslash before any of \\ . : [ ] { } < > in a name.");
    }
  }
}
