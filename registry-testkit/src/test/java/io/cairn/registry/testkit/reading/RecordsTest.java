package io.cairn.registry.testkit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.reading.Stored.Chosen;
import io.cairn.registry.testkit.reading.Stored.Row;
import io.cairn.registry.testkit.reading.Stored.Symbol;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/** The records that a campaign reads: valid, and with everything in them that can go wrong. */
@Tag("C9")
@Tag("once")
class RecordsTest {
  private static final int PAIRS = 1_000;

  @Example
  void everyRecordIsOneOfItsSchemaAndItsWriterGetsItBack() {
    Pairs pairs = new Pairs(Campaign.seed());
    for (int number = 0; number < PAIRS; number++) {
      Pair pair = pairs.pair(number);
      for (Schema schema : List.of(pair.reader(), pair.writer())) {
        assertReadBack(pair, schema, new Records(pairs.random(number), pair.schemas()).of(schema));
      }
    }
  }

  private static void assertReadBack(Pair pair, Schema schema, List<Row> records) {
    NaiveReader reader = new NaiveReader(pair.schemas(), ReadingOptions.DEFAULTS);
    Validity validity = new Validity(pair.schemas());
    for (Row row : records) {
      assertThat(validity.holds(schema, row)).as("%s is one of %s", row, schema).isTrue();
      assertThat(reader.read(schema, row)).isEqualTo(row);
      assertThat(reader.misreadings()).isEmpty();
    }
  }

  @Example
  void theSameSeedGivesTheSamePairs() {
    Pairs one = new Pairs(7);
    Pairs other = new Pairs(7);
    for (int number : List.of(250, 3, 251)) {
      assertThat(other.pair(number).reader()).isEqualTo(one.pair(number).reader());
      assertThat(other.pair(number).writer()).isEqualTo(one.pair(number).writer());
    }
  }

  @Example
  void everySymbolBranchAndNullIsThereSomewhere() {
    DataType symbols = new EnumType(List.of("A", "B", "C"), null);

    assertThat(valuesOf(symbols)).contains(new Symbol("A"), new Symbol("B"), new Symbol("C"), null);
    assertThat(valuesOf(DataType.union(ScalarType.TEXT, symbols)))
        .contains(new Chosen("TEXT", ""), new Chosen("ENUM", new Symbol("C")), null);
    assertThat(valuesOf(new ArrayType(symbols, Nullability.NULLABLE)))
        .contains(
            List.of(), Arrays.asList(new Symbol("A"), new Symbol("B"), new Symbol("C"), null));
  }

  @Example
  void theFirstNumbersThatRoundingSpoilsAreThere() {
    assertThat(valuesOf(ScalarType.INT)).contains(16_777_217, Integer.MAX_VALUE);
    assertThat(valuesOf(ScalarType.BIGINT)).contains(9_007_199_254_740_993L, Long.MAX_VALUE);
    assertThat(valuesOf(DataType.decimal(4, 2)))
        .contains(new BigDecimal("99.99"), new BigDecimal("-99.99"));
  }

  private static Stream<@Nullable Object> valuesOf(DataType type) {
    Schema schema = Schema.of(Field.nullable("a", type), Field.required("b", ScalarType.BIGINT));
    Records records =
        new Records(
            new Random(1),
            target -> {
              throw new AssertionError("nothing refers to " + target);
            });
    return records.of(schema).stream().map(row -> row.values().get(new FieldPath.Named(null, "a")));
  }
}
