package io.cairn.registry.operation;

/** What takes time, as seen by the caller: waiting for the store and listeners included. */
public enum OperationKind {
  /** Registering schemas that may be new, one call of {@code registerAll} being one; reverting. */
  REGISTRATION,
  /** Asking for a verdict. */
  CHECK,
  /** Changing policies, subjects or the life of versions. */
  CHANGE,
  /** Asking data what it looks like. */
  DISCOVERY,
  /** Asking data whether it is what a schema says. */
  VALIDATION,
  /** Making durable what was said before. */
  FLUSH,
  /**
   * Waiting for the store to commit what a registration or change has decided: a part of those. A
   * commit that lost a race counts, too.
   */
  COMMIT
}
