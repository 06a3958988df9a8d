package io.cairn.registry.core.lineage;

import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.ParticipantDirectory;
import io.cairn.registry.lineage.ParticipantInfo;
import io.cairn.registry.lineage.Participation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a directory on a thread of its own, and waits only so long: whatever it does, those who ask
 * get an answer. The thread is there while there is something to ask. Thread-safe.
 */
final class DirectoryThread implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 1;
  private static final long IDLE_SECONDS = 10;
  private static final int MAX_WAITING = 100;

  private final ParticipantDirectory directory;
  private final ThreadPoolExecutor thread;

  DirectoryThread(ParticipantDirectory directory) {
    this.directory = directory;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            DirectoryThread::daemon);
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "cairn-participants");
    daemon.setDaemon(true);
    return daemon;
  }

  /** The same with what the directory says of them, as far as it does in time. */
  List<Participation> inform(List<Participation> participations) {
    if (participations.isEmpty() || directory == LineageServices.Options.NO_DIRECTORY) {
      return participations;
    }
    Map<Participant, ParticipantInfo> found = new ConcurrentHashMap<>();
    try {
      await(thread.submit(() -> ask(participations, found)));
    } catch (RejectedExecutionException busyOrClosed) {
      return participations;
    }
    return participations.stream().map(one -> one.withInfo(found.get(one.participant()))).toList();
  }

  private void ask(List<Participation> participations, Map<Participant, ParticipantInfo> found) {
    for (Participation one : participations) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        directory.find(one.participant()).ifPresent(info -> found.put(one.participant(), info));
      } catch (RuntimeException notSaid) {
        // It says nothing of this one.
      }
    }
  }

  private static void await(Future<?> asking) {
    try {
      asking.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException tooLate) {
      asking.cancel(true);
    } catch (InterruptedException interrupted) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException notSaid) {
      // What it has said before is used.
    }
  }

  /** Interrupts what is being asked. */
  @Override
  public void close() {
    thread.shutdownNow().forEach(DirectoryThread::cancel);
  }

  private static void cancel(Runnable waiting) {
    if (waiting instanceof Future<?> asking) {
      asking.cancel(true);
    }
  }
}
