package io.cairn.registry.core.rendering;

/** Kinds of changes, in the order in which readers want to know them. */
enum ChangeGroup {
  REMOVED("removed", Mark.REMOVED),
  ADDED("added", Mark.ADDED),
  RENAMED("renamed", Mark.CHANGED),
  TYPE("type", Mark.CHANGED),
  NULLABILITY("nullability", Mark.CHANGED),
  DEFAULT("default", Mark.CHANGED),
  KEYS("keys", Mark.CHANGED),
  ALIASES("aliases", Mark.CHANGED),
  DOC("description", Mark.CHANGED),
  KIND("kind", Mark.CHANGED),
  TRAIT("trait", Mark.CHANGED);

  private final String word;
  private final Mark mark;

  ChangeGroup(String word, Mark mark) {
    this.word = word;
    this.mark = mark;
  }

  String word() {
    return word;
  }

  Mark mark() {
    return mark;
  }
}
