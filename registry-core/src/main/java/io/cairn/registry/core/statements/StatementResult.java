package io.cairn.registry.core.statements;

import io.cairn.registry.Registration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement has answered: a table. Immutable.
 *
 * @param columns the names of its columns
 * @param rows its rows, each with a value for each column; what is not there is empty
 * @param registration what became of the schema of CREATE or ALTER; null for other statements
 */
public record StatementResult(
    List<String> columns, List<List<String>> rows, @Nullable Registration registration) {
  public StatementResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  static StatementResult table(List<String> columns, List<List<String>> rows) {
    return new StatementResult(columns, rows, null);
  }

  /** What became of the schema of CREATE or ALTER. */
  public Optional<Registration> findRegistration() {
    return Optional.ofNullable(registration);
  }
}
