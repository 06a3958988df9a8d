package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer remembers is what is in the file. */
class WriterMemoryTest {
  private static final Subject ORDERS = Subject.of("com.acme", "orders");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("registry.db");
  }

  private RegistryStore open() {
    return SqliteStore.open(file, new TestClock());
  }

  private static Operation put(Subject subject, int lastVersion) {
    return new Operation.PutSubject(
        new SubjectRow(subject, SubjectRow.State.LIVE, lastVersion, 1, 0, null));
  }

  /** A version with one field. */
  private static Operation append(int version, String path) {
    Column column = new Column(1, path, "TEXT", Nullability.REQUIRED, Set.of(), "", "");
    return new Operation.AppendVersion(
        ORDERS,
        new VersionHead(version, new SchemaId(version, 0), VersionState.LIVE),
        new VersionBody("{}", List.of(), SemanticLabel.FIRST),
        new VersionFacts(VersionOrigin.CREATED, 0, "[]", TestClock.START, "", ""),
        List.of(column),
        Set.of(),
        Map.of());
  }

  private static CommitOutcome commit(RegistryStore store, Operation... operations) {
    return store.commit(Commit.of(operations)).join();
  }

  private List<String> columns() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT version, path FROM columns ORDER BY version, ordinal")) {
      while (row.next()) {
        columns.add(row.getInt(1) + " " + row.getString(2));
      }
    }
    return columns;
  }

  @Test
  void whatAnotherConnectionChangedIsNoticed() throws SQLException {
    try (RegistryStore store = open()) {
      CommitOutcome.Applied first = (CommitOutcome.Applied) commit(store, put(ORDERS, 0));
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("UPDATE subject SET revision = 77");
      }
      StoreKey key = new StoreKey.OfSubject(ORDERS);
      Commit expecting =
          new Commit(Map.of(key, first.revision()), List.of(), List.of(put(ORDERS, 0)));
      assertThat(store.commit(expecting).join()).isEqualTo(new CommitOutcome.Conflict(key, 77));
    }
  }

  @Test
  void whatWasUndoneIsNotRemembered() throws SQLException {
    try (RegistryStore store = open()) {
      commit(store, put(ORDERS, 1), append(1, "a"));
      assertThatThrownBy(() -> commit(store, append(2, "b"), append(1, "c")))
          .hasMessageContaining("refused the write");
      commit(store, append(2, "b"));
    }
    assertThat(columns()).containsExactly("1 a", "2 b");
  }

  @Test
  void aSubjectThatWasUndoneIsWrittenAnew() {
    try (RegistryStore store = open()) {
      assertThatThrownBy(() -> commit(store, put(ORDERS, 1), append(1, "a"), append(1, "a")))
          .hasMessageContaining("refused the write");
      commit(store, put(ORDERS, 1), append(1, "a"));
      assertThat(store.versions().findSubject(ORDERS).orElseThrow().versions()).hasSize(1);
    }
  }

  @Test
  void afterAPurgeTheFieldsAreThoseLeft() throws SQLException {
    try (RegistryStore store = open()) {
      commit(store, put(ORDERS, 1), append(1, "a"));
      commit(store, put(ORDERS, 2), append(2, "b"));
      Operation purge =
          new Operation.PurgeVersion(((Operation.AppendVersion) append(2, "b")).ref());
      commit(store, purge);
      commit(store, put(ORDERS, 3), append(3, "b"));
    }
    assertThat(columns()).containsExactly("1 a", "3 b");
  }

  @Test
  void moreSubjectsThanAreRememberedKeepTheirFields() throws SQLException {
    try (RegistryStore store = open()) {
      commit(store, put(ORDERS, 1), append(1, "a"));
      Operation[] others =
          IntStream.range(0, 2_000)
              .mapToObj(number -> put(Subject.of("other", "s" + number), 0))
              .toArray(Operation[]::new);
      commit(store, others);
      commit(store, put(ORDERS, 2), append(2, "b"));
    }
    assertThat(columns()).containsExactly("1 a", "2 b");
  }
}
