package io.cairn.registry.core.transfer;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.ImportConflictException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The subjects of an import that are committed together, with everything about them. */
final class ImportGroup {
  private final Map<Subject, SubjectRow> rows = new TreeMap<>();
  private final Map<DocumentId, SourceDocument> documents = new HashMap<>();
  private final List<Version> versions = new ArrayList<>();
  private final Map<Subject, Integer> newest = new HashMap<>();
  private final Map<Target, Annotations> annotations = new LinkedHashMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();

  /** A version as it is appended, and how often it was seen. */
  record Version(Operation.AppendVersion append, Operation.AddSightings seen) {
    boolean wasSeen() {
      return seen.count() > 0 || !seen.lastSeenAt().equals(append.facts().registeredAt());
    }
  }

  boolean isEmpty() {
    return counts().equals(TransferCounts.NONE);
  }

  TransferCounts counts() {
    return new TransferCounts(
        rows.size(), versions.size(), documents.size(), annotations.size(), audit.size(), 0, 0);
  }

  void add(Line line, SubjectRow row) {
    if (rows.putIfAbsent(row.subject(), row) != null) {
      throw line.malformed("the subject " + row.subject() + " stands twice.");
    }
  }

  void add(Line line, DocumentId id, SourceDocument document) {
    if (documents.putIfAbsent(id, document) != null) {
      throw line.malformed("the document " + id + " stands twice.");
    }
  }

  void add(Line line, Version version) {
    VersionRef ref = version.append.ref();
    SubjectRow row = rows.get(ref.subject());
    if (row == null) {
      throw line.malformed("the subject of " + ref + " does not stand before it.");
    }
    if (ref.version() > row.lastVersion()
        || ref.version() <= newest.getOrDefault(ref.subject(), 0)) {
      throw line.malformed(ref + " is out of order, or was never issued.");
    }
    for (Column column : version.append.columns()) {
      if (column.ordinal() > row.lastOrdinal()) {
        throw line.malformed("the ordinal of " + column.path() + " was never issued.");
      }
    }
    newest.put(ref.subject(), ref.version());
    versions.add(version);
  }

  void add(Line line, Annotated said) {
    Target target = said.target();
    boolean isKnown =
        target instanceof Target.OfVersion of
            ? versions.stream().anyMatch(version -> version.append.ref().equals(of.version()))
            : isIssued(target);
    if (!isKnown || said.annotations().isEmpty()) {
      throw line.malformed(target + " does not stand before it, or nothing is said about it.");
    }
    if (annotations.putIfAbsent(target, said.annotations()) != null) {
      throw line.malformed(target + " stands twice.");
    }
  }

  void add(Line line, AuditEntry entry) {
    if (!isIssued(entry.target())) {
      throw line.malformed(entry.target() + " does not stand before it, or was never issued.");
    }
    audit.add(entry);
  }

  private boolean isIssued(Target target) {
    SubjectRow row = rows.get(target.subject());
    if (row == null) {
      return false;
    } else if (target instanceof Target.OfVersion of) {
      return of.version().version() <= row.lastVersion();
    }
    return !(target instanceof Target.OfField field) || field.ordinal() <= row.lastOrdinal();
  }

  Optional<SourceDocument> findDocument(DocumentId id) {
    return Optional.ofNullable(documents.get(id));
  }

  /** The subjects that the store does not have; those it has must be the same. */
  Set<Subject> missingFrom(RegistryStore store) {
    Set<Subject> missing = new HashSet<>();
    for (SubjectRow row : rows.values()) {
      Optional<SubjectRecord> present = store.versions().findSubject(row.subject());
      if (present.isEmpty()) {
        missing.add(row.subject());
      } else {
        requireSame(store.versions(), present.get(), row);
        requireSame(store.catalog(), row.subject());
      }
    }
    return missing;
  }

  /** What makes a store have these subjects. */
  List<Operation> operations(Set<Subject> missing) {
    List<Operation> operations = new ArrayList<>();
    for (SubjectRow row : rows.values()) {
      if (missing.contains(row.subject())) {
        operations.add(new Operation.PutSubject(row));
      }
    }
    for (Version version : versions) {
      if (missing.contains(version.append.subject())) {
        operations.add(version.append);
        if (version.wasSeen()) {
          operations.add(version.seen);
        }
      }
    }
    annotations.forEach(
        (target, said) -> {
          if (missing.contains(target.subject())) {
            operations.add(new Operation.PutAnnotations(target, said));
          }
        });
    audit.stream()
        .filter(entry -> missing.contains(entry.target().subject()))
        .forEach(entry -> operations.add(new Operation.AppendAudit(entry)));
    return operations;
  }

  private void requireSame(CatalogStore store, Subject subject) {
    List<Annotated> said =
        annotations.entrySet().stream()
            .filter(one -> one.getKey().subject().equals(subject))
            .map(one -> new Annotated(one.getKey(), one.getValue()))
            .toList();
    List<AuditEntry> entries =
        audit.stream().filter(entry -> entry.target().subject().equals(subject)).toList();
    if (!new HashSet<>(store.annotationsOf(subject)).equals(new HashSet<>(said))
        || !AuditTrail.of(store, subject).equals(entries)) {
      throw new ImportConflictException(null, "what is said about " + subject + ", or its audit,");
    }
  }

  private void requireSame(VersionStore store, SubjectRecord present, SubjectRow row) {
    Subject subject = row.subject();
    Map<Integer, VersionHistory> left = new TreeMap<>();
    store.history(subject).forEach(version -> left.put(version.head().version(), version));
    for (Version version : versions) {
      if (version.append.subject().equals(subject)) {
        VersionRef ref = version.append.ref();
        VersionHistory other = left.remove(ref.version());
        if (other == null || !isSame(store.findBody(ref).orElse(null), other, version.append)) {
          throw new ImportConflictException(ref, ref.toString());
        }
      }
    }
    for (int extra : left.keySet()) {
      VersionRef ref = new VersionRef(subject, extra);
      throw new ImportConflictException(ref, ref.toString());
    }
    if (!present.row().equals(row)) {
      throw new ImportConflictException(null, "the subject " + subject);
    }
  }

  private static boolean isSame(
      @Nullable VersionBody body, VersionHistory there, Operation.AppendVersion here) {
    return here.body().equals(body)
        && there.head().equals(here.head())
        && there.facts().equals(here.facts())
        && there.documents().equals(List.copyOf(here.documents().keySet()));
  }
}
