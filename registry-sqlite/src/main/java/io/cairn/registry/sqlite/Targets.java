package io.cairn.registry.sqlite;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How what something is said about lies in columns: a version, or an ordinal, or two zeros. */
final class Targets {
  private Targets() {}

  static int version(@Nullable Target target) {
    return target instanceof Target.OfVersion of ? of.version().version() : 0;
  }

  static int ordinal(@Nullable Target target) {
    return target instanceof Target.OfField field ? field.ordinal() : 0;
  }

  /** Of a row with its subject's name, a version and an ordinal. */
  static Target of(ResultSet row) throws SQLException {
    Subject subject = Rows.subject(row);
    int version = row.getInt("version");
    int ordinal = row.getInt("ordinal");
    if (ordinal > 0) {
      return new Target.OfField(subject, ordinal);
    }
    return version > 0 ? Target.of(new VersionRef(subject, version)) : Target.of(subject);
  }
}
