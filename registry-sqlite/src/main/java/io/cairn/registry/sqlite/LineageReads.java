package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.LineageStore;

final class LineageReads implements LineageStore {
  LineageReads(Reading pool) {}
}
