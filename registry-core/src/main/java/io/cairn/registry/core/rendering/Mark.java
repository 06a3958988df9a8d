package io.cairn.registry.core.rendering;

/** What became of a part of the schema. */
enum Mark {
  SAME(" ", "same"),
  ADDED("+", "added"),
  REMOVED("−", "removed"),
  CHANGED("~", "changed");

  private final String sign;
  private final String word;

  Mark(String sign, String word) {
    this.sign = sign;
    this.word = word;
  }

  String sign() {
    return sign;
  }

  String word() {
    return word;
  }
}
