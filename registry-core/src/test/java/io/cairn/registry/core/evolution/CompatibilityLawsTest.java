package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cairn.registry.core.evolution.History.Earlier;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.TypeTag;
import io.cairn.registry.schema.UnionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for the verdicts on any schemas. */
@Tag("C9")
class CompatibilityLawsTest {
  private static CompatibilityReport check(CompatibilityMode mode, Schema proposed, Schema old) {
    return check(mode, proposed, Earlier.of(1, old));
  }

  private static CompatibilityReport check(
      CompatibilityMode mode, Schema proposed, Earlier... newestFirst) {
    return Compatibility.check(
        mode,
        proposed,
        History.of(ReadingOptions.DEFAULTS, List.of(newestFirst)),
        Refusing.RESOLVER);
  }

  @Property
  void fullIsBackwardAndForward(@ForAll long seed) {
    RandomSchemas schemas = new RandomSchemas(seed);
    Schema old = schemas.schema();
    Schema fresh = schemas.neighbour(old);
    List<Violation> both =
        new ArrayList<>(check(CompatibilityMode.BACKWARD, fresh, old).violations());
    both.addAll(check(CompatibilityMode.FORWARD, fresh, old).violations());
    assertThat(check(CompatibilityMode.FULL, fresh, old).violations()).isEqualTo(both);
  }

  @Property
  void forwardIsBackwardTheOtherWayRound(@ForAll long seed) {
    RandomSchemas schemas = new RandomSchemas(seed);
    Schema one = schemas.schema();
    Schema other = schemas.neighbour(one);
    assertThat(check(CompatibilityMode.FORWARD, other, one).violations())
        .extracting(Violation::rule, Violation::location, Violation::oldPart, Violation::newPart)
        .isEqualTo(
            check(CompatibilityMode.BACKWARD, one, other).violations().stream()
                .map(
                    violation ->
                        Tuple.tuple(
                            violation.rule(),
                            violation.location(),
                            violation.newPart(),
                            violation.oldPart()))
                .toList());
  }

  @Property
  void everySchemaIsCompatibleWithItself(@ForAll long seed) {
    Schema schema = new RandomSchemas(seed).schema();
    Schema again = new RandomSchemas(seed).schema();
    for (CompatibilityMode mode : CompatibilityMode.values()) {
      assertThat(check(mode, again, schema).violations()).isEmpty();
    }
  }

  @Property
  void theOrderOfFieldsNeverMatters(@ForAll long seed) {
    RandomSchemas schemas = new RandomSchemas(seed);
    Schema old = schemas.schema();
    Schema fresh = schemas.neighbour(old);
    List<Field> shuffled = new ArrayList<>(fresh.fields());
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(
            check(CompatibilityMode.FULL, new Schema(fresh.kind(), shuffled, fresh.traits()), old)
                .violations())
        .containsExactlyInAnyOrderElementsOf(
            check(CompatibilityMode.FULL, fresh, old).violations());
  }

  @Property
  void aTransitiveModeSeesWhatThePlainOneSeesAndMore(@ForAll long seed) {
    RandomSchemas schemas = new RandomSchemas(seed);
    Schema first = schemas.schema();
    Schema second = schemas.neighbour(first);
    Schema third = schemas.neighbour(second);
    for (CompatibilityMode mode :
        List.of(CompatibilityMode.BACKWARD, CompatibilityMode.FORWARD, CompatibilityMode.FULL)) {
      List<Violation> each =
          new ArrayList<>(check(mode, third, Earlier.of(2, second)).violations());
      each.addAll(check(mode, third, Earlier.of(1, first)).violations());
      CompatibilityMode transitive = CompatibilityMode.valueOf(mode + "_TRANSITIVE");
      assertThat(check(transitive, third, Earlier.of(2, second), Earlier.of(1, first)).violations())
          .isEqualTo(each);
    }
  }

  @Property
  void noDifferenceIsFoundInASchemaAndItself(@ForAll long seed) {
    Schema schema = new RandomSchemas(seed).schema();
    assertThat(Differ.byName(schema, schema).changes()).isEmpty();
  }

  /** Reads every value by itself, and asks whether the reader's types hold the outcome exactly. */
  @Property(tries = 5_000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void aCompatibleReaderReadsEveryValueWithoutLoss(@ForAll long seed) {
    RandomSchemas schemas = new RandomSchemas(seed);
    Schema writer = schemas.schema();
    Schema reader = schemas.neighbour(writer);
    boolean compatible = check(CompatibilityMode.BACKWARD, reader, writer).isCompatible();
    Statistics.collect(compatible && !reader.equals(writer));
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    if (compatible) {
      Map<String, @Nullable Object> record = schemas.record(writer.fields());
      Map<String, @Nullable Object> read = read(reader.fields(), writer.fields(), record);
      assertThatCode(
              () ->
                  Field.builder("record", new StructType(null, reader.fields()))
                      .defaultsTo(read)
                      .build())
          .doesNotThrowAnyException();
    }
  }

  private static Map<String, @Nullable Object> read(
      List<Field> readers, List<Field> writers, Map<?, ?> record) {
    Map<String, @Nullable Object> read = new HashMap<>();
    for (Field reader : readers) {
      Field found = null;
      for (Field writer : writers) {
        boolean named = writer.name().equals(reader.name());
        if (named || (found == null && reader.aliases().contains(writer.name()))) {
          found = writer;
        }
      }
      if (found != null) {
        read.put(reader.name(), read(reader.type(), found.type(), record.get(found.name())));
      } else if (reader.defaultValue() instanceof DefaultValue.Literal literal) {
        read.put(reader.name(), literal.value());
      } else {
        read.put(reader.name(), null);
      }
    }
    return read;
  }

  private static @Nullable Object read(DataType reader, DataType writer, @Nullable Object value) {
    if (value == null) {
      return null;
    } else if (reader instanceof ArrayType to && writer instanceof ArrayType from) {
      List<@Nullable Object> items = new ArrayList<>();
      ((List<?>) value).forEach(item -> items.add(read(to.element(), from.element(), item)));
      return items;
    } else if (reader instanceof MapType to && writer instanceof MapType from) {
      Map<String, @Nullable Object> entries = new HashMap<>();
      ((Map<?, ?>) value)
          .forEach((key, item) -> entries.put((String) key, read(to.value(), from.value(), item)));
      return entries;
    } else if (reader instanceof StructType to && writer instanceof StructType from) {
      return read(to.fields(), from.fields(), (Map<?, ?>) value);
    } else if (reader instanceof UnionType to && value instanceof RandomSchemas.Chosen chosen) {
      String name = UnionType.branchName(chosen.branch());
      return to.branches().stream()
          .filter(branch -> UnionType.branchName(branch).equals(name))
          .map(branch -> read(branch, chosen.branch(), chosen.value()))
          .findFirst()
          .orElseThrow();
    } else if (reader == ScalarType.FLOAT) {
      assertThat(new BigDecimal(((BigDecimal) value).floatValue()))
          .isEqualByComparingTo((BigDecimal) value);
    } else if (reader == ScalarType.DOUBLE) {
      assertThat(new BigDecimal(((BigDecimal) value).doubleValue()))
          .isEqualByComparingTo((BigDecimal) value);
    }
    assertThat(isText(reader)).isEqualTo(isText(writer));
    return value;
  }

  private static boolean isText(DataType type) {
    return type.tag() == TypeTag.TEXT || type instanceof EnumType;
  }
}
