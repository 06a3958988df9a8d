package io.cairn.registry.core.transfer;

import com.google.common.graph.Traverser;
import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.LayoutJson;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.core.versions.Bodies;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.telemetry.Signal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes everything a store keeps, but its counters, as lines of JSON in UTF-8: the policies, every
 * subject with its versions and what is said about them, every document once, what was observed,
 * and who uses what. Equal content gives equal bytes, whatever the store. In memory is one subject
 * or attribute at a time, and the names of all subjects and signals.
 *
 * <p>What is observed or reported while the export is written may be in some of its lines.
 */
public final class StoreExport {
  /** What a field's JSON has in it if the field refers to anything. */
  private static final String REFERENCE = "\"REFERENCE\"";

  private final VersionStore store;
  private final CatalogStore catalog;
  private final Writer out;
  private final Bodies bodies = new Bodies(Identity.create());
  private final Set<DocumentId> written = new HashSet<>();
  private TransferCounts counts = TransferCounts.NONE;
  private long newest;

  private StoreExport(RegistryStore store, Writer out) {
    this.store = store.versions();
    catalog = store.catalog();
    this.out = out;
  }

  /**
   * Writes the export; the stream is flushed and stays open.
   *
   * @return how much was written
   * @throws StoreException if the stream fails, or a subject or policy changed meanwhile; what was
   *     written is then no whole export
   * @throws CorruptDataException if the store has a version without a readable schema
   */
  public static TransferCounts write(
      RegistryStore store, OutputStream to, TransferProgress progress) {
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    StoreExport export = new StoreExport(store, out);
    try {
      export.writeAll(store, progress);
      return export.counts;
    } catch (IOException | UncheckedIOException failed) {
      throw new StoreException("Cannot export: the lines cannot be written.", failed);
    }
  }

  /**
   * Writes only these subjects and what they refer to, directly or not, with the global policy.
   * Nobody may be writing to the store meanwhile.
   *
   * @return the subjects written
   */
  static Set<Subject> write(RegistryStore store, Set<Subject> wanted, OutputStream to) {
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    StoreExport export = new StoreExport(store, out);
    try {
      Map<Subject, Collection<Subject>> references = export.referencesFrom(wanted);
      out.write(ExportFormat.header(ExportFormat.VERSION_WITHOUT_OBSERVED));
      export.writeGroups(references, TransferProgress.NONE);
      export.writeEnd();
      return references.keySet();
    } catch (IOException failed) {
      throw new StoreException("Cannot export: the lines cannot be written.", failed);
    }
  }

  private void writeAll(RegistryStore source, TransferProgress progress) throws IOException {
    newest = store.settings().revision();
    NavigableSet<Signal> signals = Observed.signals(source.telemetry());
    List<Subject> used = Used.subjects(source.lineage());
    out.write(
        ExportFormat.header(
            signals.isEmpty() && used.isEmpty()
                ? ExportFormat.VERSION_WITHOUT_OBSERVED
                : ExportFormat.VERSION));
    writeGroups(references(), progress);
    if (!source.changesSince(newest, 1).isEmpty()) {
      throw new StoreException(
          "Cannot export: the registry was changed meanwhile. Export again while nobody registers.",
          null);
    }
    LineWriter lines = new LineWriter(progress);
    signals.forEach(signal -> Observed.read(source.telemetry(), signal, lines));
    used.forEach(subject -> Used.read(source.lineage(), subject, lines));
    writeEnd();
  }

  private void writeGroups(Map<Subject, Collection<Subject>> references, TransferProgress progress)
      throws IOException {
    Settings settings = store.settings();
    if (settings.revision() > 0) {
      out.write(ExportFormat.settings(settings.globalPolicy()));
    }
    for (NavigableSet<Subject> group : SubjectGroups.of(references)) {
      writeGroup(group);
      progress.at(counts);
    }
  }

  private void writeEnd() throws IOException {
    out.write(ExportFormat.end(counts));
    out.flush();
  }

  /** The subjects that each one's versions refer to. */
  private Map<Subject, Collection<Subject>> references() {
    Map<Subject, Collection<Subject>> references = new TreeMap<>();
    store.forEachSubject(
        kept -> {
          newest = Math.max(newest, kept.revision());
          references.put(kept.row().subject(), references(kept));
        });
    return references;
  }

  /** The same, for these subjects and those they lead to. */
  private Map<Subject, Collection<Subject>> referencesFrom(Set<Subject> wanted) {
    Map<Subject, Collection<Subject>> references = new TreeMap<>();
    Traverser.<Subject>forGraph(
            subject ->
                references.computeIfAbsent(
                    subject, one -> references(store.findSubject(one).orElseThrow())))
        .breadthFirst(wanted)
        .forEach(reached -> {});
    return references;
  }

