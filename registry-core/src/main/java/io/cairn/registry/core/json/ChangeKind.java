package io.cairn.registry.core.json;

/** The names of the changes. They are stored for ever: add, but never rename. */
enum ChangeKind {
  ADDED,
  REMOVED,
  RENAMED,
  TYPE_CHANGED,
  NULLABILITY_CHANGED,
  DEFAULT_CHANGED,
  KEYS_CHANGED,
  ALIASES_CHANGED,
  DOC_CHANGED,
  KIND_CHANGED,
  TRAIT_CHANGED
}
