package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about observations in a file. */
@Tag("T3")
class TelemetryRowsTest {
  private static final Signal METRIC = Signal.metric("http.requests");
  private static final AttributeKey KEY = AttributeKey.of(FieldSource.DATA_POINT, "route");
  private static final long HOUR = 3_600_000;
  private static final Tally ONCE = new Tally(1, 5, 7);

  @TempDir private Path folder;
  private Path file;
  private SqliteStore store;

  @BeforeEach
  void open() {
    file = folder.resolve("registry.db");
    store = SqliteStore.open(file, new TestClock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = SqliteStore.open(file, new TestClock());
  }

  private static StoredSketch values(long from, long to) {
    ValueHasher hasher = ValueHasher.create();
    CardinalitySketch sketch = new CardinalitySketch();
    LongStream.range(from, to).forEach(value -> sketch.add(hasher.hash(value)));
    return sketch.stored();
  }

  private static TelemetryDelta seen(long window, StoredSketch sketch, String... samples) {
    return new TelemetryDelta.OfAttribute(METRIC, KEY, window, ONCE, 1, sketch, List.of(samples));
  }

  private CompletableFuture<CommitOutcome> write(TelemetryDelta... deltas) {
    return store.commit(
        Commit.counts(Arrays.stream(deltas).map(Operation.AddTelemetry::new).toList()));
  }

  private void add(TelemetryDelta... deltas) {
    assertThat(write(deltas).join()).isInstanceOf(CommitOutcome.Applied.class);
  }

  private TelemetryStore.Attribute attribute() {
    return store.telemetry().details(List.of(METRIC)).get(0).attributes().get(0);
  }

  private List<TelemetryStore.Window> windows() {
    return store.telemetry().windows(METRIC, KEY, 0, Long.MAX_VALUE);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  @Tag("T10")
  void sketchesOfEverySizeAreTheSameBytesAfterARestart() {
    for (int size : new int[] {1, 7, 8, 100, 126, 127, 300, 384, 385, 3_000, 100_000}) {
      add(seen(size * HOUR, values(0, size)));
    }
    List<TelemetryStore.Window> before = windows();
    StoredSketch peak = attribute().peak();
    reopen();

    assertThat(windows()).isEqualTo(before);
    assertThat(windows())
        .allSatisfy(
            window -> assertThat(window.sketch()).isEqualTo(values(0, window.start() / HOUR)));
    assertThat(attribute().peak()).isEqualTo(peak).isEqualTo(values(0, 100_000));
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
  }

  @Test
  @Tag("T8")
  void aSketchThatOutgrowsItsRowIsUnitedAsAnyOther() {
    for (int hundred = 0; hundred < 20; hundred++) {
      add(seen(HOUR, values(hundred * 100L, hundred * 100L + 110)));
    }
    assertThat(windows()).singleElement().extracting("sketch").isEqualTo(values(0, 2_010));
    assertThat(attribute().peak()).isEqualTo(values(0, 2_010));
    add(seen(HOUR, null), seen(HOUR, StoredSketch.EMPTY), seen(HOUR, values(3, 5)));
    assertThat(windows().get(0).tally()).isEqualTo(new Tally(23, 5, 7));
    assertThat(windows().get(0).sketch()).isEqualTo(values(0, 2_010));
  }

  @Test
  @Tag("T8")
  void countingWithoutNewValuesDoesNotReadTheSketch() throws SQLException {
    add(seen(HOUR, values(0, 2_000)));
    add(seen(2 * HOUR, values(0, 2)));
    execute("UPDATE attribute_sketch SET sketch = x'00'");
    execute("UPDATE attribute_window SET sketch = x'00' WHERE sketch IS NOT NULL");
    add(seen(HOUR, null), seen(2 * HOUR, null));

    assertThat(number("SELECT sum(seen_count) FROM attribute_window")).isEqualTo(4);
  }

  @Test
  @Tag("T8")
  void thePeakOutlivesItsWindow() {
    add(seen(HOUR, values(0, 2_000)), seen(2 * HOUR, values(0, 3)));
    add(new TelemetryDelta.Expiry(2 * HOUR, 10));
    assertThat(attribute().peak()).isEqualTo(values(0, 2_000));
    assertThat(windows()).extracting("start").containsExactly(2 * HOUR);
    add(seen(2 * HOUR, values(0, 4_000)));
    assertThat(attribute().peak()).isEqualTo(values(0, 4_000));
    add(new TelemetryDelta.Expiry(3 * HOUR, 10));
    reopen();
    assertThat(attribute().peak()).isEqualTo(values(0, 4_000));
    assertThat(windows()).isEmpty();
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
  }

  @Test
  @Tag("T8")
  void thePeakStaysAsItWasWhenItsWindowChangesWithoutAHigherEstimate() {
    long size =
        LongStream.range(300, 5_000)
            .filter(
                n ->
                    !values(0, n).equals(values(0, n + 1))
                        && values(0, n).cardinality().estimate()
                            >= values(0, n + 1).cardinality().estimate())
            .findFirst()
            .orElseThrow();
    add(seen(HOUR, values(0, size)));
    add(seen(HOUR, values(size, size + 1)));
    assertThat(windows()).singleElement().extracting("sketch").isEqualTo(values(0, size + 1));
    assertThat(attribute().peak()).isEqualTo(values(0, size));
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
    add(seen(HOUR, values(0, 2 * size)));
    assertThat(attribute().peak()).isEqualTo(values(0, 2 * size));
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
  }

  @Test
  @Tag("T8")
  void asManyWindowsExpireAsMayTheEarliestFirst() throws SQLException {
    List<TelemetryDelta> deltas = new ArrayList<>();
    for (int window = 1; window <= 6; window++) {
      deltas.add(new TelemetryDelta.OfSignal(METRIC, window * HOUR, ONCE));
      deltas.add(seen(window * HOUR, values(0, window == 2 ? 1_000 : window)));
    }
    add(deltas.toArray(TelemetryDelta[]::new));
    add(new TelemetryDelta.Expiry(4 * HOUR, 2));
    assertThat(store.telemetry().oldestWindow()).isEqualTo(3 * HOUR);
    assertThat(windows()).hasSize(4);
    add(new TelemetryDelta.Expiry(4 * HOUR, 2));
    assertThat(store.telemetry().oldestWindow()).isEqualTo(4 * HOUR);
    assertThat(store.telemetry().count(METRIC, 0, Long.MAX_VALUE)).isEqualTo(3);
    assertThat(number("SELECT count(*) FROM attribute_sketch")).isEqualTo(1);
    assertThat(attribute().peak()).isEqualTo(values(0, 1_000));
    assertThat(attribute().tally().count()).isEqualTo(6);
  }

  @Test
  @Tag("T2")
  void anOperationThatFailsLeavesEveryCountAsItWas() throws SQLException {
    add(new TelemetryDelta.OfSignal(METRIC, HOUR, ONCE), seen(HOUR, values(0, 1)));
    TelemetryDelta refused =
        new TelemetryDelta.OfSignal(METRIC, HOUR, new Tally(Long.MAX_VALUE, 0, 0));
    List<CompletableFuture<CommitOutcome>> batch = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Signal another = Signal.metric("another" + i);
      TelemetryDelta first = new TelemetryDelta.OfSignal(another, HOUR, ONCE);
      TelemetryDelta brandNew =
          new TelemetryDelta.OfAttribute(another, KEY, HOUR, ONCE, 1, values(0, 1), List.of());
      batch.add(write(first, brandNew, seen(HOUR, null), refused));
      batch.add(write(first, brandNew, seen(HOUR, null)));
    }
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<CommitOutcome> outcome = batch.get(i);
      if (i % 2 == 0) {
        assertThatThrownBy(outcome::join).hasMessageContaining("refused the write");
      } else {
        assertThat(outcome.join()).isInstanceOf(CommitOutcome.Applied.class);
      }
    }
    assertThat(attribute().tally().count()).isEqualTo(51);
    assertThat(number("SELECT count(*) FROM signal WHERE seen_count = 1")).isEqualTo(51);
    assertThat(number("SELECT count(*) FROM attribute WHERE seen_count = 1")).isEqualTo(50);
    assertThat(number("SELECT count(*) FROM attribute_window")).isEqualTo(51);
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
  }

