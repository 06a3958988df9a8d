package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.CatalogStore.NumberedEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The whole audit of a subject. */
final class AuditTrail {
  private static final int PART = 1_000;

  private AuditTrail() {}

  /** The oldest entry first. */
  static List<AuditEntry> of(CatalogStore store, Subject subject) {
    List<AuditEntry> entries = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<NumberedEntry> part;
    do {
      part = store.audit(subject, before, PART);
      for (NumberedEntry numbered : part) {
        entries.add(numbered.entry());
        before = numbered.number();
      }
    } while (part.size() == PART);
    Collections.reverse(entries);
    return entries;
  }
}
