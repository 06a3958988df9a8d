package io.cairn.registry.core.transfer;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.UnsupportedFormatException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Reads what {@link StoreExport} wrote into a store. A subject is written as a whole or not at all,
 * whatever its versions refer to before it; one that is there already must be the same, and is left
 * alone, with what was counted of it. So is what was observed, each signal, attribute and template
 * by itself, and who uses what, each of them by itself. So an import that ended early is just
 * repeated, and one that is repeated changes nothing.
 */
public final class StoreImport {
  private final RegistryStore store;
  private final LineContent content;
  private final LineReader lines;
  private final ObservedLines observed;
  private final UsedLines used;
  private TransferCounts counts = TransferCounts.NONE;

  private StoreImport(RegistryStore store, Identity identity, LineReader lines) {
    this.store = store;
    this.lines = lines;
    content = new LineContent(identity);
    observed = new ObservedLines(new ObservedImport(store));
    used = new UsedLines(new UsedImport(store));
  }

  /**
   * Imports everything; the stream stays open. What it returns for is durable. Whoever keeps what
   * is in the store in memory, as a registry does, does not learn of it: import before opening one.
   *
   * @return how much was read, whether or not it was there already
   * @throws UnsupportedFormatException if it is no export, or of a newer format
   * @throws MalformedExportException if a line breaks the rules, or the end is missing
   * @throws ImportConflictException if a version, subject, the global policy, what was observed of
   *     a signal or who uses a subject is there already and another one
   * @throws CommitOutcomeUnknownException if it cannot be known whether a subject was written
   * @throws StoreException if the stream or the store fails; what was read before is imported
   */
  public static TransferCounts read(
      RegistryStore store, Identity identity, InputStream from, TransferProgress progress) {
    StoreImport one = new StoreImport(store, identity, new LineReader(from, Line.MAX_BYTES));
    one.readAll(progress);
    return one.counts;
  }

  private void readAll(TransferProgress progress) {
    readHeader();
    ImportGroup group = new ImportGroup();
    for (Line line = required(); ; line = required()) {
      String type = line.take("type");
      switch (type) {
        case "settings" -> {
          CompatibilityPolicy policy = line.take("policy", PolicyJson::read);
          line.requireEmpty();
          write(policy);
        }
        case "subject" -> group.add(line, LineContent.subject(line));
        case "document" -> content.document(line, group);
        case "version" -> group.add(line, version(line, group));
        case "annotation" -> group.add(line, LineContent.annotation(line));
        case "audit" -> group.add(line, LineContent.audit(line));
        case "commit" -> {
          line.requireEmpty();
          write(line, group);
          counts = counts.plus(group.counts());
          progress.at(counts);
          group = new ImportGroup();
        }
        case "signal" -> observed.signal(line);
        case "attribute" -> observed.attribute(line);
        case "template" -> observed.template(line);
        case "observed" -> {
          observed.end(line);
          counts = counts.plus(new TransferCounts(0, 0, 0, 0, 0, 1, 0));
          progress.at(counts);
        }
        case "usage" -> {
          used.usage(line);
          counts = counts.plus(new TransferCounts(0, 0, 0, 0, 0, 0, 1));
        }
        case "used" -> {
          used.end(line);
          progress.at(counts);
        }
        case "end" -> {
          requireEnd(line, group);
          return;
        }
        default -> throw line.malformed("its type is unknown.");
      }
    }
  }

  private Line required() {
    Line line = lines.next();
    if (line == null) {
      throw new MalformedExportException(
          lines.number(), "it is missing, with everything behind it.", null);
    }
    return line;
  }

  private void readHeader() {
    Optional<Line> first = Optional.ofNullable(lines.next());
    String format = first.map(line -> line.find("type") + " " + line.find("format")).orElse("");
    if (first.isEmpty() || !format.equals("export " + ExportFormat.NAME)) {
      throw new UnsupportedFormatException(
          "Cannot import: this is not a registry's export, whose first line says so.");
    }
    int version = first.get().integer("version");
    if (version < 1 || version > ExportFormat.VERSION) {
      throw new UnsupportedFormatException(
          "Cannot import: the export has format "
              + version
              + ", and this release reads up to "
              + ExportFormat.VERSION
              + ". Use a newer release.");
    }
    first.get().requireEmpty();
  }

  private ImportGroup.Version version(Line line, ImportGroup group) {
    return content.version(line, id -> document(line, group, id));
  }

  private SourceDocument document(Line line, ImportGroup group, DocumentId id) {
    return group
        .findDocument(id)
        .or(() -> store.versions().findDocument(id))
        .orElseThrow(() -> line.malformed("the document " + id + " does not stand before it."));
  }

  private void requireEnd(Line line, ImportGroup group) {
    TransferCounts expected =
        new TransferCounts(
            line.take("subjects", Long::valueOf),
            line.take("versions", Long::valueOf),
            line.take("documents", Long::valueOf),
            line.take("annotations", Long::valueOf),
            line.take("auditEntries", Long::valueOf),
            Objects.requireNonNullElse(line.find("signals", Long::valueOf), 0L),
            Objects.requireNonNullElse(line.find("usages", Long::valueOf), 0L));
    line.requireEmpty();
    boolean isOpen = !group.isEmpty() || observed.isOpen() || used.isOpen();
    if (isOpen || !expected.equals(counts) || lines.next() != null) {
      throw line.malformed("it is not the end of what stands before it.");
    }
  }

  private void write(CompatibilityPolicy policy) {
    Settings present = store.versions().settings();
    while (present.revision() == 0) {
      commit(
          store,
          "the global policy",
          new Commit(
              Map.of(StoreKey.Global.SETTINGS, 0L),
              List.of(),
              List.of(new Operation.PutGlobalPolicy(policy))));
      present = store.versions().settings();
    }
    if (!present.globalPolicy().equals(policy)) {
      throw new ImportConflictException(null, "the global policy");
    }
  }

  /** Once more after a lost race: what the other one wrote must then be the same. */
  private void write(Line line, ImportGroup group) {
    Set<Subject> missing = group.missingFrom(store);
    while (!missing.isEmpty()) {
      Map<StoreKey, Long> absent = new HashMap<>();
      missing.forEach(subject -> absent.put(new StoreKey.OfSubject(subject), 0L));
      commit(
          store,
          "the subjects of line " + line.number(),
          new Commit(absent, List.of(), group.operations(missing)));
      missing = group.missingFrom(store);
    }
  }

  /** The outcome, which is known. */
  static CommitOutcome commit(RegistryStore store, String what, Commit commit) {
    try {
      CommitOutcome outcome = store.commit(commit).join();
      if (outcome instanceof CommitOutcome.Unknown unknown) {
        throw new CommitOutcomeUnknownException(
            "Cannot import " + what + ": it may or may not be written. Import again.",
            unknown.cause());
      }
      return outcome;
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof StoreException refused) {
        throw new StoreException("Cannot import " + what + ". " + refused.getMessage(), refused);
      }
      if (failed.getCause() instanceof RegistryException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
