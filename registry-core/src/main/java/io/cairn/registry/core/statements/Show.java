package io.cairn.registry.core.statements;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.versions.Columns;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that only look. */
final class Show {
  private static final List<String> SCHEMAS =
      List.of("schema", "state", "versions", "latest", "pinned", "drafts", "deprecated");
  private static final List<String> COLUMNS =
      List.of("ordinal", "column", "type", "nullable", "default", "key", "comment");
  private static final List<String> VERSIONS =
      List.of(
          "version",
          "state",
          "label",
          "origin",
          "previous",
          "registered_at",
          "author",
          "reason",
          "deprecation");
  private static final List<String> COMPATIBILITY = List.of("schema", "mode", "own", "policy");

  private Show() {}

  static StatementResult schemas(SchemaRegistry registry) {
    return StatementResult.table(
        SCHEMAS, registry.subjects().list().stream().map(Show::row).toList());
  }

  private static List<String> row(SubjectSummary summary) {
    return List.of(
        summary.subject().toString(),
        summary.state().name(),
        String.valueOf(summary.versions()),
        number(summary.latestVersion()),
        number(summary.pinnedVersion()),
        numbers(summary.drafts()),
        numbers(summary.deprecated()));
  }

  private static String numbers(List<Integer> versions) {
    return versions.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String number(int version) {
    return version == 0 ? "" : String.valueOf(version);
  }

  static StatementResult columns(SchemaVersion version) {
    return StatementResult.table(
        COLUMNS, Columns.of(version.schema(), version.layout()).stream().map(Show::row).toList());
  }

  private static List<String> row(Column column) {
    return List.of(
        String.valueOf(column.ordinal()),
        column.path(),
        column.type(),
        switch (column.nullability()) {
          case NULLABLE -> "YES";
          case REQUIRED -> "NO";
        },
        column.defaultSql(),
        column.keys().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")),
        column.doc());
  }

  static StatementResult versions(SchemaRegistry registry, Subject subject) {
    return StatementResult.table(
        VERSIONS, registry.subjects().history(subject).stream().map(Show::row).toList());
  }

  private static List<String> row(VersionDetails details) {
    return List.of(
        String.valueOf(details.ref().version()),
        details.state().name(),
        details.label().toString(),
        details.origin().name(),
        number(details.previous()),
        details.registeredAt().toString(),
        details.author(),
        details.reason(),
        details.findDeprecation().map(said -> said.notice().message()).orElse(""));
  }

  static StatementResult compatibility(SchemaRegistry registry, Subject subject) {
    CompatibilityPolicy policy = registry.evolution().policy(subject);
    boolean own = registry.evolution().findOwnPolicy(subject).isPresent();
    return StatementResult.table(
        COMPATIBILITY,
        List.of(
            List.of(
                subject.toString(),
                policy.mode().name(),
                own ? "YES" : "NO",
                PolicyJson.write(policy))));
  }
}
