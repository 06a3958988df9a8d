package io.cairn.registry.core.versions;

import io.cairn.registry.DocumentId;
import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.core.evolution.Ordinals;
import io.cairn.registry.core.evolution.SchemaResolver;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.identity.CanonicalSchema;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.DiffJson;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.core.versions.Transactions.Transaction;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.SchemaCollisionException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a registration does, inside a transaction: known or new, compatible or not, which
 * number and which layout.
 */
final class Registrar {
  private final VersionStore store;
  private final Identity identity;
  private final BodyReader bodies;
  private final Bodies parts;
  private final Clock clock;

  Registrar(VersionStore store, Identity identity, BodyReader bodies, Bodies parts, Clock clock) {
    this.store = store;
    this.identity = identity;
    this.bodies = bodies;
    this.parts = parts;
    this.clock = clock;
  }

  Registration register(Transaction transaction, RegistrationRequest request) {
    SubjectEntry entry = transaction.subject(request.subject());
    entry.requireNotDeleted();
    KnownVersion latest = entry.findLatest();
    int latestNumber = latest == null ? 0 : latest.ref().version();
    if (request.expectedLatest().orElse(latestNumber) != latestNumber) {
      throw new VersionConflictException(
          request.subject(), request.expectedLatest().getAsInt(), latestNumber);
    }
    Registration known = findKnown(entry, request.schema());
    if (known != null) {
      attach(transaction, entry, known.version().ref(), documents(request));
      return known;
    }
    Schema schema = identity.intern(request.schema());
    Set<VersionRef> references = holdReferences(transaction, schema);
    CompatibilityReport report = check(transaction, entry, schema);
    transaction.judged();
    if (!report.isCompatible()) {
      throw new IncompatibleSchemaException(request.subject(), report);
    }
    SchemaVersion head = latest == null ? null : latest.version(bodies);
    Ordinals.Assigned assigned = Ordinals.assign(schema, head, entry.row().lastOrdinal());
    Draft draft =
        new Draft(
            schema,
            assigned,
            references,
            latest == null ? VersionOrigin.CREATED : VersionOrigin.EVOLVED,
            request.author(),
            request.reason(),
            documents(request));
    return new Registration(
        Registration.Outcome.CREATED,
        append(transaction, transaction.subject(request.subject()), draft),
        report.warnings());
  }

  Registration revert(
      Transaction transaction, Subject subject, int version, String author, String reason) {
    SubjectEntry entry = transaction.subject(subject);
    SchemaVersion wanted = entry.requireLive(version).version(bodies);
    if (entry.requireLatest().id().equals(wanted.id())) {
      return Registration.of(
          Registration.Outcome.KNOWN_LATEST, entry.requireLatest().version(bodies));
    }
    Set<VersionRef> references = holdReferences(transaction, wanted.schema());
    Draft draft =
        new Draft(
            wanted.schema(),
            new Ordinals.Assigned(wanted.layout(), entry.row().lastOrdinal()),
            references,
            VersionOrigin.REVERTED,
            author,
            reason,
            Map.of());
    return Registration.of(
        Registration.Outcome.CREATED, append(transaction, transaction.subject(subject), draft));
  }

  /** The outcome if the subject has this content already, whatever else is to be done. */
  @Nullable Registration findKnown(SubjectEntry entry, Schema schema) {
    KnownVersion latest = entry.findLatest();
    if (latest == null) {
      return null;
    }
    if (latest.hasMatched(schema)) {
      return Registration.of(Registration.Outcome.KNOWN_LATEST, latest.version(bodies));
    }
    KnownVersion known = entry.findLive(identity.canonical(schema).id());
    if (known == null) {
      return null;
    }
    SchemaVersion version = known.version(bodies);
    requireSameContent(schema, version.schema());
    known.match(schema);
    return Registration.of(
        known.number() == latest.number()
            ? Registration.Outcome.KNOWN_LATEST
            : Registration.Outcome.KNOWN_OLDER,
        version);
  }

  CompatibilityReport check(Transaction transaction, SubjectEntry entry, Schema proposed) {
    CompatibilityPolicy own = entry.row().policy();
    CompatibilityPolicy policy = own != null ? own : transaction.settings().globalPolicy();
    return Compatibility.check(
        policy.mode(), proposed, entry.history(policy, proposed, bodies), resolver(transaction));
  }

  private SchemaResolver resolver(Transaction transaction) {
    return target ->
        transaction.subject(target.subject()).require(target.version()).version(bodies).schema();
  }

  /**
   * Writes the rows of the referenced subjects again, as they are: that moves their revisions, so
   * that a purge which has not seen the reference loses its race.
   */
  private static Set<VersionRef> holdReferences(Transaction transaction, Schema schema) {
    Set<VersionRef> references = SchemaWalk.references(schema);
    for (VersionRef reference : references) {
      SubjectEntry target = transaction.subject(reference.subject());
      target.requireLive(reference.version());
      transaction.write(target, target.row());
    }
    return references;
  }

