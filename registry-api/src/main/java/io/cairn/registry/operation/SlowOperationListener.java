package io.cairn.registry.operation;

/**
 * Is told of operations that took long, after they are done, whether they succeeded or not, on the
 * thread that made them and under no lock of the registry's. What it throws is logged and otherwise
 * ignored. It should return soon, and leave alone what it might be told of itself.
 */
@FunctionalInterface
public interface SlowOperationListener {
  void on(SlowOperation operation);
}
