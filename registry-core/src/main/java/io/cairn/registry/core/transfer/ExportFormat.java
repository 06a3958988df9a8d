package io.cairn.registry.core.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.Deprecation;
import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.json.AnnotationsJson;
import io.cairn.registry.core.json.DeprecationJson;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;

/**
 * How the lines of an export are written.
 *
 * <p>The first is {@code export}, with the name and version of the format. {@code settings} follows
 * if there are any. Then come groups, each closed by {@code commit}: its {@code subject} lines
 * (one, but for subjects that refer to one another), the {@code document} lines that no group
 * before had, its {@code version} lines, and for each subject its {@code annotation} and {@code
 * audit} lines, the oldest first. Whatever a version refers to stands before it. Behind the groups
 * comes what was observed: for each {@code signal} its {@code attribute} lines and its {@code
 * template} lines, closed by {@code observed}, all in their orders; {@link ObservedFormat} has
 * these. Then comes who uses what: for each subject, in the order in which they were first used,
 * its {@code usage} lines, by role and participant, closed by {@code used}; {@link UsedFormat} has
 * these. The last line is {@code end}, with what must have been read.
 */
final class ExportFormat {
  static final String NAME = "cairn-registry";

  /** The newest version that is read, and the one of exports with something observed or used. */
  static final int VERSION = 2;

  /** The version of all others, which earlier releases read, too. */
  static final int VERSION_WITHOUT_OBSERVED = 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private ExportFormat() {}

  /** What writes the entries of a line. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String line(String type, Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      body.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.append('\n').toString();
  }

  static String header(int version) {
    return line(
        "export",
        json -> {
          json.writeStringField("format", NAME);
          json.writeNumberField("version", version);
        });
  }

  static String settings(CompatibilityPolicy policy) {
    return line("settings", json -> raw(json, "policy", PolicyJson.write(policy)));
  }

  static String subject(SubjectRow row) {
    return line(
        "subject",
        json -> {
          json.writeStringField("subject", row.subject().toString());
          json.writeStringField("state", row.state().name());
          json.writeNumberField("lastVersion", row.lastVersion());
          json.writeNumberField("lastOrdinal", row.lastOrdinal());
          json.writeNumberField("activeVersion", row.activeVersion());
          CompatibilityPolicy policy = row.policy();
          if (policy != null) {
            raw(json, "policy", PolicyJson.write(policy));
          }
        });
  }

  static String document(DocumentId id, SourceDocument document) {
    return line(
        "document",
        json -> {
          json.writeStringField("id", id.toString());
          json.writeStringField("format", document.format());
          json.writeStringField("bytes", Base64.getEncoder().encodeToString(document.bytes()));
        });
  }

  /** The version with its schema and its layout, which are JSON. */
  static String version(Subject subject, VersionHistory version, String schema, String layout) {
    return line(
        "version",
        json -> {
          json.writeStringField("subject", subject.toString());
          json.writeNumberField("version", version.head().version());
          json.writeStringField("id", version.head().id().toString());
          json.writeStringField("state", version.head().state().name());
          Deprecation deprecation = version.head().deprecation();
          if (deprecation != null) {
            raw(json, "deprecation", DeprecationJson.write(deprecation));
          }
          json.writeStringField("label", version.label().toString());
          json.writeStringField("origin", version.facts().origin().name());
          json.writeNumberField("previous", version.facts().previous());
          json.writeStringField("registeredAt", version.facts().registeredAt().toString());
          json.writeStringField("author", version.facts().author());
          json.writeStringField("reason", version.facts().reason());
          json.writeNumberField("seen", version.seenCount());
          json.writeStringField("lastSeenAt", version.lastSeenAt().toString());
          StringBuilder documents = new StringBuilder();
          version
              .documents()
              .forEach(id -> documents.append(documents.isEmpty() ? "" : " ").append(id));
          json.writeStringField("documents", documents.toString());
          raw(json, "schema", schema);
          raw(json, "layout", layout);
          raw(json, "changes", version.facts().changes());
        });
  }

  static String annotation(Annotated said) {
    return line(
        "annotation",
        json -> {
          target(json, said.target());
          raw(json, "content", AnnotationsJson.write(said.annotations()));
        });
  }

  static String audit(AuditEntry entry) {
    return line(
        "audit",
        json -> {
          target(json, entry.target());
          json.writeStringField("action", entry.action().name());
          json.writeStringField("at", entry.at().toString());
          json.writeStringField("author", entry.author());
          json.writeStringField("reason", entry.reason());
          raw(json, "before", AnnotationsJson.write(entry.before()));
          raw(json, "after", AnnotationsJson.write(entry.after()));
        });
  }

  private static void target(JsonGenerator json, Target target) throws IOException {
    json.writeStringField("subject", target.subject().toString());
    if (target instanceof Target.OfVersion of) {
      json.writeNumberField("version", of.version().version());
    } else if (target instanceof Target.OfField field) {
      json.writeNumberField("ordinal", field.ordinal());
    }
  }

  static String commit() {
    return line("commit", json -> {});
  }

  static String end(TransferCounts counts) {
    return line(
        "end",
        json -> {
          json.writeNumberField("subjects", counts.subjects());
          json.writeNumberField("versions", counts.versions());
          json.writeNumberField("documents", counts.documents());
          json.writeNumberField("annotations", counts.annotations());
          json.writeNumberField("auditEntries", counts.auditEntries());
          if (counts.signals() > 0) {
            json.writeNumberField("signals", counts.signals());
          }
          if (counts.usages() > 0) {
            json.writeNumberField("usages", counts.usages());
          }
        });
  }

  private static void raw(JsonGenerator json, String key, String value) throws IOException {
    json.writeFieldName(key);
    json.writeRawValue(value);
  }
}
