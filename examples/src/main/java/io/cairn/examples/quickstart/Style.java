package io.cairn.examples.quickstart;

/** Emphasis for terminals; on anything else, plain text. */
enum Style {
  PLAIN(false),
  TERMINAL(true);

  private final boolean colours;

  Style(boolean colours) {
    this.colours = colours;
  }

  String title(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String good(String text) {
    return paint("32", text);
  }

  String bad(String text) {
    return paint("31", text);
  }

  boolean isTerminal() {
    return colours;
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
