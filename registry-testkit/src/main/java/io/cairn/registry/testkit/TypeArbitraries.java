package io.cairn.registry.testkit;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Types. */
final class TypeArbitraries {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_FIELDS = 3;

  private TypeArbitraries() {}

  static Arbitrary<DataType> types() {
    Arbitrary<DataType> types = leaves();
    for (int depth = 1; depth < MAX_DEPTH; depth++) {
      types = deeper(types);
    }
    return types;
  }

  /** Types, and among them many that can be widened, or have symbols or branches to lose. */
  static Arbitrary<DataType> evolving() {
    Arbitrary<DataType> types = types();
    return Arbitraries.frequencyOf(
        Tuple.of(4, types),
        Tuple.of(2, Arbitraries.of(ScalarType.SMALLINT, ScalarType.INT, ScalarType.BIGINT)),
        Tuple.of(1, Arbitraries.of(ScalarType.FLOAT, ScalarType.DOUBLE)),
        Tuple.of(2, enums()),
        Tuple.of(2, unions(types)));
  }

  private static Arbitrary<DataType> deeper(Arbitrary<DataType> inner) {
    return Arbitraries.frequencyOf(
        Tuple.of(12, leaves()),
        Tuple.of(2, arrays(inner)),
        Tuple.of(2, maps(inner)),
        Tuple.of(4, structs(inner)),
        Tuple.of(2, unions(inner)));
  }

  private static Arbitrary<DataType> leaves() {
    return Arbitraries.frequencyOf(
        Tuple.of(14, Arbitraries.of(ScalarType.class)),
        Tuple.of(3, enums()),
        Tuple.of(2, decimals()),
        Tuple.of(2, Arbitraries.of(1, 3, 1536, 8192).map(DataType::embedding)),
        Tuple.of(2, references()));
  }

  private static Arbitrary<DecimalType> decimals() {
    return Combinators.combine(
            Arbitraries.integers().between(1, DecimalType.MAX_PRECISION),
            Arbitraries.integers().between(0, DecimalType.MAX_PRECISION))
        .as((precision, scale) -> new DecimalType(precision, scale % (precision + 1)));
  }

  private static Arbitrary<EnumType> enums() {
    return Combinators.combine(
            SchemaArbitraries.names().list().uniqueElements().ofMinSize(1).ofMaxSize(5),
            Arbitraries.integers().between(0, 4).optional(0.4))
        .as(
            (symbols, preferred) ->
                new EnumType(
                    symbols,
                    preferred.map(index -> symbols.get(index % symbols.size())).orElse(null)));
  }

  private static Arbitrary<ReferenceType> references() {
    return Combinators.combine(SchemaArbitraries.subjects(), Arbitraries.integers().between(1, 5))
        .as((subject, version) -> new ReferenceType(new VersionRef(subject, version)));
  }

  private static Arbitrary<ArrayType> arrays(Arbitrary<DataType> inner) {
    return Combinators.combine(inner, Arbitraries.of(Nullability.class)).as(ArrayType::new);
  }

  private static Arbitrary<MapType> maps(Arbitrary<DataType> inner) {
    Arbitrary<DataType> keys =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(ScalarType.TEXT)),
            Tuple.of(
                2, Arbitraries.of(ScalarType.class).filter(scalar -> scalar != ScalarType.JSON)),
            Tuple.of(1, decimals()),
            Tuple.of(1, enums()));
    return Combinators.combine(keys, inner, Arbitraries.of(Nullability.class)).as(MapType::new);
  }

  private static Arbitrary<StructType> structs(Arbitrary<DataType> inner) {
    return Combinators.combine(
            SchemaArbitraries.names().optional(0.5),
            FieldArbitraries.distinct(FieldArbitraries.fields(inner), MAX_FIELDS))
        .as((name, fields) -> new StructType(name.orElse(null), fields));
  }

  private static Arbitrary<UnionType> unions(Arbitrary<DataType> inner) {
    return inner
        .list()
        .ofMaxSize(4)
        .map(
            candidates -> {
              List<DataType> branches = new ArrayList<>(candidates);
              branches.add(ScalarType.TEXT);
              branches.add(ScalarType.BIGINT);
              Set<String> names = new HashSet<>();
              branches.removeIf(
                  branch ->
                      branch instanceof UnionType || !names.add(UnionType.branchName(branch)));
              return new UnionType(branches);
            });
  }
}
