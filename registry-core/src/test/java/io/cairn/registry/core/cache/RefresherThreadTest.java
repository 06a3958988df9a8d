package io.cairn.registry.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The thread that refreshes. */
@Tag("K1")
class RefresherThreadTest {

  @Test
  void closingInterruptsWhatRunsAndLosesNothingThatWaits() throws InterruptedException {
    RefresherThread refresher = new RefresherThread();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicBoolean isDaemon = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    refresher.execute(
        () -> {
          isDaemon.set(Thread.currentThread().isDaemon());
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException expected) {
            interrupted.countDown();
          }
        });
    running.await();
    refresher.execute(done::incrementAndGet);
    refresher.execute(done::incrementAndGet);
    refresher.close();

    interrupted.await();
    assertThat(done).hasValue(2);
    assertThat(isDaemon).isTrue();
    assertThatThrownBy(() -> refresher.execute(done::incrementAndGet))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
