package io.cairn.registry.core.transfer;

/**
 * Is told how far an export or import has come, on the thread that does it, after every subject.
 * What it throws ends the export or import.
 */
@FunctionalInterface
public interface TransferProgress {
  /** Tells nobody. */
  TransferProgress NONE = counts -> {};

  void at(TransferCounts counts);
}
