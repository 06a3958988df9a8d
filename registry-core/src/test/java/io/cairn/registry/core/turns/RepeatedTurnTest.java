package io.cairn.registry.core.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The thread that does something again and again. */
class RepeatedTurnTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private static RepeatedTurn start(Runnable turn, Duration interval) {
    return new RepeatedTurn(
        new RepeatedTurn.Work("test-turns", turn, "Broken for {}.", "Well again."), interval);
  }

  @Test
  void turnsComeByThemselvesOnADaemonThreadUntilItIsClosed() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger turns = new AtomicInteger();
    AtomicBoolean isDaemon = new AtomicBoolean();
    RepeatedTurn repeated =
        start(
            () -> {
              isDaemon.set(Thread.currentThread().isDaemon());
              turns.incrementAndGet();
              three.countDown();
            },
            Duration.ofMillis(1));
    try (repeated) {
      three.await();
    }
    int taken = turns.get();
    repeated.ask();
    assertThat(turns).hasValue(taken);
    assertThat(isDaemon).isTrue();
  }

  @Test
  void whatFailsSaysWhyUntilItSucceeds() throws Exception {
    BlockingQueue<String> before = new LinkedBlockingQueue<>();
    CompletableFuture<RepeatedTurn> itself = new CompletableFuture<>();
    AtomicInteger turns = new AtomicInteger();
    try (RepeatedTurn repeated =
        start(
            () -> {
              before.add(itself.join().failure());
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("no room");
              }
            },
            NEVER)) {
      itself.complete(repeated);
      repeated.ask();
      assertThat(before.take()).isEmpty();
      repeated.ask();
      assertThat(before.take()).isEqualTo("no room");
      repeated.ask();
      assertThat(before.take()).isEmpty();
    }
  }

  @Test
  void aTurnMayCloseIt() throws Exception {
    CompletableFuture<RepeatedTurn> itself = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger turns = new AtomicInteger();
    try (RepeatedTurn repeated =
        start(
            () -> {
              turns.incrementAndGet();
              itself.join().close();
              closed.countDown();
            },
            NEVER)) {
      itself.complete(repeated);
      repeated.ask();
      closed.await();
      repeated.ask();
    }
    assertThat(turns).hasValue(1);
  }
}
