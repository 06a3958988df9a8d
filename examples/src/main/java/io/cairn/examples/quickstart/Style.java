package io.cairn.examples.quickstart;

/** Emphasis for terminals; on anything else, plain text. */
public enum Style {
  PLAIN(false),
  TERMINAL(true);

  private final boolean colours;

  Style(boolean colours) {
    this.colours = colours;
  }

  /** What a part begins with. */
  public String title(String text) {
    return paint("1", text);
  }

  /** What matters less. */
  public String faint(String text) {
    return paint("2", text);
  }

  /** Good news. */
  public String good(String text) {
    return paint("32", text);
  }

  /** Bad news. */
  public String bad(String text) {
    return paint("31", text);
  }

  boolean isTerminal() {
    return colours;
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