  /** What a new version is made from. */
  private record Draft(
      Schema schema,
      Ordinals.Assigned assigned,
      Set<VersionRef> references,
      VersionOrigin origin,
      String author,
      String reason,
      Map<DocumentId, SourceDocument> documents) {}

  private SchemaVersion append(Transaction transaction, SubjectEntry entry, Draft draft) {
    CanonicalSchema canonical = identity.canonical(draft.schema());
    Schema same = transaction.findContent(canonical.id(), bodies);
    if (same != null) {
      requireSameContent(draft.schema(), same);
    }
    VersionRef ref = new VersionRef(entry.subject(), entry.row().lastVersion() + 1);
    KnownVersion previous = entry.findLatest();
    SchemaDiff changes = changes(previous, draft);
    KnownVersion version =
        KnownVersion.fresh(
            bodies.fresh(
                new SchemaVersion(
                    ref.subject(),
                    ref.version(),
                    canonical.id(),
                    draft.schema(),
                    draft.assigned().layout()),
                label(transaction, entry, draft.schema(), changes)));
    SubjectRow row = entry.row().withIssued(ref.version(), draft.assigned().last());
    transaction.write(entry, row);
    transaction.append(
        appendOperation(version, previous, draft, changes),
        entry.withVersion(row, version, bodies),
        version);
    transaction.tell(
        new SubjectEvent.Registered(
            entry.subject(), ref.version(), canonical.id(), draft.origin()));
    return version.version(bodies);
  }

  private Operation appendOperation(
      KnownVersion version, @Nullable KnownVersion previous, Draft draft, SchemaDiff changes) {
    KnownVersion.Loaded loaded = version.load(bodies);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Operation.AppendVersion(
        version.ref().subject(),
        new VersionHead(version.ref().version(), version.id(), VersionState.LIVE),
        parts.write(draft.schema(), draft.assigned().layout(), loaded.label()),
        new VersionFacts(
            draft.origin(),
            previous == null ? 0 : previous.ref().version(),
            DiffJson.write(changes),
            now,
            draft.author(),
            draft.reason()),
        Columns.of(draft.schema(), draft.assigned().layout()),
        draft.references(),
        draft.documents());
  }

  private SchemaDiff changes(@Nullable KnownVersion previous, Draft draft) {
    if (previous == null) {
      return new SchemaDiff(List.of());
    }
    SchemaVersion old = previous.version(bodies);
    return Differ.byLayout(old.schema(), old.layout(), draft.schema(), draft.assigned().layout());
  }

  /**
   * The verdict is against the latest version; the number goes on from the newest one, deleted or
   * not, so that no two versions have the same label. Where none is live, a new start is a new
   * major version.
   */
  private SemanticLabel label(
      Transaction transaction, SubjectEntry entry, Schema schema, SchemaDiff changes) {
    KnownVersion newest = entry.find(entry.newestNumber());
    if (newest == null) {
      return SemanticLabel.FIRST;
    }
    SemanticLabel base = newest.load(bodies).label();
    KnownVersion previous = entry.findLatest();
    return previous == null
        ? new SemanticLabel(base.major() + 1, 0, 0)
        : Compatibility.label(
            base, schema, previous.version(bodies).schema(), changes, resolver(transaction));
  }

  private void attach(
      Transaction transaction,
      SubjectEntry entry,
      VersionRef ref,
      Map<DocumentId, SourceDocument> documents) {
    if (documents.isEmpty()) {
      return;
    }
    List<DocumentId> present =
        store.history(ref.subject()).stream()
            .filter(history -> history.head().version() == ref.version())
            .map(VersionHistory::documents)
            .findFirst()
            .orElse(List.of());
    documents.forEach(
        (id, document) -> {
          if (!present.contains(id)) {
            transaction.write(new Operation.AttachDocument(ref, id, document), entry);
          }
        });
  }

  private Map<DocumentId, SourceDocument> documents(RegistrationRequest request) {
    Map<DocumentId, SourceDocument> documents = new LinkedHashMap<>();
    request.documents().forEach(document -> documents.put(identity.id(document), document));
    return documents;
  }

  private void requireSameContent(Schema some, Schema other) {
    CanonicalSchema canonical = identity.canonical(some);
    if (!canonical.hasContentOf(identity.canonical(other))) {
      throw new SchemaCollisionException(canonical.id());
    }
  }

  /** The document with this id, which its bytes must still have. */
  Optional<SourceDocument> findDocument(DocumentId id) {
    Optional<SourceDocument> found = store.findDocument(id);
    found
        .filter(document -> !identity.id(document).equals(id))
        .ifPresent(
            changed -> {
              throw new CorruptDataException(
                  "The document "
                      + id
                      + " was changed after it was written; restore the file from a backup.",
                  null);
            });
    return found;
  }

  SchemaId id(Schema schema) {
    return identity.canonical(schema).id();
  }
}
