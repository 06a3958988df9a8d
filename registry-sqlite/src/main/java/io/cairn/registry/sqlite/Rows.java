package io.cairn.registry.sqlite;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DocumentId;
import io.cairn.registry.SchemaId;
import io.cairn.registry.Scope;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.json.DeprecationJson;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How values lie in columns. */
final class Rows {
  private Rows() {}

  /** Binds namespace, name and scope from {@code index} on. */
  static void bind(PreparedStatement statement, int index, Subject subject) throws SQLException {
    statement.setString(index, subject.namespace());
    statement.setString(index + 1, subject.name());
    statement.setString(index + 2, subject.scope().owner());
  }

  static Subject subject(ResultSet row) throws SQLException {
    return new Subject(
        row.getString("namespace"), row.getString("name"), new Scope(row.getString("scope")));
  }

  static byte[] bytes(SchemaId id) {
    return bytes(id.high(), id.low());
  }

  static byte[] bytes(DocumentId id) {
    return bytes(id.high(), id.low());
  }

  private static byte[] bytes(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  static SchemaId schemaId(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new SchemaId(buffer.getLong(), buffer.getLong());
  }

  static DocumentId documentId(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new DocumentId(buffer.getLong(), buffer.getLong());
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static @Nullable Deprecation deprecation(@Nullable String json) {
    return json == null ? null : DeprecationJson.read(json);
  }

  static @Nullable String text(@Nullable Deprecation deprecation) {
    return deprecation == null ? null : DeprecationJson.write(deprecation);
  }

  static @Nullable CompatibilityPolicy policy(@Nullable String json) {
    return json == null ? null : PolicyJson.read(json);
  }

  /** As a JSON array of arrays of namespace, name, scope and version, for {@code json_each}. */
  static String json(Collection<VersionRef> refs) {
    StringBuilder json = new StringBuilder("[");
    for (VersionRef ref : refs) {
      json.append(json.length() == 1 ? "[" : ",[");
      quote(ref.subject().namespace(), json).append(',');
      quote(ref.subject().name(), json).append(',');
      quote(ref.subject().scope().owner(), json).append(',').append(ref.version()).append(']');
    }
    return json.append(']').toString();
  }

  /** A subject has no control characters. */
  private static StringBuilder quote(String part, StringBuilder json) {
    String escaped = part.replace("\\", "\\\\").replace("\"", "\\\"");
    return json.append('"').append(escaped).append('"');
  }
}