  @Test
  void rowsThatAnotherConnectionAddedAreFound() throws SQLException {
    add(new TelemetryDelta.OfSignal(METRIC, HOUR, ONCE), seen(HOUR, values(0, 1)));
    execute("PRAGMA foreign_keys = false");
    execute("UPDATE attribute SET attribute_id = 77");
    execute("UPDATE attribute_window SET attribute_id = 77");
    add(
        seen(HOUR, values(0, 2)),
        new TelemetryDelta.OfAttribute(
            METRIC, AttributeKey.ofEvent("e", "n"), HOUR, ONCE, 1, values(0, 1), List.of()));

    assertThat(windows()).singleElement().extracting("sketch").isEqualTo(values(0, 2));
    assertThat(number("SELECT max(attribute_id) FROM attribute")).isEqualTo(78);
    assertThat(attribute().tally().count()).isEqualTo(2);
  }

  @Test
  void whatABoundedMemoryHasForgottenIsFoundInTheFile() throws SQLException {
    int signals = 20_000;
    for (int round = 0; round < 2; round++) {
      List<CompletableFuture<CommitOutcome>> all = new ArrayList<>();
      for (int i = 0; i < signals; i += 100) {
        TelemetryDelta[] deltas = new TelemetryDelta[100];
        for (int k = 0; k < deltas.length; k++) {
          deltas[k] = new TelemetryDelta.OfSignal(Signal.metric("m" + (i + k)), HOUR, ONCE);
        }
        all.add(write(deltas));
      }
      all.forEach(CompletableFuture::join);
    }
    assertThat(number("SELECT count(*) FROM signal WHERE seen_count = 2")).isEqualTo(signals);
    assertThat(number("SELECT count(*) FROM signal_window WHERE seen_count = 2"))
        .isEqualTo(signals);
  }

