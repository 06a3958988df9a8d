package io.cairn.registry.core.lineage;

/**
 * How much is kept of who uses what.
 *
 * @param participants of one subject, in one role
 * @param versions of one participant's usages of one subject
 * @param fields of the same
 * @param names subjects, participants of subjects, and versions and fields of those, all together
 */
record UsageLimits(int participants, int versions, int fields, int names) {
  static final UsageLimits DEFAULTS = new UsageLimits(1_000, 100, 256, 500_000);
}
