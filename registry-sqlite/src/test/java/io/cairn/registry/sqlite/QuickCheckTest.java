package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("H6")
class QuickCheckTest {
  private static final Subject ORDERS = Subject.of("shop", "orders");
  private static final Schema SCHEMA = Schema.of(Field.required("id", ScalarType.BIGINT));

  @TempDir private Path folder;

  private Path registryWith(int documents) {
    Path file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      RegistrationRequest.Builder request = RegistrationRequest.builder(ORDERS, SCHEMA);
      for (int i = 0; i < documents; i++) {
        byte[] content = new byte[1 << 20];
        content[0] = (byte) i;
        request.document(new SourceDocument("bytes", content));
      }
      registry.register(request.build());
    }
    return file;
  }

  /** Makes the page of an index, which nothing looks at when a file is opened, say nonsense. */
  private static void damageAnIndex(Path file) throws SQLException, IOException {
    long begin;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (rootpage - 1) * page_size FROM sqlite_schema, pragma_page_size"
                    + " WHERE sqlite_schema.name = 'subject_by_revision'")) {
      begin = row.getLong(1);
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(begin + 3);
      bytes.writeShort(0x7000);
    }
  }

  @Test
  void aSmallFileWithADamagedPageIsNotOpened() throws Exception {
    Path file = registryWith(0);
    damageAnIndex(file);

    assertThatThrownBy(() -> SqliteRegistry.open(file))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("restore");
  }

  @Test
  void aLargeFileIsOpenedAtOnceAndVerifiedOnDemand() throws Exception {
    Path file = registryWith(9);
    damageAnIndex(file);

    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(SCHEMA);
    }
    assertThat(SqliteRegistry.verify(file).damages()).isNotEmpty();
  }
}
