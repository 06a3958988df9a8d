package io.cairn.registry.sqlite;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import java.util.HexFormat;

/** Everything a registry says of what it keeps, as text. */
final class RegistryText {
  private final StringBuilder text = new StringBuilder();
  private final SchemaRegistry registry;

  private RegistryText(SchemaRegistry registry) {
    this.registry = registry;
  }

  static String of(SchemaRegistry registry) {
    RegistryText text = new RegistryText(registry);
    text.line("global mode %s".formatted(policy(registry.evolution().globalPolicy())));
    registry.subjects().list().forEach(text::subject);
    return text.text.toString();
  }

  private static String policy(CompatibilityPolicy policy) {
    return policy.equals(CompatibilityPolicy.of(policy.mode()))
        ? policy.mode().name()
        : PolicyJson.write(policy);
  }

  private void line(String line) {
    text.append(line.replace("\n", "\\n")).append('\n');
  }

  private void subject(SubjectSummary summary) {
    Subject subject = summary.subject();
    line(
        "subject %s %s versions %d latest %d active %d own mode %s"
            .formatted(
                subject,
                summary.state(),
                summary.versions(),
                summary.latestVersion(),
                summary.pinnedVersion(),
                registry
                    .evolution()
                    .findOwnPolicy(subject)
                    .map(RegistryText::policy)
                    .orElse("none")));
    registry.subjects().history(subject).forEach(this::version);
    registry.catalog().annotationsOf(subject).forEach(said -> line("  said " + said));
    registry
        .catalog()
        .audit(subject, PageRequest.FIRST)
        .items()
        .forEach(entry -> line("  audit " + entry));
  }

  private void version(VersionDetails details) {
    line(
        "  version %s %s %s %s after %d at %s seen %d last %s"
            .formatted(
                details.ref(),
                details.state(),
                details.label(),
                details.origin(),
                details.previous(),
                details.registeredAt(),
                details.seenCount(),
                details.lastSeenAt()));
    line("    author '%s' reason '%s'".formatted(details.author(), details.reason()));
    details.findDeprecation().ifPresent(said -> line("    deprecated " + said));
    details.documents().forEach(this::document);
    for (Change change : details.changes().changes()) {
      line("    change " + change.getClass().getSimpleName());
    }
    SchemaVersion version =
        registry.schemas().version(details.ref().subject(), details.ref().version());
    line(
        "    schema %s %s %s"
            .formatted(version.id(), version.schema().kind(), version.schema().traits()));
    SchemaWalk.fields(version.schema())
        .forEach(
            (path, field) ->
                line(
                    "      %d %s %s"
                        .formatted(
                            version.layout().findOrdinal(path).orElse(0), path, describe(field))));
  }

  private void document(DocumentId id) {
    SourceDocument document = registry.schemas().findDocument(id).orElseThrow();
    line(
        "    document %s %s %s"
            .formatted(id, document.format(), HexFormat.of().formatHex(document.bytes())));
  }

  private static String describe(Field field) {
    return String.format(
        "%s %s keys %s aliases %s doc '%s' default %s",
        field.type(),
        field.nullability(),
        field.keys(),
        field.aliases(),
        field.doc(),
        describe(field.defaultValue()));
  }

  private static String describe(DefaultValue value) {
    if (value instanceof DefaultValue.Call call) {
      return "call " + call.function() + call.arguments();
    }
    return value instanceof DefaultValue.Literal literal
        ? "literal " + type(literal.value()) + literal.value()
        : "none";
  }

  private static String type(Object value) {
    return value instanceof String ? "text " : "";
  }
}
