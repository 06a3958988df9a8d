package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.core.evolution.DiffAlgebra;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.core.evolution.Ordinals;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** The laws of differences. */
@Tag("once")
final class DiffAlgebraPropertiesTest {
  private static final Identity IDENTITY = Identity.create();

  @Provide
  Arbitrary<Schema> schemas() {
    return SchemaArbitraries.schemas();
  }

  @Provide
  Arbitrary<SchemaEvolution> evolutions() {
    return SchemaArbitraries.evolutions();
  }

  /** Three versions, each edited from the one before. */
  @Provide
  Arbitrary<Tuple.Tuple3<Schema, Schema, Schema>> histories() {
    return Combinators.combine(SchemaArbitraries.evolutions(), steps())
        .as(
            (first, steps) ->
                Tuple.of(
                    first.before(),
                    first.after(),
                    SchemaEditor.evolve(first.after(), steps).after()));
  }

  /** A schema and what became of it in two different ways. */
  @Provide
  Arbitrary<Tuple.Tuple3<Schema, Schema, Schema>> forks() {
    return Combinators.combine(SchemaArbitraries.evolutions(), steps())
        .as(
            (one, steps) ->
                Tuple.of(
                    one.before(), one.after(), SchemaEditor.evolve(one.before(), steps).after()));
  }

  private static Arbitrary<List<SchemaEditor.Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(SchemaEdit.class),
            Arbitraries.integers().between(0, 999),
            SchemaArbitraries.fields())
        .as(SchemaEditor.Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property
  @Tag("D1")
  void nothingChangesFromASchemaToItself(@ForAll("schemas") Schema schema) {
    Layout layout = Ordinals.assign(schema, null, 0).layout();

    assertThat(Differ.byName(schema, schema).changes()).isEmpty();
    assertThat(Differ.byLayout(schema, layout, schema, layout).changes()).isEmpty();
    assertThat(DiffAlgebra.apply(schema, Differ.byName(schema, schema))).isEqualTo(schema);
  }

  @Property
  @Tag("D1")
  void whatIsAppliedLeadsToTheNewSchema(@ForAll("evolutions") SchemaEvolution evolution) {
    Schema before = evolution.before();
    Schema after = evolution.after();

    assertSame(DiffAlgebra.apply(before, Differ.byName(before, after)), after);
  }

  @Property
  @Tag("D1")
  void itDoesSoToAnUnrelatedSchemaToo(
      @ForAll("schemas") Schema before, @ForAll("schemas") Schema after) {
    SchemaDiff diff = Differ.byName(before, after);

    assertSame(DiffAlgebra.apply(before, diff), after);
    assertSame(DiffAlgebra.apply(after, DiffAlgebra.inverse(diff)), before);
  }

  @Property
  @Tag("D1")
  void theInverseLeadsBack(@ForAll("evolutions") SchemaEvolution evolution) {
    SchemaDiff diff = Differ.byName(evolution.before(), evolution.after());
    SchemaDiff inverse = DiffAlgebra.inverse(diff);

    assertSame(DiffAlgebra.apply(evolution.after(), inverse), evolution.before());
    assertThat(DiffAlgebra.inverse(inverse).changes())
        .containsExactlyInAnyOrderElementsOf(diff.changes());
  }

  @Property
  @Tag("D1")
  void theInverseIsTheDifferenceTheOtherWay(
      @ForAll("histories") Tuple.Tuple3<Schema, Schema, Schema> history) {
    Schema first = history.get1();
    Schema third = history.get3();
    Ordinals.Assigned one = Ordinals.assign(first, null, 0);
    Ordinals.Assigned two = Ordinals.assign(history.get2(), version(1, first, one), one.last());
    Ordinals.Assigned three = Ordinals.assign(third, version(2, history.get2(), two), two.last());

    SchemaDiff diff = Differ.byLayout(first, one.layout(), third, three.layout());
    SchemaDiff opposite = Differ.byLayout(third, three.layout(), first, one.layout());

    assertThat(DiffAlgebra.inverse(diff).changes())
        .containsExactlyInAnyOrderElementsOf(opposite.changes());
    assertSame(DiffAlgebra.apply(first, diff), third);
    assertSame(DiffAlgebra.apply(third, opposite), first);
  }

  @Property
  @Tag("D1")
  void whatIsAppliedToAnotherSchemaIsRefusedOrCanBeTakenBack(
      @ForAll("forks") Tuple.Tuple3<Schema, Schema, Schema> fork, @ForAll("schemas") Schema other) {
    SchemaDiff diff = Differ.byName(fork.get1(), fork.get2());

    assertFitsOrIsRefused(fork.get3(), diff);
    assertFitsOrIsRefused(other, diff);
  }

  private static void assertFitsOrIsRefused(Schema stranger, SchemaDiff diff) {
    Schema result;
    try {
      result = DiffAlgebra.apply(stranger, diff);
    } catch (InvalidInputException refused) {
      assertThat(refused).hasMessageStartingWith("Cannot apply the difference at ");
      return;
    }
    assertSame(DiffAlgebra.apply(result, DiffAlgebra.inverse(diff)), stranger);
  }

  @Property
  @Tag("D1")
  void aDifferenceIsNotAppliedTwice(@ForAll("evolutions") SchemaEvolution evolution) {
    SchemaDiff diff = Differ.byName(evolution.before(), evolution.after());
    if (!diff.isEmpty()) {
      Schema after = DiffAlgebra.apply(evolution.before(), diff);

      assertThatThrownBy(() -> DiffAlgebra.apply(after, diff))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("Cannot apply the difference at ");
    }
  }

  private static SchemaVersion version(int number, Schema schema, Ordinals.Assigned assigned) {
    return new SchemaVersion(
        Samples.ORDERS, number, IDENTITY.canonical(schema).id(), schema, assigned.layout());
  }

  /** The same up to the order of fields, symbols and branches: in content, and in docs. */
  private static void assertSame(Schema actual, Schema expected) {
    assertThat(IDENTITY.canonical(actual)).isEqualTo(IDENTITY.canonical(expected));
    assertThat(Differ.byName(actual, expected).changes()).isEmpty();
  }
}
