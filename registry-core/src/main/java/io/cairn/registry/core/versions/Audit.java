package io.cairn.registry.core.versions;

import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.AuditEntry.Action;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.versions.Transactions.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Changes what is said about something, and writes that down, inside a transaction. */
final class Audit {
  private final CatalogStore store;
  private final Clock clock;

  Audit(CatalogStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is said since; the target is one of this subject, which exists. */
  Annotations edit(
      Transaction transaction, SubjectEntry entry, Target target, AnnotationEdit edit) {
    Annotations before = store.annotations(target);
    Annotations after = edit.applyTo(before);
    if (!after.equals(before)) {
      transaction.write(new Operation.PutAnnotations(target, after), entry);
      transaction.write(
          new Operation.AppendAudit(
              new AuditEntry(
                  target, Action.ANNOTATED, now(), edit.author(), edit.reason(), before, after)),
          entry);
    }
    return after;
  }

  /** Says nothing about it any more, as it has gone. */
  void purged(Transaction transaction, Target target) {
    SubjectEntry entry = transaction.subject(target.subject());
    Annotations before = store.annotations(target);
    if (target instanceof Target.OfSubject) {
      transaction.write(new Operation.PutAnnotations(target, Annotations.NONE), entry);
    }
    transaction.write(
        new Operation.AppendAudit(
            new AuditEntry(target, Action.PURGED, now(), "", "", before, Annotations.NONE)),
        entry);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
