package io.cairn.registry.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.schema.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L1")
class UsageCounterTest {
  private static final UsageLimits WIDE = new UsageLimits(1_000, 1_000, 1_000, 100_000);

  private static UsageCounter counter(UsageLimits limits) {
    return new UsageCounter(new MemoryStore().lineage(), limits);
  }

  private static PendingUse.Key key(String subject, String participant) {
    return new PendingUse.Key(
        Subject.of("n", subject), Role.CONSUMER, Participant.service(participant));
  }

  private static PendingUse.Report report(int version, long at, String... fields) {
    Set<FieldPath> paths = new HashSet<>();
    for (String field : fields) {
      paths.add(FieldPath.of(field));
    }
    return new PendingUse.Report(version, paths, at, at);
  }

  @Test
  void whatIsTakenIsTakenOnce() {
    UsageCounter counter = counter(WIDE);
    counter.add(key("orders", "a"), report(1, 7, "id"));
    List<UsageDelta> taken = counter.take();

    assertThat(taken).hasSize(1);
    assertThat(counter.take()).isEmpty();
    counter.add(key("orders", "a"), report(2, 5));
    UsageDelta more = counter.take().get(0);
    assertThat(more.tally()).isEqualTo(new Tally(1, 5, 5));
    assertThat(more.versions()).containsOnlyKeys(2);
    assertThat(more.fields()).containsOnlyKeys(UsageDelta.UNNAMED);
    assertThat(more.windows()).containsOnlyKeys(5L);
  }

  @Test
  void muchOfOneUseComesInSmallPartsThatAreCountedOnce() {
    UsageCounter counter = counter(WIDE);
    for (int i = 1; i <= 250; i++) {
      counter.add(key("orders", "a"), report(i, i, "f" + i));
    }
    List<UsageDelta> parts = counter.take();

    assertThat(parts).hasSize(13);
    assertThat(parts.stream().mapToLong(part -> part.tally().count()).sum()).isEqualTo(250);
    assertThat(parts).allMatch(part -> part.versions().size() <= 20);
    assertThat(parts.stream().mapToInt(part -> part.versions().size()).sum()).isEqualTo(250);
    assertThat(parts.stream().mapToInt(part -> part.fields().size()).sum()).isEqualTo(250);
    assertThat(parts.stream().mapToInt(part -> part.windows().size()).sum()).isEqualTo(250);
  }

  @Test
  void whatFindsNoRoomIsCountedUnderTheNamesForThat() {
    UsageCounter counter = counter(new UsageLimits(2, 2, 2, 5));
    counter.add(key("orders", "a"), report(1, 1, "id"));
    counter.add(key("orders", "b"), report(1, 1, "id"));
    counter.add(key("orders", "c"), report(0, 1, "id"));
    counter.add(key("parcels", "a"), report(0, 1, "id"));
    counter.add(key("parcels", "b"), report(0, 1, "id"));

    List<UsageDelta> taken = counter.take();
    Set<String> kept =
        taken.stream()
            .map(one -> one.subject() + " by " + one.participant() + " " + one.tally().count())
            .collect(Collectors.toSet());
    String other = Participant.OTHER.toString();
    assertThat(kept)
        .containsExactlyInAnyOrder(
            "n.orders by service a 1",
            "n.orders by service b 1",
            "n.orders by " + other + " 1",
            Lineage.OTHER_SUBJECT + " by " + other + " 2");
    assertThat(taken).noneMatch(one -> one.versions().size() + one.fields().size() > 2);
  }

  @Test
  void namesThatAreKnownFromTheStoreKeepTheirRoom() {
    MemoryStore store = new MemoryStore();
    UsageCounter first = new UsageCounter(store.lineage(), WIDE);
    first.add(key("orders", "a"), report(1, 1, "id"));
    store.commit(Commit.counts(first.take().stream().map(Operation.AddUsage::new).toList())).join();

    UsageCounter second = new UsageCounter(store.lineage(), new UsageLimits(1, 1, 1, 0));
    second.add(key("orders", "a"), report(1, 2, "id", "total"));
    second.add(key("orders", "b"), report(1, 2));

    List<UsageDelta> taken = second.take();
    assertThat(taken)
        .extracting(UsageDelta::participant)
        .containsExactly(Participant.service("a"), Participant.OTHER);
    assertThat(taken.get(0).versions()).containsOnlyKeys(1);
    assertThat(taken.get(0).fields()).containsOnlyKeys("id", UsageDelta.UNNAMED);
  }
}
