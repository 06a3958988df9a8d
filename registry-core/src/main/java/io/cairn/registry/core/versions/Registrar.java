package io.cairn.registry.core.versions;

import io.cairn.registry.DocumentId;
import io.cairn.registry.Layout;
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
import java.util.function.ObjIntConsumer;
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
    if (known == null && request.isDraft()) {
      known = findDraft(entry, request.schema());
    }
    if (known != null) {
      attach(transaction, entry, known.version().ref(), documents(request));
      return known;
    }
    return request.isDraft() ? draft(transaction, request) : release(transaction, request);
  }

  private Registration draft(Transaction transaction, RegistrationRequest request) {
    Schema schema = identity.intern(request.schema());
    Set<VersionRef> references =
        holdReferences(transaction, schema, SubjectEntry::requireLiveOrDraft);
    return Registration.of(
        Registration.Outcome.CREATED,
        append(transaction, request, schema, VersionState.DRAFT, references));
  }

  private Registration release(Transaction transaction, RegistrationRequest request) {
    Schema schema = identity.intern(request.schema());
    SubjectEntry entry = transaction.subject(request.subject());
    Set<VersionRef> references = holdReferences(transaction, schema, SubjectEntry::requireLive);
    CompatibilityReport report = requireCompatible(transaction, entry, schema);
    return new Registration(
        Registration.Outcome.CREATED,
        append(transaction, request, schema, VersionState.LIVE, references),
        report.warnings(),
        null);
  }

  private SchemaVersion append(
      Transaction transaction,
      RegistrationRequest request,
      Schema schema,
      VersionState state,
      Set<VersionRef> references) {
    SubjectEntry entry = transaction.subject(request.subject());
    KnownVersion latest = entry.findLatest();
    SchemaVersion head = latest == null ? null : latest.version(bodies);
    return append(
        transaction,
        entry,
        new NewVersion(
            schema,
            state,
            Ordinals.assign(schema, head, entry.row().lastOrdinal()),
            references,
            latest == null ? VersionOrigin.CREATED : VersionOrigin.EVOLVED,
            request.author(),
            request.reason(),
            documents(request)));
  }

  /** The verdict on what is to be live, counted; refused by an exception. */
  CompatibilityReport requireCompatible(
      Transaction transaction, SubjectEntry entry, Schema schema) {
    CompatibilityReport report = check(transaction, entry, schema);
    transaction.judged();
    if (!report.isCompatible()) {
      throw new IncompatibleSchemaException(entry.subject(), report);
    }
    return report;
  }

  Registration revert(
      Transaction transaction, Subject subject, int version, String author, String reason) {
    SubjectEntry entry = transaction.subject(subject);
    SchemaVersion wanted = entry.requireLive(version).version(bodies);
    if (entry.requireLatest().id().equals(wanted.id())) {
      return Registration.of(
          Registration.Outcome.KNOWN_LATEST, entry.requireLatest().version(bodies));
    }
    Set<VersionRef> references =
        holdReferences(transaction, wanted.schema(), SubjectEntry::requireLive);
    NewVersion made =
        new NewVersion(
            wanted.schema(),
            VersionState.LIVE,
            new Ordinals.Assigned(wanted.layout(), entry.row().lastOrdinal()),
            references,
            VersionOrigin.REVERTED,
            author,
            reason,
            Map.of());
    return Registration.of(
        Registration.Outcome.CREATED, append(transaction, transaction.subject(subject), made));
  }

  /** The outcome if the subject has this content already, whatever else is to be done. */
  @Nullable Registration findKnown(SubjectEntry entry, Schema schema) {
    KnownVersion latest = entry.findLatest();
    if (latest == null) {
      return null;
    }
    if (latest.hasMatched(schema)) {
      return known(entry, latest);
    }
    KnownVersion known = entry.findLive(identity.canonical(schema).id());
    if (known == null) {
      return null;
    }
    requireSameContent(schema, known.version(bodies).schema());
    known.match(schema);
    return known(entry, known);
  }

  /** The outcome for the content of a live version. */
  Registration known(SubjectEntry entry, KnownVersion version) {
    KnownVersion latest = entry.findLatest();
    return new Registration(
        latest != null && version.number() == latest.number()
            ? Registration.Outcome.KNOWN_LATEST
            : Registration.Outcome.KNOWN_OLDER,
        version.version(bodies),
        List.of(),
        entry.findDeprecation(version.ref().version()));
  }

  /** The outcome if a draft has this content and can still be enabled. */
  private @Nullable Registration findDraft(SubjectEntry entry, Schema schema) {
    KnownVersion draft = entry.findDraft(identity.canonical(schema).id());
    if (draft == null) {
      return null;
    }
    requireSameContent(schema, draft.version(bodies).schema());
    return Registration.of(Registration.Outcome.KNOWN_DRAFT, draft.version(bodies));
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
   *
   * @param required what must be true of a version referred to
   */
  static Set<VersionRef> holdReferences(
      Transaction transaction, Schema schema, ObjIntConsumer<SubjectEntry> required) {
    Set<VersionRef> references = SchemaWalk.references(schema);
    for (VersionRef reference : references) {
      SubjectEntry target = transaction.subject(reference.subject());
      required.accept(target, reference.version());
      transaction.write(target, target.row());
    }
    return references;
  }

  /** What a new version is made from. */
  private record NewVersion(
      Schema schema,
      VersionState state,
      Ordinals.Assigned assigned,
      Set<VersionRef> references,
      VersionOrigin origin,
      String author,
      String reason,
      Map<DocumentId, SourceDocument> documents) {}

  private SchemaVersion append(Transaction transaction, SubjectEntry entry, NewVersion made) {
    CanonicalSchema canonical = identity.canonical(made.schema());
    Schema same = transaction.findContent(canonical.id(), bodies);
    if (same != null) {
      requireSameContent(made.schema(), same);
    }
    VersionRef ref = new VersionRef(entry.subject(), entry.row().lastVersion() + 1);
    KnownVersion previous = entry.findLatest();
    SchemaDiff changes = changes(previous, made.schema(), made.assigned().layout());
    KnownVersion version =
        KnownVersion.fresh(
            bodies.fresh(
                new SchemaVersion(
                    ref.subject(),
                    ref.version(),
                    canonical.id(),
                    made.schema(),
                    made.assigned().layout()),
                label(transaction, entry, made.schema(), changes)));
    SubjectRow row = entry.row().withIssued(ref.version(), made.assigned().last());
    transaction.write(entry, row);
    boolean draft = made.state() == VersionState.DRAFT;
    transaction.append(
        appendOperation(version, previous, made, changes),
        draft ? entry.withDraft(row, version) : entry.withVersion(row, version, bodies),
        version);
    transaction.tell(
        draft
            ? new SubjectEvent.Drafted(entry.subject(), ref.version(), canonical.id())
            : new SubjectEvent.Registered(
                entry.subject(), ref.version(), canonical.id(), made.origin()));
    return version.version(bodies);
  }

  private Operation appendOperation(
      KnownVersion version, @Nullable KnownVersion previous, NewVersion made, SchemaDiff changes) {
    KnownVersion.Loaded loaded = version.load(bodies);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Operation.AppendVersion(
        version.ref().subject(),
        new VersionHead(version.number(), version.id(), made.state()),
        parts.write(made.schema(), made.assigned().layout(), loaded.label()),
        new VersionFacts(
            made.origin(),
            previous == null ? 0 : previous.ref().version(),
            DiffJson.write(changes),
            now,
            made.author(),
            made.reason()),
        Columns.of(made.schema(), made.assigned().layout()),
        made.references(),
        made.documents());
  }

  SchemaDiff changes(@Nullable KnownVersion previous, Schema schema, Layout layout) {
    if (previous == null) {
      return new SchemaDiff(List.of());
    }
    SchemaVersion old = previous.version(bodies);
    return Differ.byLayout(old.schema(), old.layout(), schema, layout);
  }

  /**
   * The verdict is against the latest version; the number goes on from the newest one that is or
   * was live, so that no two of these have the same label. Where none is live, a new start is a new
   * major version.
   */
  SemanticLabel label(
      Transaction transaction, SubjectEntry entry, Schema schema, SchemaDiff changes) {
    KnownVersion newest = entry.find(entry.newestReleased());
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
