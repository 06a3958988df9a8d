package io.cairn.registry.sqlite;

import java.util.function.Supplier;

/**
 * Work that an interrupt must not cut short, because it would leave files or connections open; the
 * thread is interrupted again afterwards.
 */
final class Undisturbed {
  private Undisturbed() {}

  static <T> T call(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
