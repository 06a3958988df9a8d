package io.cairn.registry.sqlite;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.error.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents that versions came from, each kept once for all versions that hold it. Belongs to
 * the writer thread.
 */
final class Documents {
  private static final String ADD =
      "INSERT INTO document (document_id, format, content) VALUES (?, ?, ?) ON CONFLICT (document_id) DO NOTHING";

  private static final String SAME =
      "SELECT 1 FROM document WHERE document_id = ? AND format = ? AND content = ?";

  private static final String FIND_HOLD =
      """
      SELECT d.document_no,
        (SELECT coalesce(max(h.position), 0) + 1 FROM version_document h WHERE h.version_id = ?1) AS position,
        EXISTS (SELECT 1 FROM version_document h WHERE h.version_id = ?1 AND h.document_no = d.document_no) AS is_held
      FROM document d WHERE d.document_id = ?2
      """;

  private static final String HOLD =
      "INSERT INTO version_document (version_id, document_no, position, row_hash) VALUES (?, ?, ?, ?)";

  private static final String HELD =
      "SELECT document_no FROM version_document WHERE version_id = ?";

  private static final String DROP_UNHELD =
      """
      DELETE FROM document
      WHERE document_no = ?1 AND NOT EXISTS (SELECT 1 FROM version_document h WHERE h.document_no = ?1)
      """;

  private final Statements statements;

  Documents(Statements statements) {
    this.statements = statements;
  }

  void attach(long versionId, DocumentId id, SourceDocument document) throws SQLException {
    PreparedStatement add = statements.of(ADD);
    bind(add, id, document);
    if (add.executeUpdate() == 0) {
      requireSame(id, document);
    }
    hold(versionId, id);
  }

  /** Puts the document behind those that the version holds, unless it is one of them. */
  private void hold(long versionId, DocumentId id) throws SQLException {
    PreparedStatement query = statements.of(FIND_HOLD);
    query.setLong(1, versionId);
    query.setBytes(2, Rows.bytes(id));
    long document;
    int position;
    try (ResultSet row = query.executeQuery()) {
      if (!row.next() || row.getBoolean("is_held")) {
        return;
      }
      document = row.getLong("document_no");
      position = row.getInt("position");
    }
    PreparedStatement hold = statements.of(HOLD);
    hold.setLong(1, versionId);
    hold.setLong(2, document);
    hold.setInt(3, position);
    hold.setBytes(4, RowHash.ofHold(versionId, id, position));
    hold.executeUpdate();
  }

  private void requireSame(DocumentId id, SourceDocument document) throws SQLException {
    PreparedStatement query = statements.of(SAME);
    bind(query, id, document);
    try (ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        throw new StoreException(
            "Cannot attach the document " + id + ": another one is stored under this id.", null);
      }
    }
  }

  private static void bind(PreparedStatement statement, DocumentId id, SourceDocument document)
      throws SQLException {
    statement.setBytes(1, Rows.bytes(id));
    statement.setString(2, document.format());
    statement.setBytes(3, document.bytes());
  }

  /** The documents that the version holds. */
  List<Long> heldBy(long versionId) throws SQLException {
    PreparedStatement query = statements.of(HELD);
    query.setLong(1, versionId);
    List<Long> held = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        held.add(row.getLong(1));
      }
    }
    return held;
  }

  /** Removes those of the documents that no version holds any more. */
  void dropUnheld(List<Long> released) throws SQLException {
    PreparedStatement statement = statements.of(DROP_UNHELD);
    for (long document : released) {
      statement.setLong(1, document);
      statement.executeUpdate();
    }
  }
}
