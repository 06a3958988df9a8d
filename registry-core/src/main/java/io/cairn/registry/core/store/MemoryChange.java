package io.cairn.registry.core.store;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.error.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one commit changes, kept apart until all of its operations have been applied. Not
 * thread-safe.
 */
final class MemoryChange implements Operation.Handler {
  private final Map<Subject, KeptSubject> subjects;
  private final Map<DocumentId, SourceDocument> documents;
  private final long number;
  private final Map<Subject, KeptSubject> changed = new HashMap<>();
  private final Map<DocumentId, SourceDocument> attached = new HashMap<>();
  private final List<TelemetryDelta> observed = new ArrayList<>();
  private final List<UsageDelta> used = new ArrayList<>();
  private @Nullable Settings settings;
  private boolean purged;

  /** A change, under its revision, of what is kept; that is only read. */
  MemoryChange(
      Map<Subject, KeptSubject> subjects, Map<DocumentId, SourceDocument> documents, long number) {
    this.subjects = subjects;
    this.documents = documents;
    this.number = number;
  }

  /** Whether anything was changed that has a revision. */
  boolean moved() {
    return settings != null
        || changed.values().stream().anyMatch(kept -> kept.revision() == number);
  }

  long number() {
    return number;
  }

  /** The subjects that are others now. */
  Map<Subject, KeptSubject> subjects() {
    return changed;
  }

  /** The documents that were attached. */
  Map<DocumentId, SourceDocument> documents() {
    return attached;
  }

  /** Whether documents may be held by no version any more. */
  boolean purged() {
    return purged;
  }

  /** The settings, if they are others now. */
  @Nullable Settings settings() {
    return settings;
  }

  List<TelemetryDelta> observed() {
    return observed;
  }

  List<UsageDelta> used() {
    return used;
  }

  @Override
  public void on(Operation.PutSubject put) {
    KeptSubject kept = find(put.row().subject());
    touch(kept == null ? fresh(put.row()) : kept.withRow(put.row()));
  }

  private KeptSubject fresh(SubjectRow row) {
    long before = changed.keySet().stream().filter(one -> !subjects.containsKey(one)).count();
    return new KeptSubject(
        subjects.size() + before, row, number, new TreeMap<>(), KeptCatalog.EMPTY);
  }

  @Override
  public void on(Operation.AppendVersion append) {
    KeptSubject kept = require(append.subject());
    KeptSubject.Version version =
        new KeptSubject.Version(
            append, append.head(), 0, append.facts().registeredAt(), append.documents().keySet());
    if (kept.versions().putIfAbsent(append.head().version(), version) != null) {
      throw new StoreException("Cannot write " + append.ref() + ": it exists already.", null);
    }
    touch(kept);
    append.references().forEach(this::requireVersion);
    append.documents().forEach(this::attach);
  }

  @Override
  public void on(Operation.SetVersionState set) {
    replace(set.ref(), version -> version.withState(set.state()));
  }

  @Override
  public void on(Operation.EnableDraft enable) {
    replace(enable.ref(), version -> version.enabled(enable));
    KeptSubject kept = require(enable.ref().subject());
    write(kept.withCatalog(withoutLostFields(kept)));
  }

  @Override
  public void on(Operation.SetDeprecation set) {
    replace(set.ref(), version -> version.withDeprecation(set.deprecation()));
  }

  @Override
  public void on(Operation.AttachDocument attach) {
    replace(attach.ref(), version -> version.withDocument(attach.id()));
    attach(attach.id(), attach.document());
  }

  private void attach(DocumentId id, SourceDocument document) {
    SourceDocument stored = attached.getOrDefault(id, documents.get(id));
    if (stored != null && !stored.equals(document)) {
      throw new StoreException(
          "Cannot attach the document " + id + ": another one is stored under this id.", null);
    }
    attached.put(id, document);
  }

  @Override
  public void on(Operation.PurgeVersion purge) {
    KeptSubject kept = require(purge.ref().subject());
    if (kept.versions().remove(purge.ref().version()) == null) {
      throw missing(purge.ref());
    }
    purged = true;
    touch(kept.withCatalog(withoutLostFields(kept).without(Target.of(purge.ref())::equals)));
    requireUnreferenced(purge.ref());
  }

  /** What is said, but for fields that no version has any more. */
  private static KeptCatalog withoutLostFields(KeptSubject kept) {
    Set<Integer> left =
        kept.versions().values().stream()
            .flatMap(version -> version.appended().columns().stream())
            .map(Column::ordinal)
            .collect(Collectors.toSet());
    return kept.catalog()
        .without(
            target -> target instanceof Target.OfField field && !left.contains(field.ordinal()));
  }

  private void requireUnreferenced(VersionRef ref) {
    Map<Subject, KeptSubject> now = new HashMap<>(subjects);
    now.putAll(changed);
    if (KeptSubject.referrers(now.values(), ref).findAny().isPresent()) {
      throw new StoreException("Cannot purge " + ref + ": other versions refer to it.", null);
    }
  }

  @Override
  public void on(Operation.PutGlobalPolicy put) {
    settings = new Settings(put.policy(), number);
  }

  @Override
  public void on(Operation.AddSightings add) {
    KeptSubject kept = find(add.ref().subject());
    if (kept != null) {
      kept.versions()
          .computeIfPresent(
              add.ref().version(),
              (any, version) -> version.seenAgain(add.count(), add.lastSeenAt()));
      write(kept);
    }
  }

  @Override
  public void on(Operation.PutAnnotations put) {
    KeptSubject kept = require(put.target().subject());
    if (put.target() instanceof Target.OfVersion of) {
      requireVersion(of.version());
    }
    touch(kept.withCatalog(kept.catalog().with(put.target(), put.annotations())));
  }

  @Override
  public void on(Operation.AppendAudit append) {
    KeptSubject kept = require(append.entry().target().subject());
    touch(kept.withCatalog(kept.catalog().with(append.entry())));
  }

  @Override
  public void on(Operation.AddTelemetry add) {
    observed.add(add.delta());
  }

  @Override
  public void on(Operation.AddUsage add) {
    used.add(add.delta());
  }

  private void replace(VersionRef ref, UnaryOperator<KeptSubject.Version> change) {
    KeptSubject kept = require(ref.subject());
    kept.versions().put(ref.version(), change.apply(requireVersion(ref)));
    touch(kept);
  }

  private KeptSubject.Version requireVersion(VersionRef ref) {
    KeptSubject kept = find(ref.subject());
    KeptSubject.Version version = kept == null ? null : kept.versions().get(ref.version());
    if (version == null) {
      throw missing(ref);
    }
    return version;
  }

  private void touch(KeptSubject kept) {
    write(kept.withRevision(number));
  }

  private void write(KeptSubject kept) {
    changed.put(kept.row().subject(), kept);
  }

  private KeptSubject require(Subject subject) {
    KeptSubject kept = find(subject);
    if (kept == null) {
      throw new StoreException("Cannot write to " + subject + ": it has no row.", null);
    }
    return kept;
  }

  /** The subject as this commit sees it so far: a copy, free to change. */
  private @Nullable KeptSubject find(Subject subject) {
    KeptSubject own = changed.get(subject);
    if (own != null) {
      return own;
    }
    KeptSubject kept = subjects.get(subject);
    return kept == null ? null : kept.copy();
  }

  private static StoreException missing(VersionRef ref) {
    return new StoreException("Cannot write " + ref + ": it does not exist.", null);
  }
}
