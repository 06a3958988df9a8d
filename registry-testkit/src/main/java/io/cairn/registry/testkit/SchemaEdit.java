package io.cairn.registry.testkit;

/** What people do to schemas; see {@link SchemaArbitraries#evolutions}. */
public enum SchemaEdit {
  ADD_FIELD,
  REMOVE_FIELD,
  /** A field gets another name, and its old name as an alias. */
  RENAME_FIELD,
  /** A field's type becomes one that holds more values, such as BIGINT after INT. */
  WIDEN_TYPE,
  /** A field's type becomes one that holds fewer values, such as INT after BIGINT. */
  NARROW_TYPE,
  /** A field gets any other type. */
  REPLACE_TYPE,
  /** A required field becomes nullable, or a nullable one required. */
  CHANGE_NULLABILITY,
  /** A field gets a default, or loses the one it had. */
  CHANGE_DEFAULT,
  /** A field becomes part of the primary key, or no longer is. */
  CHANGE_KEYS,
  ADD_ALIAS,
  ADD_SYMBOL,
  REMOVE_SYMBOL,
  ADD_BRANCH,
  REMOVE_BRANCH,
  /** One of the other edits, to the fields of a structure inside. */
  CHANGE_NESTED,
  CHANGE_DOC,
  REORDER_FIELDS,
  CHANGE_TRAIT
}
