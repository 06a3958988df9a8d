package io.cairn.registry.core.rendering;

/**
 * Shows people what changed between two schemas. Pure functions of values: the same comparison
 * gives the same text, with {@code \n} at the end of each line.
 *
 * <p>Names, docs and defaults may hold anything. Whatever would move the cursor, end a line or turn
 * the direction of writing is shown as its code, as in <code>&#92;u202e</code>; whatever means
 * something in the format is escaped, so that no name can forge a line, a row, a link or an
 * element.
 */
public final class DiffRendering {
  private DiffRendering() {}

  /**
   * Unified text, as {@code diff -u} gives for two listings of the schemas: a line for the kind,
   * each trait and each field with everything in it but its nested fields, which have lines of
   * their own. Both listings follow the order of the new schema, with what was removed after what
   * it used to follow; three lines of context. Complete: nothing is shortened. Empty if nothing
   * changed.
   */
  public static String unified(Comparison comparison) {
    return UnifiedText.of(comparison);
  }

  /**
   * GitHub Flavored Markdown: the verdicts with each violation, and one table of the changes by
   * their kind. At most about 60,000 characters, so that it fits into a comment; what is left out
   * is counted.
   */
  public static String markdown(Comparison comparison) {
    return MarkdownText.of(comparison);
  }

  /**
   * A Mermaid class diagram: a box for the new schema and for each structure in it, with what was
   * added, removed and changed marked by words, and by the colour of the boxes. Within the limits
   * that Mermaid has by default (50,000 characters, 500 edges): in a large schema the fields that
   * did not change are left out, and counted.
   */
  public static String mermaid(Comparison comparison) {
    return MermaidText.of(comparison);
  }

  /**
   * One HTML page for wide and narrow, light and dark: the verdicts, the changes by their kind, and
   * all fields with the changes in place. It needs no script and nothing from elsewhere, and its
   * content security policy allows neither.
   */
  public static String html(Comparison comparison) {
    return HtmlPage.of(comparison);
  }
}
