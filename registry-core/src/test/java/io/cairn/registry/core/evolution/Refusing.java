package io.cairn.registry.core.evolution;

/** For schemas without references. */
final class Refusing {
  static final SchemaResolver RESOLVER =
      target -> {
        throw new AssertionError("nothing refers to " + target);
      };

  private Refusing() {}
}
