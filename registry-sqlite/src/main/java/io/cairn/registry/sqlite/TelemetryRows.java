package io.cairn.registry.sqlite;

import static io.cairn.registry.sqlite.OperationWriter.write;

import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.Signal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Adds to what is known from observations: to rows that are there, or new ones. Belongs to the
 * writer thread.
 */
final class TelemetryRows implements TelemetryDelta.Handler {
  private static final String ADD_SIGNAL =
      """
      INSERT INTO signal (seen_count, first_seen_at, last_seen_at, kind, name, variant, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (sort_key) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at)
      RETURNING signal_id
      """;

  private static final String COUNT_SIGNAL =
      """
      UPDATE signal
      SET seen_count = seen_count + ?, first_seen_at = min(first_seen_at, ?), last_seen_at = max(last_seen_at, ?)
      WHERE signal_id = ?
      """;

  private static final String FIND_SIGNAL = "SELECT signal_id FROM signal WHERE sort_key = ?";

  private static final String ADD_WINDOW =
      """
      INSERT INTO signal_window (seen_count, first_seen_at, last_seen_at, start, signal_id)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (start, signal_id) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at)
      """;

  private static final String ADD_ASPECT =
      """
      INSERT INTO signal_aspect
        (seen_count, first_seen_at, last_seen_at, signal_id, aspect, value, kind, sort_key, is_conflicting)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 AND EXISTS
        (SELECT 1 FROM signal_aspect a WHERE a.signal_id = ?4 AND a.aspect = ?5))
      ON CONFLICT (signal_id, aspect, value) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at)
      """;

  private static final String ADD_TEMPLATE =
      """
      INSERT INTO log_template
        (seen_count, first_seen_at, last_seen_at, signal_id, number, sort_key, path, template, example)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (signal_id, number) DO UPDATE SET
        path = excluded.path, template = excluded.template,
        example = CASE example WHEN '' THEN excluded.example ELSE example END,
        seen_count = seen_count + excluded.seen_count,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at)
      """;

  private static final String TAKE_OVER =
      """
      INSERT INTO log_template
        (seen_count, first_seen_at, last_seen_at, signal_id, number, sort_key, path, template, example)
      VALUES (?, ?, ?, ?, ?, ?, '', '', '')
      ON CONFLICT (signal_id, number) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count,
        first_seen_at = min(first_seen_at, excluded.first_seen_at),
        last_seen_at = max(last_seen_at, excluded.last_seen_at)
      """;

  private static final String REMOVE_TEMPLATE =
      """
      DELETE FROM log_template WHERE signal_id = ? AND number = ?
      RETURNING seen_count, first_seen_at, last_seen_at
      """;

  private static final String RAISE_LAST_TEMPLATE =
      "UPDATE signal SET last_template = ?1 WHERE signal_id = ?2 AND last_template < ?1";

  /** What is known of something of which nothing was counted yet. */
  private static final Tally NOTHING = new Tally(0, Long.MAX_VALUE, Long.MIN_VALUE);

  private final Statements statements;
  private final TelemetryMemory memory;
  private final AttributeRows attributes;

  TelemetryRows(Statements statements, TelemetryMemory memory) {
    this.statements = statements;
    this.memory = memory;
    attributes = new AttributeRows(statements, memory);
  }

  @Override
  public void on(TelemetryDelta.OfSignal delta) {
    write(
        () -> {
          TelemetryMemory.Known known = memory.find(delta.signal());
          if (known == null) {
            known = add(delta.signal(), delta.tally());
          } else {
            PreparedStatement statement = statements.of(COUNT_SIGNAL);
            bind(statement, delta.tally());
            statement.setLong(4, known.id());
            statement.executeUpdate();
          }
          if (delta.window() != TelemetryDelta.NO_WINDOW) {
            PreparedStatement statement = statements.of(ADD_WINDOW);
            bind(statement, delta.tally());
            statement.setLong(4, delta.window());
            statement.setLong(5, known.id());
            statement.executeUpdate();
          }
        });
  }

  @Override
  public void on(TelemetryDelta.OfAspect delta) {
    write(
        () -> {
          Signal signal = delta.signal();
          boolean isService = delta.aspect() == Aspect.SERVICE;
          PreparedStatement statement = statements.of(ADD_ASPECT);
          bind(statement, delta.tally());
          statement.setLong(4, signal(signal).id());
          statement.setString(5, delta.aspect().name());
          statement.setString(6, delta.value());
          statement.setString(7, isService ? signal.kind().name() : null);
          statement.setBytes(8, isService ? SignalKey.of(signal) : null);
          statement.setBoolean(9, signal.kind() == SchemaKind.METRIC && isOne(delta.aspect()));
          statement.executeUpdate();
        });
  }

