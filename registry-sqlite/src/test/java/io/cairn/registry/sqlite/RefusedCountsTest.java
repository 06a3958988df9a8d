package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.Telemetry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that the file refuses, here by somebody's trigger, does not keep others from it. */
@Tag("W5")
class RefusedCountsTest {
  @TempDir private Path folder;

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(SchemaRegistry registry, String name) {
    return registry.telemetry().details(Signal.records(name)).seen().count();
  }

  private static void observeBoth(SchemaRegistry registry) {
    Telemetry telemetry = registry.telemetry();
    telemetry.observe(telemetry.observation().record("refused").put("k", 1));
    telemetry.observe(telemetry.observation().record("taken").put("k", 1));
  }

  @Test
  void othersAreWrittenAndItIsWhenItIsTakenAgain() throws Exception {
    TelemetryOptions quiet = TelemetryOptions.builder().flushInterval(Duration.ofHours(1)).build();
    try (SchemaRegistry registry =
        SqliteRegistry.builder(folder.resolve("registry.db")).telemetry(quiet).open()) {
      execute(
          """
          CREATE TRIGGER refusing BEFORE INSERT ON signal WHEN NEW.name = 'refused'
          BEGIN SELECT RAISE(ABORT, 'not this one'); END
          """);
      for (int round = 0; round < 3; round++) {
        observeBoth(registry);
        assertThatThrownBy(registry::flush)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("not this one");
      }
      assertThat(count(registry, "taken")).isEqualTo(3);

      execute("DROP TRIGGER refusing");
      observeBoth(registry);
      registry.flush();
      assertThat(count(registry, "taken")).isEqualTo(4);
      assertThat(count(registry, "refused")).isEqualTo(4);
    }
    assertThat(SqliteRegistry.verify(folder.resolve("registry.db")).damages()).isEmpty();
  }
}
