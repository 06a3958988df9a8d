package io.cairn.registry.testkit;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Fields. */
final class FieldArbitraries {
  private FieldArbitraries() {}

  static Arbitrary<Field> fields(Arbitrary<DataType> types) {
    return Combinators.combine(
            SchemaArbitraries.names(),
            types,
            Arbitraries.of(Nullability.class),
            SchemaArbitraries.sources(),
            keys(),
            sometimes(SchemaArbitraries.names().set().ofMaxSize(2), Set.<String>of()),
            sometimes(SchemaArbitraries.names(), ""),
            Arbitraries.of(DefaultForm.class))
        .as(
            (name, type, nullability, source, keys, aliases, doc, form) -> {
              Set<String> others = new HashSet<>(aliases);
              others.remove(name);
              DefaultValue value = form.of(type, nullability);
              return new Field(
                  source.orElse(null), name, type, nullability, keys, value, others, doc);
            });
  }

  private static Arbitrary<Set<FieldKey>> keys() {
    return sometimes(Arbitraries.of(FieldKey.class).set().ofMinSize(1), Set.<FieldKey>of());
  }

  private static <T> Arbitrary<T> sometimes(Arbitrary<T> values, T usually) {
    return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(usually)), Tuple.of(1, values));
  }

  /** Up to {@code max} of the fields, no two with one key, and no alias another's key or alias. */
  static Arbitrary<List<Field>> distinct(Arbitrary<Field> fields, int max) {
    return fields.list().ofMaxSize(max).map(FieldArbitraries::distinct);
  }

  /** The fields without those whose key is taken, and without the aliases that are. */
  static List<Field> distinct(List<Field> fields) {
    Set<FieldPath.Named> taken = new HashSet<>();
    List<Field> kept = new ArrayList<>();
    for (Field field : fields) {
      if (taken.add(new FieldPath.Named(field.source(), field.name()))) {
        kept.add(field);
      }
    }
    List<Field> result = new ArrayList<>();
    for (Field field : kept) {
      Set<String> aliases = new HashSet<>(field.aliases());
      aliases.removeIf(alias -> !taken.add(new FieldPath.Named(field.source(), alias)));
      result.add(withAliases(field, aliases));
    }
    return result;
  }

  private static Field withAliases(Field field, Set<String> aliases) {
    return new Field(
        field.source(),
        field.name(),
        field.type(),
        field.nullability(),
        field.keys(),
        field.defaultValue(),
        aliases,
        field.doc());
  }
}
