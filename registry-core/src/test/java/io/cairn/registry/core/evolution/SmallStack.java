package io.cairn.registry.core.evolution;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs things where there is less room than any usual thread has. */
final class SmallStack {
  /** Half of what threads have by default; comparing records takes most of it. */
  private static final long BYTES = 512 << 10;

  private SmallStack() {}

  static <T> T call(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    new Thread(null, future, "small stack", BYTES).start();
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("failed on a small stack", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
