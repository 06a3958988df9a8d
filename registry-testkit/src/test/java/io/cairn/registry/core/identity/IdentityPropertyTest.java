package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.cairn.registry.SchemaId;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.SchemaArbitraries;
import io.cairn.registry.testkit.SchemaEvolution;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

final class IdentityPropertyTest {
  private final Identity identity = Identity.create();

  @Provide
  Arbitrary<DataType> types() {
    return SchemaArbitraries.types();
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return SchemaArbitraries.schemas();
  }

  @Provide
  Arbitrary<SchemaEvolution> evolutions() {
    return SchemaArbitraries.evolutions();
  }

  @Property
  @Tag("H2")
  void orderAndDocsAreNotPartOfIt(@ForAll("schemas") Schema schema, @ForAll long seed) {
    assertThat(identity.canonical(new Permutations(seed).of(schema)))
        .isEqualTo(identity.canonical(schema));
  }

  @Property
  @Tag("H2")
  void everyOtherEditIsPartOfIt(@ForAll("evolutions") SchemaEvolution evolution) {
    boolean same = PlainForm.of(evolution.before()).equals(PlainForm.of(evolution.after()));
    Statistics.label("same")
        .collect(same)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share >= 1);
              coverage.check(false).percentage(share -> share >= 30);
            });
    CanonicalSchema before = identity.canonical(evolution.before());
    CanonicalSchema after = identity.canonical(evolution.after());

    assertThat(after.hasContentOf(before)).isEqualTo(same);
    assertThat(after.id().equals(before.id())).isEqualTo(same);
  }

  @Property
  @Tag("H1")
  void isTheHashOfTheForm(@ForAll("schemas") Schema schema) {
    CanonicalSchema canonical = identity.canonical(schema);
    HashValue128 expected = Hashing.xxh3_128().hashBytesTo128Bits(canonical.form());

    assertThat(canonical.id())
        .isEqualTo(
            new SchemaId(expected.getMostSignificantBits(), expected.getLeastSignificantBits()));
  }

  @Property(tries = 3_000)
  @Tag("M3")
  void everyTypeIsDecodedToItself(@ForAll("types") DataType type) {
    assertThat(TypeDescriptor.decode(TypeDescriptor.encode(type))).isEqualTo(type);
  }

  @Property
  @Tag("M12")
  void interningChangesNothing(@ForAll("schemas") Schema schema) {
    Schema interned = identity.intern(schema);

    assertThat(interned).isEqualTo(schema);
    assertThat(identity.intern(interned)).isSameAs(interned);
    assertThat(
            identity.intern(new Schema(schema.kind(), schema.fields(), schema.traits())).fields())
        .usingElementComparator((a, b) -> a == b ? 0 : 1)
        .containsExactlyElementsOf(interned.fields());
  }
}
