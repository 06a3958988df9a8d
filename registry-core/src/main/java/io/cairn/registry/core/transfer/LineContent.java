package io.cairn.registry.core.transfer;

import io.cairn.registry.DocumentId;
import io.cairn.registry.Layout;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.AnnotationsJson;
import io.cairn.registry.core.json.DeprecationJson;
import io.cairn.registry.core.json.DiffJson;
import io.cairn.registry.core.json.LayoutJson;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.core.versions.Bodies;
import io.cairn.registry.core.versions.Columns;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes values of lines, and believes none of them. */
final class LineContent {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final Identity identity;
  private final Bodies bodies;

  LineContent(Identity identity) {
    this.identity = identity;
    bodies = new Bodies(identity);
  }

  static SubjectRow subject(Line line) {
    SubjectRow row =
        new SubjectRow(
            line.take("subject", Subject::parse),
            line.take("state", SubjectRow.State::valueOf),
            line.integer("lastVersion"),
            line.integer("lastOrdinal"),
            line.integer("activeVersion"),
            line.find("policy", PolicyJson::read));
    line.requireEmpty();
    if (row.activeVersion() > row.lastVersion()) {
      throw line.malformed("the active version was never issued.");
    }
    return row;
  }

  void document(Line line, ImportGroup group) {
    DocumentId id = line.take("id", DocumentId::parse);
    String format = line.take("format");
    SourceDocument document =
        line.take("bytes", text -> new SourceDocument(format, Base64.getDecoder().decode(text)));
    line.requireEmpty();
    if (!identity.id(document).equals(id)) {
      throw line.malformed("the document's id is not that of its bytes.");
    }
    group.add(line, id, document);
  }

  /** The version of a line, with its documents found by their ids. */
  ImportGroup.Version version(Line line, Function<DocumentId, SourceDocument> documents) {
    Subject subject = line.take("subject", Subject::parse);
    VersionRef ref = line.take("version", text -> new VersionRef(subject, Integer.parseInt(text)));
    VersionHead head =
        new VersionHead(
            ref.version(),
            line.take("id", SchemaId::parse),
            line.take("state", VersionState::valueOf),
            line.find("deprecation", DeprecationJson::read));
    SemanticLabel label = line.take("label", LineContent::label);
    VersionFacts facts = facts(line);
    long count = line.take("seen", Long::valueOf);
    Instant lastSeenAt = line.take("lastSeenAt", LineContent::instant);
    Map<DocumentId, SourceDocument> held = documents(line, documents);
    Schema schema = line.take("schema", SchemaJson::read);
    Layout layout = line.take("layout", LayoutJson::read);
    line.requireEmpty();
    if (!identity.canonical(schema).id().equals(head.id())) {
      throw line.malformed("the id is not that of the schema.");
    }
    if (!layout.ordinals().keySet().equals(SchemaWalk.fields(schema).keySet())) {
      throw line.malformed("the layout does not fit the schema.");
    }
    if (count < 0 || lastSeenAt.isBefore(facts.registeredAt())) {
      throw line.malformed("it was seen less than never, or before it was registered.");
    }
    return new ImportGroup.Version(
        new Operation.AppendVersion(
            subject,
            head,
            bodies.write(identity.intern(schema), layout, label),
            facts,
            Columns.of(schema, layout),
            SchemaWalk.references(schema),
            held),
        new Operation.AddSightings(ref, count, lastSeenAt));
  }

  static Annotated annotation(Line line) {
    Annotated said = new Annotated(target(line), line.take("content", AnnotationsJson::read));
    line.requireEmpty();
    return said;
  }

  static AuditEntry audit(Line line) {
    AuditEntry entry =
        new AuditEntry(
            target(line),
            line.take("action", AuditEntry.Action::valueOf),
            line.take("at", LineContent::instant),
            line.take("author", text -> text("author", text)),
            line.take("reason", text -> text("reason", text)),
            line.take("before", AnnotationsJson::read),
            line.take("after", AnnotationsJson::read));
    line.requireEmpty();
    return entry;
  }

  private static Target target(Line line) {
    Subject subject = line.take("subject", Subject::parse);
    VersionRef version =
        line.find("version", text -> new VersionRef(subject, Integer.parseInt(text)));
    if (version != null) {
      return Target.of(version);
    }
    Target.OfField field =
        line.find("ordinal", text -> new Target.OfField(subject, Integer.parseInt(text)));
    return field == null ? Target.of(subject) : field;
  }

  private static VersionFacts facts(Line line) {
    return new VersionFacts(
        line.take("origin", VersionOrigin::valueOf),
        line.integer("previous"),
        line.take("changes", text -> DiffJson.write(DiffJson.read(text))),
        line.take("registeredAt", LineContent::instant),
        line.take("author", text -> text("author", text)),
        line.take("reason", text -> text("reason", text)));
  }

  private static String text(String what, String value) {
    return InvalidInputException.requireUnicode(what, value, RegistrationRequest.MAX_TEXT_LENGTH);
  }

  private static Map<DocumentId, SourceDocument> documents(
      Line line, Function<DocumentId, SourceDocument> documents) {
    String ids = line.take("documents");
    Map<DocumentId, SourceDocument> held = new LinkedHashMap<>();
    for (String id : ids.isEmpty() ? List.<String>of() : List.of(ids.split(" ", -1))) {
      DocumentId parsed;
      try {
        parsed = DocumentId.parse(id);
      } catch (InvalidInputException refused) {
        throw line.malformed("\"documents\" has something that is no id.");
      }
      held.put(parsed, documents.apply(parsed));
    }
    return held;
  }

  private static SemanticLabel label(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new InvalidInputException("A label has three numbers; it is \"" + text + "\".");
    }
    return new SemanticLabel(
        Integer.parseUnsignedInt(parts[0]),
        Integer.parseUnsignedInt(parts[1]),
        Integer.parseUnsignedInt(parts[2]));
  }

  /** What every store keeps exactly: whole microseconds of a year of four digits. */
  private static Instant instant(String text) {
    Instant instant = Instant.parse(text);
    if (!instant.truncatedTo(ChronoUnit.MICROS).equals(instant)
        || instant.isBefore(EARLIEST)
        || instant.isAfter(LATEST)) {
      throw new InvalidInputException("The time " + text + " is not one in whole microseconds.");
    }
    return instant;
  }
}
