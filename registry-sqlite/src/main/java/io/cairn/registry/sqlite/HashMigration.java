package io.cairn.registry.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Computes the hashes of rows that were written before there were any. */
final class HashMigration {
  /** A table's rows by their keys, and a column of them that gets a hash. */
  private record Step(String keys, String row, String update, RowHash.Hashing hashing) {}

  private static final String VERSION_KEYS = "SELECT version_id FROM version";

  private static final String VERSION =
      """
      SELECT s.namespace, s.name, s.scope, v.version, v.content_id, v.state, v.deprecation, d.*
      FROM version v JOIN subject s USING (subject_id) JOIN version_detail d USING (version_id)
      WHERE v.version_id = ?
      """;

  private static final List<Step> STEPS =
      List.of(
          new Step(
              "SELECT singleton FROM registry",
              "SELECT global_mode, global_policy FROM registry WHERE singleton = ?",
              "UPDATE registry SET policy_hash = ? WHERE singleton = ?",
              RowHash::ofPolicy),
          new Step(
              "SELECT subject_id FROM subject",
              "SELECT *, state AS subject_state FROM subject WHERE subject_id = ?",
              "UPDATE subject SET row_hash = ? WHERE subject_id = ?",
              RowHash::ofSubject),
          new Step(
              VERSION_KEYS,
              VERSION,
              "UPDATE version SET row_hash = ? WHERE version_id = ?",
              RowHash::ofVersion),
          new Step(
              VERSION_KEYS,
              VERSION,
              "UPDATE version SET facts_hash = ? WHERE version_id = ?",
              RowHash::ofFacts),
          new Step(
              VERSION_KEYS,
              VERSION,
              "UPDATE version_detail SET body_hash = ? WHERE version_id = ?",
              RowHash::ofBody));

  private static final String HOLDS =
      """
      SELECT h.version_id, h.document_no, d.document_id, h.position
      FROM version_document h JOIN document d USING (document_no)
      WHERE h.version_id = ?
      """;

  private static final String SET_HOLD =
      "UPDATE version_document SET row_hash = ? WHERE version_id = ? AND document_no = ?";

  private HashMigration() {}

  /** Hashes every row, in the open transaction. */
  static void run(Connection connection) throws SQLException {
    for (Step step : STEPS) {
      try (PreparedStatement query = connection.prepareStatement(step.row);
          PreparedStatement update = connection.prepareStatement(step.update)) {
        for (long key : keys(connection, step.keys)) {
          query.setLong(1, key);
          try (ResultSet row = query.executeQuery()) {
            if (row.next()) {
              update.setBytes(1, step.hashing.of(row));
              update.setLong(2, key);
              update.addBatch();
            }
          }
          update.executeBatch();
        }
      }
    }
    holds(connection);
  }

  private static List<Long> keys(Connection connection, String query) throws SQLException {
    List<Long> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        keys.add(row.getLong(1));
      }
    }
    return keys;
  }

  private static void holds(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HOLDS);
        PreparedStatement update = connection.prepareStatement(SET_HOLD)) {
      for (long version : keys(connection, VERSION_KEYS)) {
        query.setLong(1, version);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            update.setBytes(1, RowHash.ofHold(row));
            update.setLong(2, version);
            update.setLong(3, row.getLong("document_no"));
            update.addBatch();
          }
        }
        update.executeBatch();
      }
    }
  }
}
