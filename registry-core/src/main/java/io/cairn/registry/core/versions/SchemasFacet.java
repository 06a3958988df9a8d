package io.cairn.registry.core.versions;

import io.cairn.registry.DocumentId;
import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Schemas;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.schema.Schema;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registration and look-ups. */
final class SchemasFacet implements Schemas {
  private static final Comparator<VersionRef> BY_SUBJECT_AND_NUMBER =
      Comparator.comparing(VersionRef::subject).thenComparing(VersionRef::version);

  private final VersionIndex index;
  private final Transactions transactions;
  private final Registrar registrar;
  private final BodyReader bodies;
  private final Sightings sightings;

  SchemasFacet(
      VersionIndex index,
      Transactions transactions,
      Registrar registrar,
      BodyReader bodies,
      Sightings sightings) {
    this.index = index;
    this.transactions = transactions;
    this.registrar = registrar;
    this.bodies = bodies;
    this.sightings = sightings;
  }

  /** Content known already takes no lock and writes nothing at once. */
  Registration register(Subject subject, Schema schema) {
    transactions.requireWritable();
    SubjectEntry entry = index.find(subject);
    if (entry != null && !entry.isDeleted()) {
      Registration known = registrar.findKnown(entry, schema);
      if (known != null) {
        saw(entry, known);
        return known;
      }
    }
    return registerAll(List.of(RegistrationRequest.of(subject, schema))).get(0);
  }

  @Override
  public List<Registration> registerAll(List<RegistrationRequest> requests) {
    List<RegistrationRequest> all = List.copyOf(requests);
    List<Registration> done =
        transactions.run(
            OperationKind.REGISTRATION,
            () -> shown(all),
            () -> involved(all),
            transaction ->
                all.stream().map(request -> registrar.register(transaction, request)).toList());
    for (Registration registration : done) {
      if (registration.outcome() != Registration.Outcome.CREATED) {
        saw(index.subject(registration.version().subject()), registration);
      }
    }
    return done;
  }

  /** A registration writes to its own subject and to those its schema refers to. */
  private static Set<Subject> involved(Subject subject, Schema schema) {
    Set<Subject> involved = new HashSet<>();
    involved.add(subject);
    SchemaWalk.references(schema).forEach(reference -> involved.add(reference.subject()));
    return involved;
  }

  private static Set<Subject> involved(List<RegistrationRequest> requests) {
    Set<Subject> involved = new HashSet<>();
    requests.forEach(request -> involved.addAll(involved(request.subject(), request.schema())));
    return involved;
  }

  private static String shown(List<RegistrationRequest> requests) {
    return requests.stream()
        .map(request -> request.subject().toString())
        .collect(Collectors.joining(", "));
  }

  /** Counts what was known, unless it has been purged since. */
  private void saw(SubjectEntry entry, Registration registration) {
    KnownVersion version = entry.find(registration.version().version());
    if (version != null) {
      sightings.saw(version);
    }
  }

  @Override
  public Registration revertTo(Subject subject, int version, String author, String reason) {
    InvalidInputException.requireUnicode("author", author, RegistrationRequest.MAX_TEXT_LENGTH);
    InvalidInputException.requireUnicode("reason", reason, RegistrationRequest.MAX_TEXT_LENGTH);
    return transactions.run(
        OperationKind.REGISTRATION,
        subject::toString,
        () -> involved(subject, version(subject, version).schema()),
        transaction -> registrar.revert(transaction, subject, version, author, reason));
  }

  @Override
  public SchemaVersion version(Subject subject, int version) {
    return index.subject(subject).require(version).version(bodies);
  }

  @Override
  public Optional<SchemaVersion> findVersion(Subject subject, int version) {
    SubjectEntry entry = index.find(subject);
    return entry == null ? Optional.empty() : load(entry.find(version));
  }

  SchemaVersion latest(Subject subject) {
    return index.subject(subject).requireLatest().version(bodies);
  }

  @Override
  public Optional<SchemaVersion> findLatest(Subject subject) {
    SubjectEntry entry = index.find(subject);
    return entry == null || entry.isDeleted() ? Optional.empty() : load(entry.findLatest());
  }

  @Override
  public List<SchemaVersion> latestOfAll() {
    return latest(index.subjects().stream());
  }

  @Override
  public List<SchemaVersion> latestOfAll(String namespace) {
    return latest(
        index.subjects().stream().filter(entry -> entry.subject().namespace().equals(namespace)));
  }

  private List<SchemaVersion> latest(Stream<SubjectEntry> entries) {
    return bodies.all(
        entries
            .filter(entry -> entry.exists() && !entry.isDeleted())
            .sorted(Comparator.comparing(SubjectEntry::subject))
            .map(SubjectEntry::findLatest)
            .filter(Objects::nonNull)
            .toList());
  }

  @Override
  public SchemaVersion active(Subject subject) {
    SubjectEntry entry = index.subject(subject);
    int pinned = entry.row().activeVersion();
    KnownVersion active = pinned == 0 ? entry.requireLatest() : entry.requireLive(pinned);
    return active.version(bodies);
  }

  @Override
  public Schema schema(SchemaId id) {
    Schema schema = index.findSchema(id, bodies);
    if (schema == null) {
      throw new NotFoundException("There is no schema with the id " + id + " in this registry.");
    }
    return schema;
  }

  @Override
  public Optional<Schema> findSchema(SchemaId id) {
    return Optional.ofNullable(index.findSchema(id, bodies));
  }

  @Override
  public List<VersionRef> versionsOf(SchemaId id) {
    return index.versions(id).stream()
        .map(KnownVersion::ref)
        .sorted(BY_SUBJECT_AND_NUMBER)
        .toList();
  }

  @Override
  public Optional<SchemaVersion> findByContent(Subject subject, Schema schema) {
    SubjectEntry entry = index.find(subject);
    return entry == null || entry.isDeleted()
        ? Optional.empty()
        : Optional.ofNullable(registrar.findKnown(entry, schema)).map(Registration::version);
  }

  @Override
  public SchemaId idOf(Schema schema) {
    return registrar.id(schema);
  }

  @Override
  public Optional<SourceDocument> findDocument(DocumentId id) {
    return registrar.findDocument(id);
  }

  private Optional<SchemaVersion> load(@Nullable KnownVersion known) {
    return known == null ? Optional.empty() : Optional.ofNullable(known.findVersion(bodies));
  }
}
