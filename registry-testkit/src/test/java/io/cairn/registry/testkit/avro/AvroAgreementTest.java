package io.cairn.registry.testkit.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.SchemaArbitraries;
import io.cairn.registry.testkit.SchemaEvolution;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/** Generated pairs, as far as Avro can express them: see {@link Expressible}. */
@Tag("C1")
@Tag("C2")
class AvroAgreementTest {

  /** Two schemas, what was left out of them, and where random values begin. */
  private record Sample(Schema one, Schema other, Expressible left, long seed) {}

  @Provide
  Arbitrary<Sample> samples() {
    return Combinators.combine(SchemaArbitraries.evolutions(), Arbitraries.longs())
        .as(AvroAgreementTest::sample);
  }

  private static Sample sample(SchemaEvolution evolution, long seed) {
    Expressible expressible = new Expressible();
    return new Sample(
        expressible.restrict(evolution.before()),
        expressible.restrict(evolution.after()),
        expressible,
        seed);
  }

  @Property(tries = 2_000, seed = "2026")
  void differencesAreListedAndReadableValuesStayTheSame(@ForAll("samples") Sample sample) {
    look(sample.one, sample.other, sample.seed);
    look(sample.other, sample.one, sample.seed);
    sample.left.omissions().forEach(omission -> Statistics.label("left out").collect(omission));
  }

  private static void look(Schema reader, Schema writer, long seed) {
    SecondOpinion both = SecondOpinion.of(Opinion.OF_CAIRN, reader, writer);
    assertThat(both.unlisted()).isEmpty();
    both.differences().forEach(difference -> Statistics.label("differences").collect(difference));
    Statistics.label("verdicts").collect(both.verdicts(), reader.equals(writer));
    if (both.cairn() && both.avro()) {
      valuesStayTheSame(reader, writer, new RandomValues(seed));
    }
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
