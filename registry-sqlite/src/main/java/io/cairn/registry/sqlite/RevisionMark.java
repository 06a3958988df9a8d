package io.cairn.registry.sqlite;

import io.cairn.registry.core.identity.ContentHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the lock file which revision the file has reached, because SQLite takes a write-ahead
 * log that was cut, damaged or deleted for one that ends early. A mark is for one file, which it
 * names by the file's own id, and has a hash; one that does not fit says nothing.
 *
 * <p>It is written when the commit is on disk, and not synchronized itself: after a loss of power
 * it may be too low, but never too high. Belongs to the writer thread.
 */
final class RevisionMark {
  private static final Logger LOG = LoggerFactory.getLogger(RevisionMark.class);
  private static final String FILE_ID = "SELECT file_id FROM registry";
  private static final int ID_BYTES = 16;
  private static final int HASHED_BYTES = ID_BYTES + Long.BYTES;
  private static final ContentHasher HASHER = ContentHasher.xxh3();

  /** The id, the revision, and a hash of both. */
  static final int BYTES = HASHED_BYTES + Long.BYTES;

  private final Ownership ownership;
  private final byte[] fileId;
  private boolean hasFailed;

  private RevisionMark(Ownership ownership, byte[] fileId) {
    this.ownership = ownership;
    this.fileId = fileId;
  }

  /** The mark of the connection's file. */
  static RevisionMark of(Connection connection, Ownership ownership) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FILE_ID)) {
      byte[] id = row.next() ? row.getBytes(1) : null;
      return new RevisionMark(
          ownership, id == null ? new byte[ID_BYTES] : Arrays.copyOf(id, ID_BYTES));
    }
  }

  /** Compares the mark with the revision that was found, and notes that one unless it is lower. */
  Optional<LostRevisions> compare(long found) {
    OptionalLong noted = find();
    if (noted.isPresent() && noted.getAsLong() > found) {
      LOG.warn(
          "Changes are missing from {}: its revision is {}, but {} was acknowledged. The file or its"
              + " write-ahead log was cut, damaged, deleted or replaced by an older copy; what is"
              + " there is served.",
          ownership.path(),
          found,
          noted.getAsLong());
      return Optional.of(new LostRevisions(noted.getAsLong(), found));
    }
    note(found);
    return Optional.empty();
  }

  private OptionalLong find() {
    try {
      byte[] bytes = ownership.readMark();
      long revision = ByteBuffer.wrap(bytes).getLong(ID_BYTES);
      return Arrays.equals(bytes, encode(revision))
          ? OptionalLong.of(revision)
          : OptionalLong.empty();
    } catch (IOException unreadable) {
      LOG.warn("The mark beside {} cannot be read.", ownership.path(), unreadable);
      return OptionalLong.empty();
    }
  }

  /** What was committed stays so if this fails. */
  void note(long revision) {
    try {
      ownership.writeMark(encode(revision));
      hasFailed = false;
    } catch (IOException failed) {
      if (!hasFailed) {
        LOG.warn(
            "The mark beside {} cannot be written; missing changes may go unnoticed.",
            ownership.path(),
            failed);
      }
      hasFailed = true;
    }
  }

  private byte[] encode(long revision) {
    ByteBuffer mark = ByteBuffer.allocate(BYTES).put(fileId).putLong(revision);
    return mark.putLong(HASHER.hash(mark.array(), 0, HASHED_BYTES).low()).array();
  }
}
