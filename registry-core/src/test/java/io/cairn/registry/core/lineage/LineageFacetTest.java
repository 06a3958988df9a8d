package io.cairn.registry.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.counts.CountsWriter;
import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Participation;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Seen;
import io.cairn.registry.telemetry.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L1")
class LineageFacetTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Signal SIGNAL = Signal.metric("http/duration");

  private static AspectValue service(String name) {
    return new AspectValue(Aspect.SERVICE, name, new Seen(5, NOW, NOW));
  }

  @Test
  void servicesThatWereObservedAreProducersBesideThoseThatReported() {
    MemoryStore store = new MemoryStore();
    SchemaRegistry registry = EmbeddedRegistry.builder(store).build();
    WindowClock clock =
        new WindowClock(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(1), Duration.ofDays(30));
    CountsWriter writer = new CountsWriter(store, Duration.ofHours(1));
    LineageServices services =
        new LineageServices(
            store,
            clock,
            writer,
            new LineageServices.Sources(
                registry.schemas(),
                registry.evolution(),
                signal ->
                    signal.equals(SIGNAL) ? List.of(service("shop"), service("cart")) : List.of(),
                LineageServices.NO_DIRECTORY));
    services
        .lineage()
        .report(Usage.produced(SIGNAL.subject(), Participant.service("shop")).withFields("host"));
    writer.flush();

    List<Participation> producers = services.lineage().producers(SIGNAL.subject());
    assertThat(producers)
        .extracting(one -> one.participant().id() + " " + one.seen().count())
        .containsExactly("cart 5", "shop 1");
    assertThat(services.lineage().consumers(SIGNAL.subject())).isEmpty();
    assertThat(services.lineage().producers(Subject.of("n", "http/duration"))).isEmpty();
    services.close();
    writer.close();
  }
}
