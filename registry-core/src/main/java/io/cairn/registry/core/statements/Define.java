package io.cairn.registry.core.statements;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.function.Consumer;

/** The statements that make versions. */
final class Define {
  private static final List<String> REGISTERED = List.of("schema", "version", "outcome");

  private Define() {}

  static StatementResult create(SchemaRegistry registry, Subject subject, List<Field> fields) {
    return register(registry, subject, Schema.builder().fields(fields).build(), 0);
  }

  static StatementResult alter(
      SchemaRegistry registry, Subject subject, List<Consumer<ColumnList>> actions) {
    SchemaVersion latest = registry.latest(subject);
    ColumnList columns = new ColumnList(latest.schema().fields());
    actions.forEach(action -> action.accept(columns));
    Schema.Builder schema = Schema.builder().kind(latest.schema().kind());
    latest.schema().traits().forEach(schema::trait);
    Schema next = schema.fields(columns.fields()).build();
    return register(registry, subject, next, latest.version());
  }

  private static StatementResult register(
      SchemaRegistry registry, Subject subject, Schema schema, int expectedLatest) {
    Registration registration =
        registry.register(
            RegistrationRequest.builder(subject, schema).expectedLatest(expectedLatest).build());
    List<String> row =
        List.of(
            subject.toString(),
            String.valueOf(registration.version().version()),
            registration.outcome().name());
    return new StatementResult(REGISTERED, List.of(row), registration);
  }
}
