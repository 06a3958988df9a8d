package io.cairn.registry.sqlite;

import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes say, whatever the driver or the pool has wrapped them in. */
final class ErrorCodes {
  /** Above this byte, extended codes tell the kinds of one primary code apart. */
  private static final int PRIMARY = 0xFF;

  private ErrorCodes() {}

  /** What callers are told when SQLite, or the pool, has refused something that writes nothing. */
  static RegistryException visible(String attempt, Exception failed) {
    if (isAny(failed, SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB)) {
      return damaged(attempt, failed);
    }
    return new StoreException(attempt + ": " + failed.getMessage(), failed);
  }

  static CorruptDataException damaged(String attempt, Exception failed) {
    return new CorruptDataException(
        attempt + ": the file is damaged; restore it from a backup. " + failed.getMessage(),
        failed);
  }

  /** Whether SQLite answered with one of these primary codes, or an extended one of theirs. */
  static boolean isAny(Throwable failed, SQLiteErrorCode... primaries) {
    for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        int found = sqlite.getResultCode().code & PRIMARY;
        for (SQLiteErrorCode primary : primaries) {
          if (found == primary.code) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
