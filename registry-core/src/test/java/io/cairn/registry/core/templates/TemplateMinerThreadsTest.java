package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T7")
@Tag("T13")
class TemplateMinerThreadsTest {
  private static final int THREADS = 8;
  private static final int LINES = 20_000;

  @Test
  void everyLineIsCountedOnceWhileHarvestsRunAndTemplatesMakeRoom() throws Exception {
    TemplateBudget budget = TemplateBudget.of(60);
    List<TemplateMiner> miners = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      TemplateSettings settings = TemplateSettings.DEFAULTS.maxClusters(50);
      miners.add(new TemplateMiner(settings, budget, UnaryOperator.identity()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    try {
      AtomicBoolean done = new AtomicBoolean();
      Future<Long> harvested = threads.submit(() -> harvestUntil(done, miners));
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<String> lines = new GeneratedLogs(i, 100).lines(LINES).lines();
        TemplateMiner miner = miners.get(i % 2);
        writers.add(threads.submit(() -> lines.forEach(line -> miner.add(line, 0))));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      long sum = harvested.get();
      for (TemplateMiner miner : miners) {
        sum += Lines.sum(miner.harvest());
        assertThat(miner.templates()).hasSizeLessThanOrEqualTo(50);
        miner.evictAll();
      }
      assertThat(sum).isEqualTo((long) THREADS * LINES);
      assertThat(budget.free()).isEqualTo(60);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long harvestUntil(AtomicBoolean done, List<TemplateMiner> miners) {
    long sum = 0;
    while (!done.get()) {
      for (TemplateMiner miner : miners) {
        sum += Lines.sum(miner.harvest());
      }
    }
    return sum;
  }
}
