package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.ScalarType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of every pair of types without parts. */
@Tag("C1")
class ScalarPairsTest {
  /**
   * A row for each type of the data, a column for each type of the reader, in the same order: "="
   * reads, "n" narrows, "l" loses, "s" has another scale, "e" another dimension, "." is another
   * type. What else Avro reads is "L" where it loses, and "x" where it is another type.
   */
  private static final String TABLE =
      """
      BOOLEAN         = . . . . . . . . . . . . . . . . . . . .
      SMALLINT        . = = = = = . . . . . . . . l = = = l . .
      INT             . n = = L = . . . . . . . . l l = = l . .
      BIGINT          . n n = L L . . . . . . . . l l l = l . .
      FLOAT           . n l l = = . . . . . . . . l l l l l . .
      DOUBLE          . n n l n = . . . . . . . . l l l l l . .
      TEXT            . . . . . . = x . . . . . . . . . . . . .
      BYTES           . . . . . . x = . . . . . . . . . . . . .
      DATE            . . . . . . . . = . . . . . . . . . . . .
      TIME            . . . . . . . . . = . . . . . . . . . . .
      TIMESTAMP       . . . . . . . . . . = . . . . . . . . . .
      DATETIME        . . . . . . . . . . . = . . . . . . . . .
      UUID            . . . . . . . . . . . . = . . . . . . . .
      JSON            . . . . . . . . . . . . . = . . . . . . .
      DECIMAL(4,0)    . l l l l l . . . . . . . . = = = = s . .
      DECIMAL(5,0)    . n l l l l . . . . . . . . n = = = s . .
      DECIMAL(10,0)   . n n l l l . . . . . . . . n n = = s . .
      DECIMAL(19,0)   . n n n l l . . . . . . . . n n n = s . .
      DECIMAL(19,2)   . l l l l l . . . . . . . . s s s s = . .
      EMBEDDING(3)    . . . . . . . . . . . . . . . . . . . = e
      EMBEDDING(4)    . . . . . . . . . . . . . . . . . . . e =
      """;

  private static final Map<String, Optional<Rule>> VERDICTS =
      Map.of(
          "=", Optional.empty(),
          "n", Optional.of(Rule.TYPE_NARROWED),
          "l", Optional.of(Rule.TYPE_LOSSY),
          "L", Optional.of(Rule.TYPE_LOSSY),
          "x", Optional.of(Rule.TYPE_CHANGED),
          "s", Optional.of(Rule.DECIMAL_SCALE_CHANGED),
          "e", Optional.of(Rule.EMBEDDING_CHANGED),
          ".", Optional.of(Rule.TYPE_CHANGED));

  private static final Map<String, DataType> TYPES =
      Stream.concat(
              Arrays.stream(ScalarType.values()),
              Stream.of(
                  DataType.decimal(4, 0),
                  DataType.decimal(5, 0),
                  DataType.decimal(10, 0),
                  DataType.decimal(19, 0),
                  DataType.decimal(19, 2),
                  DataType.embedding(3),
                  DataType.embedding(4)))
          .collect(
              Collectors.toMap(
                  DataType::toString, type -> type, (one, two) -> one, LinkedHashMap::new));

  private static Optional<Rule> verdict(Promotions promotions, String cell) {
    boolean promoted = cell.equals("L") || cell.equals("x");
    return promoted && promotions == Promotions.AVRO
        ? Optional.empty()
        : Objects.requireNonNull(VERDICTS.get(cell));
  }

  @ParameterizedTest
  @EnumSource
  void everyPairIsAsTheTableSays(Promotions promotions) {
    List<String[]> rows = TABLE.lines().map(line -> line.split("\\s+")).toList();
    Set<String> left = new HashSet<>(TYPES.keySet());
    for (String[] row : rows) {
      left.remove(row[0]);
      assertThat(row).as(row[0]).hasSize(rows.size() + 1);
      for (int column = 0; column < rows.size(); column++) {
        DataType writer = TYPES.get(row[0]);
        DataType reader = TYPES.get(rows.get(column)[0]);
        assertThat(Optional.ofNullable(TypeFit.violated(promotions, reader, writer)))
            .as("%s reads %s", reader, writer)
            .isEqualTo(verdict(promotions, row[column + 1]));
      }
    }
    assertThat(left).as("types without a row").isEmpty();
  }
}
