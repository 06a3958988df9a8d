package io.cairn.registry.core.versions;

import com.google.common.collect.Lists;
import io.cairn.registry.Deprecation;
import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.Registration;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.SubjectListener;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.Subjects;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.json.DiffJson;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.core.versions.Transactions.Transaction;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StillReferencedException;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.operation.OperationKind;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subjects, and the life of their versions. */
final class SubjectsFacet implements Subjects {
  private final VersionIndex index;
  private final Transactions transactions;
  private final VersionStore store;
  private final Sightings sightings;
  private final Listeners listeners;
  private final Drafts drafts;
  private final Clock clock;
  private final Audit audit;

  SubjectsFacet(
      VersionIndex index,
      Transactions transactions,
      VersionStore store,
      Sightings sightings,
      Listeners listeners,
      Drafts drafts,
      Audit audit,
      Clock clock) {
    this.index = index;
    this.transactions = transactions;
    this.store = store;
    this.sightings = sightings;
    this.listeners = listeners;
    this.drafts = drafts;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public List<SubjectSummary> list() {
    return summaries(index.subjects().stream());
  }

  @Override
  public List<SubjectSummary> list(String namespace) {
    return summaries(
        index.subjects().stream().filter(entry -> entry.subject().namespace().equals(namespace)));
  }

  private static List<SubjectSummary> summaries(Stream<SubjectEntry> entries) {
    return entries
        .filter(SubjectEntry::exists)
        .map(SubjectEntry::summary)
        .sorted(Comparator.comparing(SubjectSummary::subject))
        .toList();
  }

  @Override
  public Optional<SubjectSummary> find(Subject subject) {
    return Optional.ofNullable(index.find(subject))
        .filter(SubjectEntry::exists)
        .map(SubjectEntry::summary);
  }

  @Override
  public List<VersionDetails> history(Subject subject) {
    index.subject(subject).requireExists();
    sightings.write();
    return store.history(subject).stream().map(history -> details(subject, history)).toList();
  }

  private static VersionDetails details(Subject subject, VersionHistory history) {
    VersionRef ref = new VersionRef(subject, history.head().version());
    return new VersionDetails(
        ref,
        history.head().id(),
        history.head().state(),
        history.label(),
        history.facts().origin(),
        history.facts().previous(),
        changes(ref, history.facts().changes()),
        history.facts().registeredAt(),
        history.facts().author(),
        history.facts().reason(),
        history.seenCount(),
        history.lastSeenAt(),
        history.documents(),
        history.head().deprecation());
  }

  private static SchemaDiff changes(VersionRef ref, String json) {
    try {
      return DiffJson.read(json);
    } catch (InvalidInputException undecodable) {
      throw new CorruptDataException(
          "The changes of " + ref + " cannot be decoded; restore the file from a backup.",
          undecodable);
    }
  }

  @Override
  public void activate(Subject subject, int version) {
    change(
        subject,
        (transaction, entry) -> {
          entry.requireLive(version);
          if (entry.row().activeVersion() != version) {
            transaction.write(entry, entry.row().withActiveVersion(version));
            transaction.tell(new SubjectEvent.Activated(subject, version));
          }
        });
  }

  @Override
  public void deactivate(Subject subject) {
    change(
        subject,
        (transaction, entry) -> {
          int pinned = entry.row().activeVersion();
          if (pinned != 0) {
            transaction.write(entry, entry.row().withActiveVersion(0));
            transaction.tell(new SubjectEvent.Deactivated(subject, pinned));
          }
        });
  }

  @Override
  public Registration enable(Subject subject, int version) {
    return transactions.run(
        OperationKind.REGISTRATION,
        subject::toString,
        () -> drafts.involved(index.subject(subject), version),
        transaction -> drafts.enable(transaction, subject, version));
  }

  @Override
  public void deprecate(Subject subject, int version, DeprecationNotice notice) {
    change(
        subject,
        (transaction, entry) -> {
          entry.requireLive(version);
          Deprecation present = entry.findDeprecation(version);
          if (present == null || !present.notice().equals(notice)) {
            Deprecation next =
                new Deprecation(notice, clock.instant().truncatedTo(ChronoUnit.MICROS));
            set(transaction, entry, version, next);
          }
        });
  }

  @Override
  public void undeprecate(Subject subject, int version) {
    change(
        subject,
        (transaction, entry) -> {
          entry.require(version);
          if (entry.findDeprecation(version) != null) {
            set(transaction, entry, version, null);
          }
        });
  }

  private static void set(
      Transaction transaction, SubjectEntry entry, int version, @Nullable Deprecation deprecation) {
    transaction.write(
        new Operation.SetDeprecation(new VersionRef(entry.subject(), version), deprecation),
        entry.withDeprecation(version, deprecation));
    transaction.tell(new SubjectEvent.DeprecationChanged(entry.subject(), version, deprecation));
  }

  @Override
  public Optional<Deprecation> findDeprecation(Subject subject, int version) {
    return Optional.ofNullable(index.find(subject)).map(entry -> entry.findDeprecation(version));
  }

  @Override
  public void delete(Subject subject, int version) {
    change(
        subject,
        (transaction, entry) -> {
          entry.require(version);
          if (entry.row().activeVersion() == version) {
            throw new IllegalTransitionException(
                "Version "
                    + version
                    + " of "
                    + subject
                    + " is pinned as the active one; activate another, or deactivate it, first.");
          }
          if (entry.isDraft(version)) {
            throw new IllegalTransitionException(
                "Version "
                    + version
                    + " of "
                    + subject
                    + " is a draft, which counts for nothing; purge it to throw it away.");
          }
          if (entry.isLive(version)) {
            setState(transaction, entry, version, VersionState.DELETED);
            transaction.tell(new SubjectEvent.Deleted(subject, version));
          }
        });
  }

  @Override
  public void restore(Subject subject, int version) {
    change(
        subject,
        (transaction, entry) -> {
          entry.require(version);
          if (!entry.isLive(version) && !entry.isDraft(version)) {
            setState(transaction, entry, version, VersionState.LIVE);
            transaction.tell(new SubjectEvent.Restored(subject, version));
          }
        });
  }

  private static void setState(
      Transaction transaction, SubjectEntry entry, int version, VersionState state) {
    transaction.write(
        new Operation.SetVersionState(new VersionRef(entry.subject(), version), state),
        entry.withState(version, state));
  }

  @Override
  public void delete(Subject subject) {
    change(
        subject,
        (transaction, entry) -> {
          if (!entry.isDeleted()) {
            transaction.write(entry, entry.row().withState(SubjectRow.State.DELETED));
            transaction.tell(new SubjectEvent.Deleted(subject, 0));
          }
        });
  }

  @Override
  public void restore(Subject subject) {
    change(
        subject,
        (transaction, entry) -> {
          if (entry.isDeleted()) {
            transaction.write(entry, entry.row().withState(SubjectRow.State.LIVE));
            transaction.tell(new SubjectEvent.Restored(subject, 0));
          }
        });
  }

  @Override
  public void purge(Subject subject, int version) {
    change(
        subject,
        (transaction, entry) -> {
          KnownVersion known = entry.require(version);
          if (entry.isLive(version) && !entry.isDeleted()) {
            throw new IllegalTransitionException(
                known.ref() + " is live; delete it first, and purge it when nobody has missed it.");
          }
          requireUnreferenced(known.ref(), List.of());
          if (entry.row().activeVersion() == version) {
            transaction.write(entry, entry.row().withActiveVersion(0));
            transaction.tell(new SubjectEvent.Deactivated(subject, version));
          }
          transaction.write(
              new Operation.PurgeVersion(known.ref()),
              transaction.subject(subject).without(version));
          audit.purged(transaction, Target.of(known.ref()));
          if (entry.all().size() == 1) {
            forget(transaction, subject);
          }
          transaction.tell(new SubjectEvent.Purged(subject, version));
        });
  }

  /** A subject without versions is unknown; its row stays for the numbers alone. */
  private void forget(Transaction transaction, Subject subject) {
    audit.purged(transaction, Target.of(subject));
    SubjectEntry entry = transaction.subject(subject);
    transaction.write(
        entry,
        entry.row().withActiveVersion(0).withPolicy(null).withState(SubjectRow.State.PURGED));
  }

  @Override
  public void purge(Subject subject) {
    change(
        subject,
        (transaction, entry) -> {
          if (!entry.isDeleted()) {
            throw new IllegalTransitionException(
                "Subject "
                    + subject
                    + " is live; delete it first, and purge it when nobody has missed it.");
          }
          // Versions refer to earlier ones alone, so the newest goes first.
          List<VersionRef> own =
              Lists.reverse(entry.all().stream().map(KnownVersion::ref).toList());
          own.forEach(ref -> requireUnreferenced(ref, own));
          own.forEach(
              ref ->
                  transaction.write(
                      new Operation.PurgeVersion(ref),
                      transaction.subject(subject).without(ref.version())));
          forget(transaction, subject);
          transaction.tell(new SubjectEvent.Purged(subject, 0));
        });
  }

  private void requireUnreferenced(VersionRef target, List<VersionRef> purgedToo) {
    List<VersionRef> referrers =
        store.referrers(target).stream().filter(referrer -> !purgedToo.contains(referrer)).toList();
    if (!referrers.isEmpty()) {
      throw new StillReferencedException(target, referrers);
    }
  }

  @Override
  public SubjectListener.Subscription listen(Subject subject, SubjectListener listener) {
    return listeners.add(subject, listener);
  }

  private void change(Subject subject, BiConsumer<Transaction, SubjectEntry> decision) {
    transactions.run(
        OperationKind.CHANGE,
        subject::toString,
        List.of(subject),
        transaction -> {
          SubjectEntry entry = transaction.subject(subject);
          entry.requireExists();
          decision.accept(transaction, entry);
          return entry;
        });
  }
}
