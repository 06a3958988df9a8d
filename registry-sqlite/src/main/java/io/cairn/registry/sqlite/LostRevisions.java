package io.cairn.registry.sqlite;

/**
 * Says that changes which were acknowledged are missing from the file.
 *
 * @param acknowledged the revision that the file had reached
 * @param found the revision that it has
 */
record LostRevisions(long acknowledged, long found) {

  /** What to tell whoever asks how the registry is. */
  String warning() {
    return "Changes are missing from the file: when it was opened its revision was "
        + found
        + ", but "
        + acknowledged
        + " had been acknowledged. Compare it with a backup.";
  }
}