  @Test
  void aDamagedSketchIsToldByItsAttributeAndDoesNotKeepFromCounting() throws SQLException {
    add(seen(HOUR, values(0, 2)));
    execute("UPDATE attribute_window SET sketch = x'0102030405060708'");

    assertThatThrownBy(this::windows)
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("data_point:route")
        .hasMessageContaining("http.requests");
    assertThatThrownBy(this::attribute).isInstanceOf(CorruptDataException.class);
    add(seen(HOUR, values(0, 3)));
    assertThat(number("SELECT seen_count FROM attribute_window")).isEqualTo(2);
    assertThatThrownBy(this::windows).isInstanceOf(CorruptDataException.class);
    assertThat(SqliteRegistry.verify(file).damages())
        .anySatisfy(damage -> assertThat(damage.what()).contains("data_point:route"));
  }

  @Test
  @Tag("T3")
  void textsOfEveryKindAreKept() {
    Signal odd = Signal.metric("\u0001'\"\\[*?\uFFFD\uE000\uD83D\uDE00");
    AttributeKey key = AttributeKey.ofEvent("\n\t\uD83D\uDE00", "%\u0001\uFFFF");
    String[] samples = {"", "\u0001\u001F\"\\", "\uD83D\uDE00", "\u2028"};
    add(
        new TelemetryDelta.OfSignal(odd, HOUR, ONCE),
        new TelemetryDelta.OfAspect(odd, Aspect.SERVICE, "\uE000\uD83D\uDE00'", ONCE),
        new TelemetryDelta.OfAttribute(odd, key, HOUR, ONCE, 3, null, List.of(samples)));
    reopen();

    TelemetryStore.Details details = store.telemetry().details(List.of(odd)).get(0);
    assertThat(details.signal()).isEqualTo(odd);
    assertThat(details.aspects().get(0).value()).isEqualTo("\uE000\uD83D\uDE00'");
    assertThat(details.attributes().get(0).key()).isEqualTo(key);
    assertThat(details.attributes().get(0).samples()).containsExactly(samples);
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
  }

  @Test
  @Tag("T6")
  void whatBelongsToNoRowIsDone() {
    Signal logs = Signal.logs("shop", Severity.INFO);
    add(new TelemetryDelta.TemplateGone(logs, 1, 2));
    assertThat(store.telemetry().details(List.of(logs))).isEmpty();
    add(
        new TelemetryDelta.OfTemplate(logs, 1, "p", "a <*>", "a b", ONCE),
        new TelemetryDelta.TemplateGone(logs, 1, 2),
        new TelemetryDelta.TemplateGone(logs, 7, 9));
    TelemetryStore.MinerState state = store.telemetry().minerState(logs);
    assertThat(state.lastNumber()).isEqualTo(2);
    assertThat(state.templates())
        .singleElement()
        .satisfies(
            heir -> {
              assertThat(heir.number()).isEqualTo(2);
              assertThat(heir.tally()).isEqualTo(ONCE);
            });
  }

  @Test
  void anotherProcessReadsWhatWasObserved() {
    Signal span = Signal.span("GET /", SpanKind.SERVER);
    add(
        new TelemetryDelta.OfSignal(span, HOUR, ONCE),
        new TelemetryDelta.OfAttribute(span, KEY, HOUR, ONCE, 1, values(0, 1_000), List.of("/a")));
    try (ReadOnlyStore other = ReadOnlyStore.open(file)) {
      assertThat(other.telemetry().details(List.of(span)))
          .isEqualTo(store.telemetry().details(List.of(span)));
      assertThat(other.telemetry().windows(span, KEY, 0, 2 * HOUR)).hasSize(1);
      add(new TelemetryDelta.OfSignal(span, HOUR, ONCE));
      assertThat(other.telemetry().count(span, 0, 2 * HOUR)).isEqualTo(2);
    }
  }
}
