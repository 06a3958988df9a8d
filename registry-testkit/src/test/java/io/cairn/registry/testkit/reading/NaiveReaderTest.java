package io.cairn.registry.testkit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.reading.Misreading.Flaw;
import io.cairn.registry.testkit.reading.Stored.Chosen;
import io.cairn.registry.testkit.reading.Stored.Filled;
import io.cairn.registry.testkit.reading.Stored.Row;
import io.cairn.registry.testkit.reading.Stored.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/** The values that the documentation tells of, read as it says. */
@Tag("C9")
class NaiveReaderTest {
  private final NaiveReader reader =
      new NaiveReader(
          target -> {
            throw new AssertionError("nothing refers to " + target);
          },
          ReadingOptions.DEFAULTS);

  @Example
  void aWiderTypeHasTheSameNumber() {
    assertThat(read(ScalarType.BIGINT, 17)).isEqualTo(17L);
    assertThat(read(ScalarType.DOUBLE, Integer.MAX_VALUE)).isEqualTo(2147483647.0);
    assertThat(read(ScalarType.DOUBLE, 0.1f)).isEqualTo((double) 0.1f);
    assertThat(read(DataType.decimal(19, 0), Long.MIN_VALUE))
        .isEqualTo(BigDecimal.valueOf(Long.MIN_VALUE));
    assertThat(reader.misreadings()).isEmpty();
  }

  @Example
  void aNumberThatIsCutOffOrRoundedIsMisread() {
    assertMisread(ScalarType.INT, 5_000_000_000L, Flaw.VALUE);
    assertMisread(ScalarType.FLOAT, 16_777_217, Flaw.VALUE);
    assertMisread(ScalarType.DOUBLE, 9_007_199_254_740_993L, Flaw.VALUE);
    assertMisread(DataType.decimal(18, 0), Long.MAX_VALUE, Flaw.VALUE);
  }

  @Example
  void aPointElsewhereMakesAnotherNumberOfTheSameDigits() {
    assertMisread(DataType.decimal(12, 4), new BigDecimal("123.45"), Flaw.VALUE);
    assertMisread(DataType.decimal(12, 2), 500, Flaw.VALUE);
    assertThat(read(DataType.decimal(12, 2), new BigDecimal("123.45")))
        .isEqualTo(new BigDecimal("123.45"));
  }

  @Example
  void aValueOfAnotherSortIsMisread() {
    assertMisread(ScalarType.INT, LocalDate.of(2024, 1, 15), Flaw.VALUE);
    assertMisread(ScalarType.BYTES, "text", Flaw.VALUE);
    assertMisread(DataType.array(ScalarType.INT), 1, Flaw.VALUE);
    assertMisread(DataType.union(ScalarType.INT, ScalarType.TEXT), 1, Flaw.VALUE);
    assertMisread(ScalarType.TEXT, new Symbol("A"), Flaw.VALUE);
    assertMisread(DataType.embedding(768), new Stored.Vector(new float[384]), Flaw.VALUE);
  }

  @Example
  void anUnknownSymbolIsMisreadAlsoBesideADefaultSymbol() {
    assertMisread(new EnumType(List.of("OPEN", "PAID"), "OPEN"), new Symbol("LOST"), Flaw.SYMBOL);
  }

  @Example
  void anUnknownBranchIsMisreadAndTheOthersAreReadByName() {
    DataType union = DataType.union(ScalarType.TEXT, DataType.struct("Card"));

    assertThat(read(union, new Chosen("Card", new Row(Map.of()))))
        .isEqualTo(new Chosen("Card", new Row(Map.of())));
    read(union, new Chosen("Cash", new Row(Map.of())));
    assertThat(reader.misreadings()).containsExactly(new Misreading(Flaw.BRANCH, "a<Cash>"));
  }

  @Example
  void aDefaultFillsWhatIsAbsentAndNoStoredNull() {
    Field field = Field.builder("a", ScalarType.INT).defaultsTo(0).build();

    assertThat(read(field, Map.of())).isEqualTo(new Filled(DefaultValue.literal(0)));
    assertThat(reader.misreadings()).isEmpty();
    read(field, Collections.singletonMap(named("a"), null));
    assertThat(reader.misreadings()).containsExactly(new Misreading(Flaw.NULL, "a"));
  }

  @Example
  void aNullableFieldThatIsAbsentIsNullAndARequiredOneCannotBeRead() {
    assertThat(read(Field.nullable("a", ScalarType.INT), Map.of())).isNull();
    assertThat(reader.misreadings()).isEmpty();
    read(Field.required("a", ScalarType.INT), Map.of());
    assertThat(reader.misreadings()).containsExactly(new Misreading(Flaw.NOTHING_TO_READ, "a"));
  }

  @Example
  void theOwnNameGoesBeforeAFormerOne() {
    Field field = Field.builder("a", ScalarType.INT).alias("b").build();

    assertThat(read(field, Map.of(named("b"), 2))).isEqualTo(2);
    assertThat(read(field, Map.of(named("b"), 2, named("a"), 1))).isEqualTo(1);
  }

  @Example
  void whatIsInsideIsReadAndNamedByItsPath() {
    DataType list = DataType.array(DataType.struct(Field.required("b", ScalarType.SMALLINT)));

    read(list, Arrays.asList(new Row(Map.of(named("b"), 70_000)), null));

    assertThat(reader.misreadings())
        .containsExactly(new Misreading(Flaw.VALUE, "a[].b"), new Misreading(Flaw.NULL, "a[]"));
  }

  private void assertMisread(DataType type, Object stored, Flaw flaw) {
    reader.misreadings().clear();
    read(type, stored);
    assertThat(reader.misreadings()).containsExactly(new Misreading(flaw, "a"));
    reader.misreadings().clear();
  }

  private @Nullable Object read(DataType type, Object stored) {
    return read(Field.required("a", type), Map.of(named("a"), stored));
  }

  private @Nullable Object read(Field field, Map<FieldPath.Named, @Nullable Object> stored) {
    return reader.read(Schema.of(field), new Row(stored)).values().get(named("a"));
  }

  private static FieldPath.Named named(String name) {
    return new FieldPath.Named(null, name);
  }
}