  /** Whether a sound metric has one value of an aspect. */
  static boolean isOne(Aspect aspect) {
    return switch (aspect) {
      case TYPE, UNIT, TEMPORALITY, MONOTONICITY -> true;
      case SERVICE, SCOPE, DESCRIPTION, SEVERITY, EVENT, LINK -> false;
    };
  }

  @Override
  public void on(TelemetryDelta.OfAttribute delta) {
    write(() -> attributes.add(signal(delta.signal()).id(), delta));
  }

  @Override
  public void on(TelemetryDelta.OfTemplate delta) {
    write(
        () -> {
          TelemetryMemory.Known signal = signal(delta.signal());
          PreparedStatement statement = statements.of(ADD_TEMPLATE);
          bindTemplate(statement, delta.tally(), signal.id(), delta.number());
          statement.setBytes(6, SignalKey.of(delta.signal()));
          statement.setString(7, delta.path());
          statement.setString(8, delta.template());
          statement.setString(9, delta.example());
          statement.executeUpdate();
          raiseLastTemplate(signal, delta.number());
        });
  }

  @Override
  public void on(TelemetryDelta.TemplateGone delta) {
    write(
        () -> {
          TelemetryMemory.Known signal = find(delta.signal());
          Tally counted = signal == null ? null : removeTemplate(signal.id(), delta.number());
          if (signal != null && counted != null) {
            PreparedStatement statement = statements.of(TAKE_OVER);
            bindTemplate(statement, counted, signal.id(), delta.takenOverBy());
            statement.setBytes(6, SignalKey.of(delta.signal()));
            statement.executeUpdate();
            raiseLastTemplate(signal, delta.takenOverBy());
          }
        });
  }

  private static void bindTemplate(
      PreparedStatement statement, Tally tally, long signalId, long number) throws SQLException {
    bind(statement, tally);
    statement.setLong(4, signalId);
    statement.setLong(5, number);
  }

  private @Nullable Tally removeTemplate(long signalId, long number) throws SQLException {
    PreparedStatement statement = statements.of(REMOVE_TEMPLATE);
    statement.setLong(1, signalId);
    statement.setLong(2, number);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? new Tally(row.getLong(1), row.getLong(2), row.getLong(3)) : null;
    }
  }

  private void raiseLastTemplate(TelemetryMemory.Known signal, long number) throws SQLException {
    if (signal.raises(number)) {
      PreparedStatement statement = statements.of(RAISE_LAST_TEMPLATE);
      statement.setLong(1, number);
      statement.setLong(2, signal.id());
      statement.executeUpdate();
    }
  }

  @Override
  public void on(TelemetryDelta.Expiry delta) {
    write(() -> new TelemetryExpiry(statements).run(delta));
  }

  /** The signal's row, which comes to be by this. */
  private TelemetryMemory.Known signal(Signal signal) throws SQLException {
    TelemetryMemory.Known known = memory.find(signal);
    return known == null ? add(signal, NOTHING) : known;
  }

  private TelemetryMemory.@Nullable Known find(Signal signal) throws SQLException {
    TelemetryMemory.Known known = memory.find(signal);
    if (known != null) {
      return known;
    }
    PreparedStatement query = statements.of(FIND_SIGNAL);
    query.setBytes(1, SignalKey.of(signal));
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? memory.remember(signal, row.getLong(1)) : null;
    }
  }

  private TelemetryMemory.Known add(Signal signal, Tally tally) throws SQLException {
    PreparedStatement statement = statements.of(ADD_SIGNAL);
    bind(statement, tally);
    statement.setString(4, signal.kind().name());
    statement.setString(5, signal.name());
    statement.setString(6, signal.variant());
    statement.setBytes(7, SignalKey.of(signal));
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return memory.remember(signal, row.getLong(1));
    }
  }

  /** Binds count, first and last time to the first three parameters. */
  static void bind(PreparedStatement statement, Tally tally) throws SQLException {
    statement.setLong(1, tally.count());
    statement.setLong(2, tally.first());
    statement.setLong(3, tally.last());
  }
}
