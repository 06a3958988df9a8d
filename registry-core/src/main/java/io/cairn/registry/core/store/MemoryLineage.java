package io.cairn.registry.core.store;

final class MemoryLineage implements LineageStore {
  MemoryLineage(Object lock, Runnable requireOpen) {}

  void add(UsageDelta delta) {}
}
