package io.cairn.registry.testkit.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.testkit.SchemaArbitraries;
import io.cairn.registry.testkit.SchemaEvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Generated pairs, as far as Avro can express them: see {@link Expressible}. */
@Tag("C1")
@Tag("C2")
@Tag("once")
class AvroAgreementTest {

  /** Two schemas, what was left out of them, and where random values begin. */
  private record Sample(Schema one, Schema other, Expressible left, long seed) {}

  private static final List<Cases.Case> PAIRS_READ_BY_ONE =
      Page.pairs().stream()
          .filter(AvroAgreementTest::isReadByOne)
          .map(pair -> new Cases.Case(pair.name(), pair.writer(), pair.reader()))
          .toList();

  private static boolean isReadByOne(Page.Reading pair) {
    SecondOpinion both = SecondOpinion.of(Opinion.OF_CAIRN, pair.reader(), pair.writer());
    return both.cairn() || both.avro();
  }

  /** Named cases too, as generated schemas seldom differ in every way that is listed. */
  @Provide
  Arbitrary<Sample> samples() {
    Arbitrary<SchemaEvolution> any = SchemaArbitraries.evolutions();
    Arbitrary<SchemaEvolution> small = any.filter(evolution -> evolution.edits().size() <= 2);
    Arbitrary<Cases.Case> cases =
        Arbitraries.oneOf(Arbitraries.of(Cases.changes()), Arbitraries.of(PAIRS_READ_BY_ONE));
    Arbitrary<SchemaEvolution> withCases =
        Combinators.combine(small, cases).as(AvroAgreementTest::with);
    Arbitrary<SchemaEvolution> evolutions =
        Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(1, small), Tuple.of(1, withCases));
    return Combinators.combine(evolutions, Arbitraries.longs()).as(AvroAgreementTest::sample);
  }

  /** The evolution without changes of its traits, and with a case's fields in a structure. */
  private static SchemaEvolution with(SchemaEvolution evolution, Cases.Case one) {
    return new SchemaEvolution(
        with(evolution.before(), evolution.before().traits(), one.old()),
        with(evolution.after(), evolution.before().traits(), one.fresh()),
        evolution.edits());
  }

  private static Schema with(Schema schema, SortedMap<String, String> traits, Schema inner) {
    List<Field> fields = new ArrayList<>(schema.fields());
    fields.add(Field.required("the case", new StructType(null, inner.fields())));
    return new Schema(schema.kind(), fields, traits);
  }

  private static Sample sample(SchemaEvolution evolution, long seed) {
    Expressible expressible = new Expressible();
    return new Sample(
        expressible.restrict(evolution.before()),
        expressible.restrict(evolution.after()),
        expressible,
        seed);
  }

  /** Each pair is read both ways. */
  @Property(tries = 2_000, seed = "2026", edgeCases = EdgeCasesMode.NONE)
  void differencesAreListedAndReadableValuesStayTheSame(@ForAll("samples") Sample sample) {
    look(sample.one, sample.other, sample.seed);
    look(sample.other, sample.one, sample.seed);
    sample.left.omissions().forEach(omission -> Statistics.label("left out").collect(omission));
    Statistics.label("verdicts: Cairn, Avro, one schema")
        .coverage(seen -> seen.check("yes", "yes", false).percentage(share -> share >= 20));
    for (Difference difference : Opinion.OF_CAIRN.differences()) {
      Statistics.label("differences")
          .coverage(seen -> seen.check(difference).count(count -> count >= 3));
    }
  }

  private static void look(Schema reader, Schema writer, long seed) {
    SecondOpinion both = SecondOpinion.of(Opinion.OF_CAIRN, reader, writer);
    assertThat(both.unlisted()).isEmpty();
    if (!hasKeys(reader) && !hasKeys(writer)) {
      assertThat(SecondOpinion.of(Opinion.LIKE_AVRO, reader, writer).unlisted()).isEmpty();
    }
    both.differences().forEach(difference -> Statistics.label("differences").collect(difference));
    Statistics.label("verdicts: Cairn, Avro, one schema")
        .collect(yes(both.cairn()), yes(both.avro()), reader.equals(writer));
    if (both.cairn() && both.avro()) {
      valuesStayTheSame(reader, writer, new RandomValues(seed));
    }
  }

  /** Keys are compared exactly, whatever is asked for. */
  private static boolean hasKeys(Schema schema) {
    return SchemaWalk.fields(schema).values().stream().anyMatch(field -> !field.keys().isEmpty());
  }

  private static String yes(boolean yes) {
    return yes ? "yes" : "no";
  }

  private static void valuesStayTheSame(Schema reader, Schema writer, RandomValues values) {
    org.apache.avro.Schema to = AvroSchemas.reader(reader);
    org.apache.avro.Schema from = AvroSchemas.writer(writer, reader);
    for (int i = 0; i < 5; i++) {
      Object value = values.of(from);
      Object read = AvroData.read(to, from, AvroData.write(from, value));
      assertThat(ReadBack.firstChange(value, to, read)).isEmpty();
    }
  }
}
