package io.cairn.registry.core.store;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing to write. Every operation on a version needs its subject, and but for {@link
 * AppendVersion} and {@link AddSightings} the version, to exist; otherwise the commit fails. {@link
 * AddTelemetry} and {@link AddUsage} need nothing.
 */
public sealed interface Operation {

  /** Calls the handler's method for this kind of operation. */
  void handle(Handler handler);

  /**
   * Does something for each kind of operation; a new kind does not compile until every store knows
   * it.
   */
  interface Handler {
    void on(PutSubject put);

    void on(AppendVersion append);

    void on(SetVersionState set);

    void on(EnableDraft enable);

    void on(SetDeprecation set);

    void on(PurgeVersion purge);

    void on(AttachDocument attach);

    void on(PutGlobalPolicy put);

    void on(AddSightings add);

    void on(PutAnnotations put);

    void on(AppendAudit append);

    void on(AddTelemetry add);

    void on(AddUsage add);
  }

  /** Writes a subject's row, new or not. */
  record PutSubject(SubjectRow row) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Adds a version that was never there, of a subject that has a row.
   *
   * <p>Every version it refers to must exist, and a document that is stored under one of its ids
   * must be the same one; otherwise the commit fails.
   *
   * @param columns its fields for people and tools that look with SQL, in the order of their
   *     ordinals
   * @param references the versions its schema refers to
   * @param documents what it came from, in order
   */
  record AppendVersion(
      Subject subject,
      VersionHead head,
      VersionBody body,
      VersionFacts facts,
      List<Column> columns,
      Set<VersionRef> references,
      Map<DocumentId, SourceDocument> documents)
      implements Operation {
    public AppendVersion {
      columns = List.copyOf(columns);
      references = Set.copyOf(references);
      documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    }

    public VersionRef ref() {
      return new VersionRef(subject, head.version());
    }

    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  record SetVersionState(VersionRef ref, VersionState state) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Makes a draft live, and writes anew what depends on the version before it. If it is no draft,
   * the commit fails.
   *
   * @param body its schema as it was, its layout and its label
   * @param facts how it came to be live
   * @param columns its fields, in the order of their ordinals
   */
  record EnableDraft(VersionRef ref, VersionBody body, VersionFacts facts, List<Column> columns)
      implements Operation {
    public EnableDraft {
      columns = List.copyOf(columns);
    }

    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /** Says that a version should no longer be used, or, by null, that it may be. */
  record SetDeprecation(VersionRef ref, @Nullable Deprecation deprecation) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Removes a version for ever, with its references, its hold on documents, what is said about it,
   * and what is said about fields that no version has any more. If another version refers to it,
   * after the operations before this one, the commit fails.
   */
  record PurgeVersion(VersionRef ref) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Adds a document to a version; does nothing if it has that one already. If another document is
   * stored under the id, the commit fails.
   */
  record AttachDocument(VersionRef ref, DocumentId id, SourceDocument document)
      implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /** Sets the policy of subjects without one of their own. */
  record PutGlobalPolicy(CompatibilityPolicy policy) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Counts that a version's content was registered again; the latest time stays, that of the
   * version's registration included. A version that is gone is passed over.
   */
  record AddSightings(VersionRef ref, long count, Instant lastSeenAt) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Says something about a subject, version or field, instead of what was said before. A field's
   * ordinal need not be one of a version that is there.
   */
  record PutAnnotations(Target target, Annotations annotations) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Adds an entry to the audit of its target's subject, under the next number. The target need not
   * exist any more.
   */
  record AppendAudit(AuditEntry entry) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /** Adds to what is known from observations. */
  record AddTelemetry(TelemetryDelta delta) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /** Adds to what is known of who uses a subject, registered or not. */
  record AddUsage(UsageDelta delta) implements Operation {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }
}
