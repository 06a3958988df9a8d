package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Commits.applied;
import static io.cairn.registry.testkit.ExportedText.export;
import static io.cairn.registry.testkit.ExportedText.read;
import static io.cairn.registry.testkit.ExportedText.readIntoNothing;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Commit.Guard;
import io.cairn.registry.core.store.CommitOutcome.Applied;
import io.cairn.registry.core.store.CommitOutcome.Conflict;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who uses what moves and is exported with everything else; part of {@link TransferContract}. */
@Tag("L1")
public interface UsedTransferContract extends StoreUnderTest {
  /** Who uses everything here. */
  Participant SHOP = Participant.service("shop");

  /** Subjects in an order of their own, names in Java's order, and some of everything. */
  static void fill(RegistryStore store) {
    Subject odd = Subject.of("größer", "\uD83D\uDE00").ownedBy("t");
    applied(store, use(ORDERS, Role.CONSUMER, SHOP, 7_200_000));
    applied(store, use(odd, Role.PRODUCER, new Participant("\uFF5E", "job"), 5));
    applied(store, use(odd, Role.PRODUCER, new Participant("\uD83D\uDE00", "job"), 3_600_000));
    applied(store, use(odd, Role.CONSUMER, SHOP, 3_600_000));
    applied(store, use(CUSTOMERS, Role.PRODUCER, SHOP, 8));
    Tally twice = new Tally(2, 3, 9);
    add(store, delta(ORDERS, twice, Map.of(0, twice), Map.of("", twice), Map.of()));
    add(store, delta(ORDERS, twice, Map.of(), Map.of("a.b", twice, "\uFF5E", twice), Map.of()));
    add(store, delta(ORDERS, twice, Map.of(), Map.of("\uD83D\uDE00", twice), Map.of(0L, 2L)));
  }

  private static void add(RegistryStore store, UsageDelta delta) {
    applied(store, new Operation.AddUsage(delta));
  }

  private static UsageDelta delta(
      Subject subject,
      Tally tally,
      Map<Integer, Tally> versions,
      Map<String, Tally> fields,
      Map<Long, Long> windows) {
    return new UsageDelta(subject, Role.CONSUMER, SHOP, tally, versions, fields, windows);
  }

  private static Operation use(Subject subject, Role role, Participant by, long at) {
    Tally once = new Tally(1, at, at);
    return new Operation.AddUsage(
        new UsageDelta(
            subject, role, by, once, Map.of(1, once), Map.of("id", once), Map.of(at, 1L)));
  }

