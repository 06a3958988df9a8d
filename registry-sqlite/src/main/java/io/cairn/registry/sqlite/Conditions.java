package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.StoreKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a commit depends on is still true, and the counters it moves. Belongs to the writer
 * thread.
 */
final class Conditions {
  private static final String COUNTER = "SELECT value FROM counter WHERE name = ?";

  private static final String SET_COUNTER =
      """
      INSERT INTO counter (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """;

  private final Statements statements;
  private final WriterMemory memory;

  Conditions(Statements statements, WriterMemory memory) {
    this.statements = statements;
    this.memory = memory;
  }

  /** Moves the commit's counters, or says what is in its way. */
  CommitOutcome.@Nullable Conflict findConflict(Commit commit) throws SQLException {
    for (Map.Entry<StoreKey, Long> expected : commit.expected().entrySet()) {
      long actual = valueOf(expected.getKey());
      if (actual != expected.getValue()) {
        return new CommitOutcome.Conflict(expected.getKey(), actual);
      }
    }
    for (Commit.Guard guard : commit.guards()) {
      long value = valueOf(guard.counter());
      if (!guard.allows(value)) {
        return new CommitOutcome.Conflict(guard.counter(), value);
      }
      PreparedStatement set = statements.of(SET_COUNTER);
      set.setString(1, guard.counter().name());
      set.setLong(2, value + guard.delta());
      set.executeUpdate();
    }
    return null;
  }

  private long valueOf(StoreKey key) throws SQLException {
    if (key instanceof StoreKey.OfSubject of) {
      WriterMemory.Known known = memory.find(of.subject());
      return known == null ? 0 : known.revision();
    } else if (key instanceof StoreKey.OfCounter counter) {
      PreparedStatement query = statements.of(COUNTER);
      query.setString(1, counter.name());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
    return memory.settingsRevision();
  }
}
