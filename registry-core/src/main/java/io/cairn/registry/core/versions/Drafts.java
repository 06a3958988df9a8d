package io.cairn.registry.core.versions;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.Ordinals;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.json.DiffJson;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.core.versions.Transactions.Transaction;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a draft becomes live, inside a transaction. */
final class Drafts {
  private final VersionStore store;
  private final Registrar registrar;
  private final BodyReader bodies;
  private final Bodies parts;

  Drafts(VersionStore store, Registrar registrar, BodyReader bodies, Bodies parts) {
    this.store = store;
    this.registrar = registrar;
    this.bodies = bodies;
    this.parts = parts;
  }

  /** The subjects that enabling a version writes to: its own, and those its schema refers to. */
  Set<Subject> involved(SubjectEntry entry, int version) {
    Set<Subject> involved = new HashSet<>();
    involved.add(entry.subject());
    SchemaWalk.references(entry.require(version).version(bodies).schema())
        .forEach(reference -> involved.add(reference.subject()));
    return involved;
  }

  Registration enable(Transaction transaction, Subject subject, int version) {
    SubjectEntry entry = transaction.subject(subject);
    entry.requireExists();
    entry.requireNotDeleted();
    KnownVersion draft = entry.requireLiveOrDraft(version);
    if (!entry.isDraft(version)) {
      return registrar.known(entry, draft);
    }
    requireNotOvertaken(entry, draft.ref());
    Schema schema = draft.version(bodies).schema();
    Registrar.holdReferences(transaction, schema, SubjectEntry::requireLive);
    CompatibilityReport report = registrar.requireCompatible(transaction, entry, schema);
    SchemaVersion enabled = write(transaction, transaction.subject(subject), draft);
    return new Registration(Registration.Outcome.CREATED, enabled, report.warnings(), null);
  }

  private static void requireNotOvertaken(SubjectEntry entry, VersionRef draft) {
    int newest = entry.newestReleased();
    if (newest > draft.version()) {
      throw new IllegalTransitionException(
          "Cannot enable "
              + draft
              + ": version "
              + newest
              + " came after it and is live, or was. Register its content again, as the next"
              + " version.");
    }
  }

  private SchemaVersion write(Transaction transaction, SubjectEntry entry, KnownVersion draft) {
    KnownVersion previous = entry.findLatest();
    VersionFacts facts = facts(draft.ref());
    SchemaVersion drafted = draft.version(bodies);
    Ordinals.Assigned assigned = assign(entry, drafted, facts.previous());
    SchemaDiff changes = registrar.changes(previous, drafted.schema(), assigned.layout());
    SemanticLabel label = registrar.label(transaction, entry, drafted.schema(), changes);
    KnownVersion enabled =
        KnownVersion.fresh(
            bodies.fresh(
                new SchemaVersion(
                    entry.subject(),
                    draft.number(),
                    draft.id(),
                    drafted.schema(),
                    assigned.layout()),
                label));
    SubjectRow row = entry.row().withIssued(entry.row().lastVersion(), assigned.last());
    transaction.write(entry, row);
    transaction.append(
        new Operation.EnableDraft(
            draft.ref(),
            parts.write(drafted.schema(), assigned.layout(), label),
            enabled(facts, previous, changes),
            Columns.of(drafted.schema(), assigned.layout())),
        entry.withVersion(row, enabled, bodies),
        enabled);
    transaction.tell(new SubjectEvent.Enabled(entry.subject(), draft.ref().version(), draft.id()));
    return enabled.version(bodies);
  }

  /** The layout stays where the draft follows the version that it was laid out after. */
  private Ordinals.Assigned assign(SubjectEntry entry, SchemaVersion drafted, int previously) {
    KnownVersion previous = entry.findLatest();
    int lastOrdinal = entry.row().lastOrdinal();
    if (number(previous) == previously) {
      return new Ordinals.Assigned(drafted.layout(), lastOrdinal);
    }
    return Ordinals.assign(
        drafted.schema(), previous == null ? null : previous.version(bodies), lastOrdinal);
  }

  private static VersionFacts enabled(
      VersionFacts drafted, @Nullable KnownVersion previous, SchemaDiff changes) {
    return new VersionFacts(
        previous == null ? VersionOrigin.CREATED : VersionOrigin.EVOLVED,
        number(previous),
        DiffJson.write(changes),
        drafted.registeredAt(),
        drafted.author(),
        drafted.reason());
  }

  private static int number(@Nullable KnownVersion version) {
    return version == null ? 0 : version.ref().version();
  }

  private VersionFacts facts(VersionRef draft) {
    return store.history(draft.subject()).stream()
        .filter(kept -> kept.head().version() == draft.version())
        .findFirst()
        .map(VersionHistory::facts)
        .orElseThrow(() -> new NotFoundException(draft + " was deleted permanently."));
  }
}
