package io.cairn.registry.sqlite;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.identity.ContentHasher;
import io.cairn.registry.core.json.AnnotationsJson;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of rows, kept beside them, by which damage is told from data. A row's hash says which
 * subject and version it belongs to, so a row that has got to another one is damage too.
 *
 * <p>Each is XXH3 with 128 bits of the kind of row and its fields in order: for each a tag, for
 * texts and bytes their length, and the value. Not under a hash are revisions, which move with
 * every commit and of which verifying knows the bounds; how often a version was seen, which is a
 * flood; counters; and what is derived from schemas, which verifying derives again.
 */
final class RowHash {
  private static final ContentHasher HASHER = ContentHasher.xxh3();
  private static final byte[] NONE = {};
  private static final int ID_BYTES = 16;

  /** Tags, sizes and numbers of a version's own fields. */
  private static final int OWN_BYTES = 9 + 5 + ID_BYTES + 5 + 5;

  private final ByteArrayOutputStream fields = new ByteArrayOutputStream(256);

  private RowHash(String kind) {
    text(kind);
  }

  private void text(@Nullable String value) {
    if (value == null) {
      fields.write('-');
    } else {
      sized('t', value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void sized(char tag, byte[] value) {
    fields.write(tag);
    fields.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
    fields.writeBytes(value);
  }

  private void number(long value) {
    fields.write('n');
    fields.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
  }

  private byte[] hash() {
    byte[] bytes = fields.toByteArray();
    ContentHasher.Hash hash = HASHER.hash(bytes, 0, bytes.length);
    return ByteBuffer.allocate(16).putLong(hash.high()).putLong(hash.low()).array();
  }

  private static byte[] of(String kind, @Nullable Object... values) {
    RowHash hash = new RowHash(kind);
    for (@Nullable Object value : values) {
      if (value instanceof Number number) {
        hash.number(number.longValue());
      } else if (value instanceof byte[] bytes) {
        hash.sized('b', bytes);
      } else {
        hash.text((String) value);
      }
    }
    return hash.hash();
  }

  static byte[] ofPolicy(CompatibilityPolicy policy) {
    return of("policy", policy.mode().name(), PolicyJson.write(policy));
  }

  /** Of a row with {@code global_mode} and {@code global_policy}. */
  static byte[] ofPolicy(ResultSet row) throws SQLException {
    return of("policy", row.getString("global_mode"), row.getString("global_policy"));
  }

  static byte[] ofSubject(SubjectRow row) {
    CompatibilityPolicy policy = row.policy();
    return of(
        "subject",
        row.subject().namespace(),
        row.subject().name(),
        row.subject().scope().owner(),
        row.state().name(),
        row.lastVersion(),
        row.lastOrdinal(),
        row.activeVersion(),
        policy == null ? null : policy.mode().name(),
        policy == null ? null : PolicyJson.write(policy));
  }

  /** Of a row with the columns of {@code subject}, but {@code subject_state}. */
  static byte[] ofSubject(ResultSet row) throws SQLException {
    return of(
        "subject",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getString("subject_state"),
        row.getLong("last_version"),
        row.getLong("last_ordinal"),
        row.getLong("active_version"),
        row.getString("mode"),
        row.getString("policy"));
  }

  static byte[] ofVersion(Subject subject, VersionHead head) {
    return of(
        "version",
        subject.namespace(),
        subject.name(),
        subject.scope().owner(),
        head.version(),
        Rows.bytes(head.id()),
        head.state().name(),
        Rows.text(head.deprecation()));
  }

  /** Of a row with its subject's name and the columns of {@code version}. */
  static byte[] ofVersion(ResultSet row) throws SQLException {
    return of(
        "version",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getLong("version"),
        row.getBytes("content_id"),
        row.getString("state"),
        row.getString("deprecation"));
  }

  /** Those of the versions of one subject, without doing again for each what they share. */
  static final class OfVersions {
    private final byte[] shared;

    OfVersions(Subject subject) {
      RowHash begun = new RowHash("version");
      begun.text(subject.namespace());
      begun.text(subject.name());
      begun.text(subject.scope().owner());
      shared = begun.fields.toByteArray();
    }

    ContentHasher.Hash of(VersionHead head) {
      byte[] state = head.state().name().getBytes(StandardCharsets.UTF_8);
      String deprecation = Rows.text(head.deprecation());
      byte[] said = deprecation == null ? NONE : deprecation.getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes =
          ByteBuffer.allocate(shared.length + OWN_BYTES + state.length + said.length);
      bytes.put(shared).put((byte) 'n').putLong(head.version());
      bytes.put((byte) 'b').putInt(ID_BYTES).putLong(head.id().high()).putLong(head.id().low());
      bytes.put((byte) 't').putInt(state.length).put(state);
      if (deprecation == null) {
        bytes.put((byte) '-');
      } else {
        bytes.put((byte) 't').putInt(said.length).put(said);
      }
      return HASHER.hash(bytes.array(), 0, bytes.position());
    }
  }

  static byte[] ofFacts(VersionRef ref, SemanticLabel label, VersionFacts facts) {
    return of(
        "facts",
        ref.subject().namespace(),
        ref.subject().name(),
        ref.subject().scope().owner(),
        ref.version(),
        label.major(),
        label.minor(),
        label.patch(),
        facts.origin().name(),
        facts.previous(),
        facts.changes(),
        Rows.micros(facts.registeredAt()),
        facts.author(),
        facts.reason());
  }

  /** Of a row with its subject's name, its number, and the narrow columns of the detail. */
  static byte[] ofFacts(ResultSet row) throws SQLException {
    return of(
        "facts",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getLong("version"),
        row.getLong("major"),
        row.getLong("minor"),
        row.getLong("patch"),
        row.getString("origin"),
        row.getLong("previous"),
        row.getString("changes"),
        row.getLong("registered_at"),
        row.getString("author"),
        row.getString("reason"));
  }

  /** Of a version's body, whose fields have these numbers. */
  static byte[] ofBody(VersionRef ref, SemanticLabel label, String head, String fields) {
    return of(
        "body",
        ref.subject().namespace(),
        ref.subject().name(),
        ref.subject().scope().owner(),
        ref.version(),
        label.major(),
        label.minor(),
        label.patch(),
        head,
        fields);
  }

  /** Of a row with its subject's name, its number, its label, and the columns of its body. */
  static byte[] ofBody(ResultSet row) throws SQLException {
    return of(
        "body",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getLong("version"),
        row.getLong("major"),
        row.getLong("minor"),
        row.getLong("patch"),
        row.getString("head"),
        row.getString("fields"));
  }

  static byte[] ofDefinition(Subject subject, long number, StoredField field) {
    return of(
        "definition",
        subject.namespace(),
        subject.name(),
        subject.scope().owner(),
        number,
        field.definition(),
        field.ordinals());
  }

  /** Of a row with its subject's name and the columns of {@code field_definition}. */
  static byte[] ofDefinition(ResultSet row) throws SQLException {
    return of(
        "definition",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getLong("definition_no"),
        row.getString("definition"),
        row.getString("ordinals"));
  }

  /** Of a version's hold on a document. */
  static byte[] ofHold(long versionId, DocumentId document, int position) {
    return of("hold", versionId, Rows.bytes(document), position);
  }

  /** Of a row with {@code version_id}, {@code document_id} and {@code position}. */
  static byte[] ofHold(ResultSet row) throws SQLException {
    return of(
        "hold", row.getLong("version_id"), row.getBytes("document_id"), row.getLong("position"));
  }

  static byte[] ofAnnotation(Target target, String content) {
    return of(
        "annotation",
        target.subject().namespace(),
        target.subject().name(),
        target.subject().scope().owner(),
        Targets.version(target),
        Targets.ordinal(target),
        content);
  }

  /** Of a row with its subject's name and the columns of {@code annotation}. */
  static byte[] ofAnnotation(ResultSet row) throws SQLException {
    return of(
        "annotation",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getLong("version"),
        row.getLong("ordinal"),
        row.getString("content"));
  }

  static byte[] ofAudit(long number, AuditEntry entry) {
    return of(
        "audit",
        entry.target().subject().namespace(),
        entry.target().subject().name(),
        entry.target().subject().scope().owner(),
        number,
        Targets.version(entry.target()),
        Targets.ordinal(entry.target()),
        entry.action().name(),
        Rows.micros(entry.at()),
        entry.author(),
        entry.reason(),
        AnnotationsJson.write(entry.before()),
        AnnotationsJson.write(entry.after()));
  }

  /** Of a row with its subject's name and the columns of {@code audit_entry}. */
  static byte[] ofAudit(ResultSet row) throws SQLException {
    return of(
        "audit",
        row.getString("namespace"),
        row.getString("name"),
        row.getString("scope"),
        row.getLong("number"),
        row.getLong("version"),
        row.getLong("ordinal"),
        row.getString("action"),
        row.getLong("at"),
        row.getString("author"),
        row.getString("reason"),
        row.getString("before_content"),
        row.getString("after_content"));
  }

  /** How the row's fields are hashed. */
  interface Hashing {
    byte[] of(ResultSet row) throws SQLException;
  }

  /** Whether the row's fields have the hash in the column. */
  static boolean holds(ResultSet row, String column, Hashing hashing) throws SQLException {
    return Arrays.equals(row.getBytes(column), hashing.of(row));
  }

  /**
   * Returns if the row's fields have the hash in the column.
   *
   * @throws CorruptDataException if not; says that it is {@code what} of the row's subject and
   *     version
   */
  static void require(ResultSet row, String column, String what, Hashing hashing)
      throws SQLException {
    if (!holds(row, column, hashing)) {
      throw damaged(what + " of " + Rows.subject(row) + "#" + row.getInt("version"));
    }
  }

  static CorruptDataException damaged(String what) {
    return new CorruptDataException(
        "Cannot read "
            + what
            + ": it is not what was written into the registry's file. SqliteRegistry.verify names"
            + " everything that is damaged; restore the file from a backup.",
        null);
  }
}
