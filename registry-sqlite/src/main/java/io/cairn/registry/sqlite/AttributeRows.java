package io.cairn.registry.sqlite;

import io.cairn.registry.Cardinality;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.json.TextsJson;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to what is known of attributes: in total, and in one window. Belongs to the writer thread.
 */
final class AttributeRows {
  /** Larger sketches are kept apart from their windows, so that counting does not move them. */
  static final int MAX_INLINE = 512;

  private static final Logger LOG = LoggerFactory.getLogger(AttributeRows.class);

  private static final String ADD =
      """
      INSERT INTO attribute (seen_count, first_seen_at, last_seen_at, types, attribute_id, signal_id, source,
        event, name, samples, peak_start, peak_estimate, peak_lower_bound, peak_upper_bound)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (signal_id, source, event, name) DO NOTHING
      """;

  private static final String FIND =
      "SELECT attribute_id FROM attribute WHERE signal_id = ? AND source = ? AND event = ? AND name = ?";

  private static final String COUNT =
      """
      UPDATE attribute
      SET seen_count = seen_count + ?, first_seen_at = min(first_seen_at, ?), last_seen_at = max(last_seen_at, ?),
        types = types | ?
      WHERE attribute_id = ?
      """;

  private static final String SAMPLES = "SELECT samples FROM attribute WHERE attribute_id = ?";

  private static final String SET_SAMPLES =
      "UPDATE attribute SET samples = ? WHERE attribute_id = ?";

  private static final String ADD_WINDOW =
      """
      INSERT INTO attribute_window (seen_count, first_seen_at, last_seen_at, types, start, attribute_id,
        sketch, estimate, lower_bound, upper_bound)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (start, attribute_id) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at),
        types = types | excluded.types
      """;

  /** Says which sketch the window has now: the one given if it is new, or the one from before. */
  private static final String ADD_TO_WINDOW = ADD_WINDOW + "RETURNING sketch";

  private static final String SET_SKETCH =
      """
      UPDATE attribute_window SET sketch = ?, estimate = ?, lower_bound = ?, upper_bound = ?
      WHERE start = ? AND attribute_id = ?
      """;

  private static final String LARGE =
      "SELECT sketch FROM attribute_sketch WHERE start = ? AND attribute_id = ?";

  private static final String PUT_LARGE =
      """
      INSERT INTO attribute_sketch (start, attribute_id, sketch) VALUES (?, ?, ?)
      ON CONFLICT (start, attribute_id) DO UPDATE SET sketch = excluded.sketch
      """;

  private static final String RAISE_PEAK =
      """
      UPDATE attribute SET peak_start = ?1, peak_estimate = ?2, peak_lower_bound = ?3, peak_upper_bound = ?4
      WHERE attribute_id = ?5 AND peak_estimate < ?2
      """;

  private static final String PART_PEAK =
      "UPDATE attribute SET peak_start = ? WHERE attribute_id = ? AND peak_start = ?";

  private static final Sketch NONE = new Sketch(StoredSketch.EMPTY);

  private final Statements statements;
  private final TelemetryMemory memory;

  /** A sketch as it is written. */
  private static final class Sketch {
    private final StoredSketch sketch;
    private final byte[] bytes;
    private final Cardinality cardinality;

    Sketch(StoredSketch sketch) {
      this.sketch = sketch;
      bytes = sketch.toBytes();
      cardinality = sketch.cardinality();
    }

    boolean isLarge() {
      return bytes.length > MAX_INLINE;
    }

    byte @Nullable [] inline() {
      return isLarge() ? null : bytes;
    }
  }

  AttributeRows(Statements statements, TelemetryMemory memory) {
    this.statements = statements;
    this.memory = memory;
  }