  private Set<Subject> references(SubjectRecord kept) {
    Set<Subject> targets = new TreeSet<>();
    for (VersionHead head : kept.versions()) {
      VersionRef ref = new VersionRef(kept.row().subject(), head.version());
      references(ref, body(ref)).forEach(target -> targets.add(target.subject()));
    }
    return targets;
  }

  private Set<VersionRef> references(VersionRef ref, VersionBody body) {
    return body.fields().stream().noneMatch(field -> field.definition().contains(REFERENCE))
        ? Set.of()
        : SchemaWalk.references(whole(ref, body).schema());
  }

  private Bodies.Whole whole(VersionRef ref, VersionBody body) {
    try {
      return bodies.read(body);
    } catch (InvalidInputException undecodable) {
      throw new CorruptDataException("Cannot export " + ref + ": it is damaged.", undecodable);
    }
  }

  private void writeGroup(NavigableSet<Subject> group) throws IOException {
    Map<VersionRef, VersionHistory> waiting = new LinkedHashMap<>();
    for (Subject subject : group) {
      out.write(ExportFormat.subject(store.findSubject(subject).orElseThrow().row()));
      for (VersionHistory version : store.history(subject)) {
        waiting.put(new VersionRef(subject, version.head().version()), version);
      }
    }
    for (VersionHistory version : waiting.values()) {
      writeDocuments(version.documents());
    }
    counts = counts.plus(new TransferCounts(group.size(), waiting.size(), 0, 0, 0, 0, 0));
    while (!waiting.isEmpty()) {
      if (!writeReady(waiting)) {
        throw new CorruptDataException(
            "Cannot export " + group + ": versions refer to one another in a circle.", null);
      }
    }
    for (Subject subject : group) {
      writeCatalog(subject);
    }
    out.write(ExportFormat.commit());
  }

  private void writeCatalog(Subject subject) throws IOException {
    List<Annotated> annotations = catalog.annotationsOf(subject);
    for (Annotated said : annotations) {
      out.write(ExportFormat.annotation(said));
    }
    List<AuditEntry> entries = AuditTrail.of(catalog, subject);
    for (AuditEntry entry : entries) {
      out.write(ExportFormat.audit(entry));
    }
    counts = counts.plus(new TransferCounts(0, 0, 0, annotations.size(), entries.size(), 0, 0));
  }

  private void writeDocuments(List<DocumentId> documents) throws IOException {
    for (DocumentId id : documents) {
      if (written.add(id)) {
        SourceDocument document =
            store.findDocument(id).orElseThrow(() -> changed("the document " + id));
        out.write(ExportFormat.document(id, document));
        counts = counts.plus(new TransferCounts(0, 0, 1, 0, 0, 0, 0));
      }
    }
  }

  /** Writes those for which nothing before them is waiting; whether there were any. */
  private boolean writeReady(Map<VersionRef, VersionHistory> waiting) throws IOException {
    boolean any = false;
    Set<Subject> blocked = new HashSet<>();
    for (VersionRef ref : List.copyOf(waiting.keySet())) {
      VersionBody body = body(ref);
      boolean ready =
          !blocked.contains(ref.subject())
              && references(ref, body).stream().noneMatch(waiting::containsKey);
      if (ready) {
        VersionHistory version = Objects.requireNonNull(waiting.remove(ref));
        String layout = LayoutJson.write(whole(ref, body).layout());
        out.write(ExportFormat.version(ref.subject(), version, Bodies.schemaText(body), layout));
        any = true;
      } else {
        blocked.add(ref.subject());
      }
    }
    return any;
  }

  private VersionBody body(VersionRef ref) {
    return store.findBody(ref).orElseThrow(() -> changed(ref.toString()));
  }

  /** Writes the lines of what was observed and of who uses what. */
  private final class LineWriter implements Observed.Sink, Used.Sink {
    private final TransferProgress progress;

    LineWriter(TransferProgress progress) {
      this.progress = progress;
    }

    private void write(String line) {
      try {
        out.write(line);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void on(ObservedSignal signal) {
      write(ObservedFormat.signal(signal));
    }

    @Override
    public void on(ObservedAttribute attribute) {
      write(ObservedFormat.attribute(attribute));
    }

    @Override
    public void on(OfTemplate template) {
      write(ObservedFormat.template(template));
    }

    @Override
    public void on(Observed.End end) {
      write(ObservedFormat.end(end));
      counts = counts.plus(new TransferCounts(0, 0, 0, 0, 0, 1, 0));
      progress.at(counts);
    }

    @Override
    public void on(OneUse use) {
      write(UsedFormat.usage(use));
    }

    @Override
    public void on(Used.End end) {
      write(UsedFormat.end(end));
      counts = counts.plus(new TransferCounts(0, 0, 0, 0, 0, 0, end.usages()));
      progress.at(counts);
    }
  }

  private static StoreException changed(String what) {
    return new StoreException(
        "Cannot export: " + what + " went away meanwhile. Export again while nobody changes it.",
        null);
  }
}
