package io.cairn.registry.core.transfer;

/**
 * How much was written or read.
 *
 * @param subjects subjects, those without versions included
 * @param versions versions
 * @param documents documents, each counted once
 * @param annotations subjects, versions and fields about which something is said
 * @param auditEntries entries of audits
 * @param signals signals that were observed, each with its attributes and templates
 * @param usages those who use a subject in a role, each once for every such subject and role
 */
public record TransferCounts(
    long subjects,
    long versions,
    long documents,
    long annotations,
    long auditEntries,
    long signals,
    long usages) {
  /** Nothing yet. */
  static final TransferCounts NONE = new TransferCounts(0, 0, 0, 0, 0, 0, 0);

  TransferCounts plus(TransferCounts more) {
    return new TransferCounts(
        subjects + more.subjects,
        versions + more.versions,
        documents + more.documents,
        annotations + more.annotations,
        auditEntries + more.auditEntries,
        signals + more.signals,
        usages + more.usages);
  }
}
