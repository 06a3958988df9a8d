package io.cairn.registry.core.transfer;

/**
 * How much was written or read.
 *
 * @param subjects subjects, those without versions included
 * @param versions versions
 * @param documents documents, each counted once
 */
public record TransferCounts(long subjects, long versions, long documents) {
  /** Nothing yet. */
  static final TransferCounts NONE = new TransferCounts(0, 0, 0);

  TransferCounts plus(long moreSubjects, long moreVersions, long moreDocuments) {
    return new TransferCounts(
        subjects + moreSubjects, versions + moreVersions, documents + moreDocuments);
  }
}