  /** More of everything than goes into one addition, and more participants than into a commit. */
  private static void fillMuch(RegistryStore store) {
    Map<Integer, Tally> versions = new HashMap<>();
    Map<String, Tally> fields = new HashMap<>();
    Map<Long, Long> windows = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      versions.put(i, new Tally(i, i, 500));
      fields.put("f" + i, new Tally(i, i, 400));
      windows.put((long) i, 2L);
    }
    add(store, delta(ORDERS, new Tally(600, 0, 500), versions, fields, windows));
    for (int i = 0; i < 230; i++) {
      applied(store, use(ORDERS, Role.PRODUCER, Participant.service("p" + i), i));
    }
  }

  /** What every read tells. */
  private static Map<String, Object> readings(LineageStore lineage) {
    Map<String, Object> all = new HashMap<>();
    Set<LineageStore.Known> known = new HashSet<>();
    lineage.forEachUse(known::add);
    all.put("known", known);
    List<Subject> subjects = new ArrayList<>();
    lineage.forEachSubject(subjects::add);
    all.put("subjects", subjects);
    for (Subject subject : subjects) {
      all.put("windows of " + subject, lineage.windows(subject, 0, Long.MAX_VALUE));
      for (Role role : Role.values()) {
        all.put(role + " of " + subject, new HashSet<>(lineage.uses(subject, role)));
      }
    }
    all.put("of the shop", lineage.uses(SHOP, null, 100));
    all.put("orphans", lineage.orphans(null, 100));
    return all;
  }

  @Test
  @Tag("X2")
  default void everyUsageGoesIntoAnotherStoreAndBack() {
    try (MemoryStore first = new MemoryStore();
        RegistryStore middle = openStore();
        MemoryStore last = new MemoryStore()) {
      fill(first);
      fillMuch(first);
      String exported = export(first);
      read(middle, exported);
      assertThat(readings(middle.lineage())).isEqualTo(readings(first.lineage()));
      assertThat(export(middle)).isEqualTo(exported);
      read(middle, exported);
      read(last, export(middle));
      assertThat(readings(last.lineage())).isEqualTo(readings(first.lineage()));
    }
  }

  @Test
  @Tag("X2")
  default void subjectsAreToldInTheOrderInWhichTheyWereFirstUsed() {
    try (RegistryStore store = openStore()) {
      fill(store);
      List<Subject> subjects = new ArrayList<>();
      store.lineage().forEachSubject(subjects::add);
      assertThat(subjects).hasSize(3).startsWith(ORDERS).endsWith(CUSTOMERS);
    }
  }

  @Test
  @Tag("X2")
  default void anExportWithNothingButUsagesHasTheNewerFormat() {
    try (RegistryStore store = openStore()) {
      assertThat(export(store)).contains("\"version\":1}\n").doesNotContain("usages");
      applied(store, use(ORDERS, Role.CONSUMER, SHOP, 7));
      assertThat(export(store))
          .isEqualTo(
              """
              {"type":"export","format":"cairn-registry","version":2}
              {"type":"usage","subject":"com.acme.orders","role":"CONSUMER",\
              "participantType":"service","participant":"shop","tally":[1,7,7],\
              "versions":[[1,1,7,7]],"fields":[["id",1,7,7]]}
              {"type":"used","subject":"com.acme.orders","usages":1,"windows":[[7,0,1]]}
              {"type":"end","subjects":0,"versions":0,"documents":0,"annotations":0,\
              "auditEntries":0,"usages":1}
              """);
    }
  }

  @Test
  @Tag("X2")
  default void anotherUsageOfTheSameSubjectIsRefused() {
    Tally once = new Tally(1, 10, 10);
    for (Operation more :
        List.of(
            use(ORDERS, Role.CONSUMER, Participant.service("other"), 10),
            use(ORDERS, Role.PRODUCER, SHOP, 10),
            new Operation.AddUsage(delta(ORDERS, once, Map.of(), Map.of(), Map.of())),
            new Operation.AddUsage(
                delta(ORDERS, new Tally(0, 3, 9), Map.of(), Map.of(), Map.of(9L, 1L))),
            new Operation.AddUsage(
                delta(ORDERS, new Tally(0, 3, 9), Map.of(2, once), Map.of(), Map.of())),
            new Operation.AddUsage(
                delta(ORDERS, new Tally(0, 3, 9), Map.of(), Map.of("id", once), Map.of())))) {
      try (MemoryStore first = new MemoryStore();
          RegistryStore other = new MemoryStore()) {
        fill(first);
        String exported = export(first);
        read(other, exported);
        read(other, exported);
        applied(other, more);
        String before = export(other);
        assertThat(before).isNotEqualTo(exported);
        assertThatThrownBy(() -> read(other, exported))
            .as(more.toString())
            .isInstanceOf(ImportConflictException.class)
            .hasMessageContaining("who uses " + ORDERS);
        assertThat(export(other)).isEqualTo(before);
      }
    }
  }

  @Test
  @Tag("X2")
  default void anImportOfManyUsagesThatFailsInTheMiddleIsRepeated() {
    try (MemoryStore first = new MemoryStore();
        FaultyStore store = new FaultyStore(openStore())) {
      fillMuch(first);
      String exported = export(first);
      store.failNext(Fault.UNKNOWN_WRITTEN);
      assertThatThrownBy(() -> read(store, exported)).hasMessageContaining("Import again");
      int written = store.lineage().uses(ORDERS, Role.PRODUCER).size();
      assertThat(written).isPositive().isLessThan(230);
      store.failNext(Fault.CONFLICT, Fault.NOT_WRITTEN);
      assertThatThrownBy(() -> read(store, exported)).isInstanceOf(StoreException.class);
      read(store, exported);
      assertThat(export(store)).isEqualTo(exported);
    }
  }

  @Test
  @Tag("X2")
  default void linesThatContradictOneAnotherAreRefused() {
    try (MemoryStore first = new MemoryStore()) {
      fill(first);
      String exported = export(first);
      List<Map.Entry<String, String>> wrong =
          List.of(
              Map.entry("\"role\":\"PRODUCER\"", "\"role\":\"READER\""),
              Map.entry("\"participant\":\"shop\"", "\"participant\":\"\""),
              Map.entry("[[0,2,3,9]", "[[0,9,3,9]"),
              Map.entry("[[0,2,3,9],[1,", "[[1,2,3,9],[1,"),
              Map.entry("[\"a.b\",2,3", "[\"a.b\",2,2"),
              Map.entry("[\"a.b\",2,3", "[\"a..b\",2,3"),
              Map.entry("[[0,0,2]", "[[0,1,2]"),
              Map.entry("[[0,0,2],[", "[[8000000,0,2],["),
              Map.entry("[[0,0,2]", "[[0,0,-2]"),
              Map.entry("[[0,0,2]", "[[0,0,20]"),
              Map.entry("\"usages\":3", "\"usages\":2"),
              Map.entry("\"usages\":5", "\"usages\":4"));
      wrong.forEach(one -> assertRefused(exported, one.getKey(), one.getValue()));
      List<String> lines = exported.lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        List<String> twice = new ArrayList<>(lines);
        twice.add(i, lines.get(i));
        assertThatThrownBy(() -> readIntoNothing(String.join("\n", twice)))
            .isInstanceOf(MalformedExportException.class);
        List<String> without = new ArrayList<>(lines);
        without.remove(i);
        assertThatThrownBy(() -> readIntoNothing(String.join("\n", without)))
            .isInstanceOf(MalformedExportException.class);
      }
    }
  }

  private static void assertRefused(String exported, String text, String other) {
    assertThat(exported).contains(text);
    assertThatThrownBy(() -> readIntoNothing(exported.replace(text, other)))
        .as(text + " to " + other)
        .isInstanceOf(MalformedExportException.class);
  }

  @Test
  @Tag("X1")
  default void usagesMoveAlongAndAreCountedOnce() {
    MemoryStore from = new MemoryStore();
    RegistryStore to = openStore();
    fill(from);
    assertThat(Commits.commit(from, counting(1))).isInstanceOf(Applied.class);
    MoveUnderTest moving = MoveUnderTest.begin(from, to);
    RegistryMove move = moving.move();
    RegistryStore both = moving.store();
    LineageStore lineage = both.lineage();
    try {
      countedOnce(both, 2);
      assertThat(to.lineage().uses(SHOP, null, 1)).isEmpty();
      move.seed();
      assertThat(readings(to.lineage())).isEqualTo(readings(from.lineage()));
      countedOnce(both, 3);
      applied(both, use(Subject.of("a", "new"), Role.PRODUCER, SHOP, 7));
      assertThat(readings(to.lineage())).isEqualTo(readings(from.lineage()));
      Map<String, Object> before = readings(from.lineage());
      move.cutOver();
      assertThat(move.differences().listed()).isEmpty();
      assertThat(readings(lineage)).isEqualTo(before);
      countedOnce(both, 4);
      assertThat(readings(lineage)).isEqualTo(readings(to.lineage())).isNotEqualTo(before);
      assertThat(readings(from.lineage())).as("left behind").isEqualTo(before);
    } finally {
      move.registry().close();
    }
  }

  /** The commit of a number, which is one more than that of the one before. */
  private static Commit counting(long number) {
    return new Commit(
        Map.of(),
        List.of(new Guard(new StoreKey.OfCounter("flushes of usages"), 1, number)),
        List.of(use(CUSTOMERS, Role.CONSUMER, SHOP, 5)),
        Commit.Lane.COUNTS);
  }

  private static void countedOnce(RegistryStore store, long number) {
    assertThat(Commits.commit(store, counting(number))).isInstanceOf(Applied.class);
    assertThat(Commits.commit(store, counting(number)))
        .isEqualTo(new Conflict(new StoreKey.OfCounter("flushes of usages"), number));
    assertThat(store.lineage().uses(CUSTOMERS, Role.CONSUMER))
        .singleElement()
        .satisfies(use -> assertThat(use.tally().count()).isEqualTo(number));
  }

  @Test
  @Tag("X1")
  default void aStoreWithAUsageIsNotEmpty() {
    RegistryStore to = openStore();
    applied(to, use(ORDERS, Role.CONSUMER, SHOP, 7));
    assertThatThrownBy(() -> MoveUnderTest.begin(new MemoryStore(), to))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give an empty one");
  }
}