  void add(long signalId, TelemetryDelta.OfAttribute delta) throws SQLException {
    boolean isInWindow = delta.window() != TelemetryDelta.NO_WINDOW;
    StoredSketch given = delta.sketch();
    Sketch sketch = given == null ? NONE : new Sketch(given);
    Long known = memory.findAttribute(signalId, delta.key());
    boolean isNew = known == null && addTotal(signalId, delta, sketch);
    long id = isNew ? memory.nextAttributeId() : known == null ? find(signalId, delta) : known;
    if (known == null) {
      memory.remember(signalId, delta.key(), id);
    }
    if (!isNew) {
      count(id, delta);
      if (!delta.samples().isEmpty()) {
        addSamples(id, delta);
      }
    }
    if (isInWindow) {
      if (isNew || given == null) {
        addWindow(id, delta, sketch);
      } else {
        addToWindow(id, delta, sketch);
      }
    } else if (given != null) {
      addPeak(id, isNew, sketch);
    }
  }

  /** A sketch of a window that is gone is kept if it is the peak. */
  private void addPeak(long id, boolean isNew, Sketch sketch) throws SQLException {
    boolean isPeak =
        isNew ? sketch.cardinality.estimate() > 0 : raisePeak(id, TelemetryDelta.NO_WINDOW, sketch);
    if (isPeak) {
      putLarge(TelemetryDelta.NO_WINDOW, id, sketch.bytes);
    }
  }

  /** Adds a row under the next key, unless there is one; says whether it was added. */
  private boolean addTotal(long signalId, TelemetryDelta.OfAttribute delta, Sketch sketch)
      throws SQLException {
    PreparedStatement statement = statements.of(ADD);
    bindSeen(statement, delta);
    statement.setLong(5, memory.nextAttributeId());
    statement.setLong(6, signalId);
    statement.setString(7, delta.key().source().name());
    statement.setString(8, delta.key().event());
    statement.setString(9, delta.key().name());
    statement.setString(10, TextsJson.write(merge(List.of(), delta.samples())));
    if (sketch.cardinality.estimate() > 0) {
      statement.setLong(11, delta.window());
    } else {
      statement.setString(11, null);
    }
    bind(statement, 12, sketch.cardinality);
    return statement.executeUpdate() > 0;
  }

  private long find(long signalId, TelemetryDelta.OfAttribute delta) throws SQLException {
    PreparedStatement query = statements.of(FIND);
    query.setLong(1, signalId);
    query.setString(2, delta.key().source().name());
    query.setString(3, delta.key().event());
    query.setString(4, delta.key().name());
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void count(long id, TelemetryDelta.OfAttribute delta) throws SQLException {
    PreparedStatement statement = statements.of(COUNT);
    bindSeen(statement, delta);
    statement.setLong(5, id);
    statement.executeUpdate();
  }

  private void addSamples(long id, TelemetryDelta.OfAttribute delta) throws SQLException {
    PreparedStatement query = statements.of(SAMPLES);
    query.setLong(1, id);
    List<String> before;
    try (ResultSet row = query.executeQuery()) {
      row.next();
      before = TextsJson.read(row.getString(1));
    } catch (InvalidInputException damaged) {
      LOG.warn(
          "New samples cannot be kept: those of {} are damaged.",
          AttributeReads.what(delta.signal(), delta.key()),
          damaged);
      return;
    }
    List<String> now = merge(before, delta.samples());
    if (now.size() > before.size()) {
      PreparedStatement statement = statements.of(SET_SAMPLES);
      statement.setString(1, TextsJson.write(now));
      statement.setLong(2, id);
      statement.executeUpdate();
    }
  }

  private static List<String> merge(List<String> before, List<String> more) {
    Set<String> all = new LinkedHashSet<>(before);
    for (String sample : more) {
      if (all.size() < TelemetryDelta.MAX_SAMPLES) {
        all.add(sample);
      }
    }
    return new ArrayList<>(all);
  }

  /** Adds a window, or counts in one without a look at its sketch. */
  private void addWindow(long id, TelemetryDelta.OfAttribute delta, Sketch sketch)
      throws SQLException {
    PreparedStatement statement = statements.of(ADD_WINDOW);
    bindWindow(statement, id, delta, sketch);
    statement.executeUpdate();
    if (sketch.isLarge()) {
      putLarge(delta.window(), id, sketch.bytes);
    }
  }

  private void addToWindow(long id, TelemetryDelta.OfAttribute delta, Sketch given)
      throws SQLException {
    PreparedStatement statement = statements.of(ADD_TO_WINDOW);
    bindWindow(statement, id, delta, given);
    byte[] kept;
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      kept = row.getBytes(1);
    }
    if (kept == null) {
      kept = large(delta.window(), id);
      if (kept == null && given.isLarge()) {
        putLarge(delta.window(), id, given.bytes);
        kept = given.bytes;
      }
    }
    if (Arrays.equals(kept, given.bytes)) {
      raisePeak(id, delta.window(), given);
    } else {
      unite(id, delta, kept, given);
    }
  }

