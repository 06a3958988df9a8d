package io.cairn.registry.core.store;

import java.util.List;

/**
 * A subject as it is kept: the narrow part, without any body.
 *
 * @param row its row
 * @param revision the last commit that changed it
 * @param versions its versions, soft-deleted ones included, purged ones not, oldest first
 */
public record SubjectRecord(SubjectRow row, long revision, List<VersionHead> versions) {
  public SubjectRecord {
    versions = List.copyOf(versions);
  }
}