  private void unite(
      long id, TelemetryDelta.OfAttribute delta, byte @Nullable [] kept, Sketch given)
      throws SQLException {
    StoredSketch before = find(kept, delta);
    if (before == null) {
      return;
    }
    StoredSketch united = before.union(given.sketch);
    if (!united.equals(before)) {
      Sketch now = new Sketch(united);
      setSketch(id, delta.window(), now);
      if (!raisePeak(id, delta.window(), now) && partPeak(id, delta.window())) {
        putLarge(TelemetryDelta.NO_WINDOW, id, before.toBytes());
      }
    }
  }

  /**
   * The sketch that is kept; null if it is damaged. It is left as it is then, for whoever reads or
   * verifies it: one damaged row does not keep all others from being counted.
   */
  private static @Nullable StoredSketch find(
      byte @Nullable [] kept, TelemetryDelta.OfAttribute delta) {
    try {
      if (kept != null) {
        return StoredSketch.of(kept);
      }
    } catch (CorruptDataException damaged) {
      LOG.debug("A sketch is damaged.", damaged);
    }
    LOG.warn(
        "New values cannot be told apart: the sketch of {} is damaged.",
        AttributeReads.what(delta.signal(), delta.key()));
    return null;
  }

  private void setSketch(long id, long window, Sketch sketch) throws SQLException {
    PreparedStatement statement = statements.of(SET_SKETCH);
    statement.setBytes(1, sketch.inline());
    bind(statement, 2, sketch.cardinality);
    statement.setLong(5, window);
    statement.setLong(6, id);
    statement.executeUpdate();
    if (sketch.isLarge()) {
      putLarge(window, id, sketch.bytes);
    }
  }

  private byte @Nullable [] large(long window, long id) throws SQLException {
    PreparedStatement query = statements.of(LARGE);
    query.setLong(1, window);
    query.setLong(2, id);
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  private void putLarge(long window, long id, byte[] sketch) throws SQLException {
    PreparedStatement statement = statements.of(PUT_LARGE);
    statement.setLong(1, window);
    statement.setLong(2, id);
    statement.setBytes(3, sketch);
    statement.executeUpdate();
  }

  /** Makes a window's sketch the peak if it is higher, and says whether it was. */
  private boolean raisePeak(long id, long window, Sketch sketch) throws SQLException {
    PreparedStatement statement = statements.of(RAISE_PEAK);
    statement.setLong(1, window);
    bind(statement, 2, sketch.cardinality);
    statement.setLong(5, id);
    return statement.executeUpdate() > 0;
  }

  /** Whether the peak was a window's sketch, as which it is no longer to be found. */
  private boolean partPeak(long id, long window) throws SQLException {
    PreparedStatement statement = statements.of(PART_PEAK);
    statement.setLong(1, TelemetryDelta.NO_WINDOW);
    statement.setLong(2, id);
    statement.setLong(3, window);
    return statement.executeUpdate() > 0;
  }

  private static void bindSeen(PreparedStatement statement, TelemetryDelta.OfAttribute delta)
      throws SQLException {
    TelemetryRows.bind(statement, delta.tally());
    statement.setInt(4, delta.types());
  }

  private static void bindWindow(
      PreparedStatement statement, long id, TelemetryDelta.OfAttribute delta, Sketch sketch)
      throws SQLException {
    bindSeen(statement, delta);
    statement.setLong(5, delta.window());
    statement.setLong(6, id);
    statement.setBytes(7, sketch.inline());
    bind(statement, 8, sketch.cardinality);
  }

  private static void bind(PreparedStatement statement, int index, Cardinality cardinality)
      throws SQLException {
    statement.setLong(index, cardinality.estimate());
    statement.setLong(index + 1, cardinality.lowerBound());
    statement.setLong(index + 2, cardinality.upperBound());
  }
}
