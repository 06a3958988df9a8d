package io.cairn.registry.testkit;

import io.cairn.registry.Scope;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Values for properties (jqwik) of programs that handle schemas. Names are mostly plain words, and
 * sometimes full of separators, quotes and characters outside the basic plane. Everything generated
 * is valid and shrinks. Stateless and thread-safe.
 */
public final class SchemaArbitraries {
  private static final int MAX_FIELDS = 8;
  private static final int MAX_EDITS = 6;

  private SchemaArbitraries() {}

  /** Types of every tag, nested up to four deep. */
  public static Arbitrary<DataType> types() {
    return TypeArbitraries.types();
  }

  /** Fields of any such type, with everything a field can have. */
  public static Arbitrary<Field> fields() {
    return FieldArbitraries.fields(types());
  }

  /** Schemas of up to eight fields, not counting nested ones. */
  public static Arbitrary<Schema> schemas() {
    return schemas(fields(), 0);
  }

  private static Arbitrary<Schema> schemas(Arbitrary<Field> fields, int leastFields) {
    return Combinators.combine(
            Arbitraries.of(SchemaKind.class),
            fields.list().ofMinSize(leastFields).ofMaxSize(MAX_FIELDS),
            Arbitraries.maps(names(), names()).ofMaxSize(3))
        .as(
            (kind, all, traits) -> {
              Schema.Builder builder =
                  Schema.builder().kind(kind).fields(FieldArbitraries.distinct(all));
              traits.forEach(builder::trait);
              return builder.build();
            });
  }

  /**
   * A schema, and what became of it by up to six edits of any kind. An edit that finds nothing to
   * change (a symbol to remove, say) is left out.
   */
  public static Arbitrary<SchemaEvolution> evolutions() {
    Arbitrary<SchemaEditor.Step> steps =
        Combinators.combine(
                Arbitraries.of(SchemaEdit.class), Arbitraries.integers().between(0, 999), fields())
            .as(SchemaEditor.Step::new);
    Arbitrary<Schema> schemas = schemas(FieldArbitraries.fields(TypeArbitraries.evolving()), 2);
    return Combinators.combine(schemas, steps.list().ofMinSize(1).ofMaxSize(MAX_EDITS))
        .as(SchemaEditor::evolve);
  }

  /** Subjects of the global scope and of owners. */
  public static Arbitrary<Subject> subjects() {
    Arbitrary<Scope> scopes =
        names().optional(0.5).map(owner -> owner.map(Scope::ownedBy).orElse(Scope.GLOBAL));
    return Combinators.combine(Arbitraries.oneOf(names(), Arbitraries.just("")), names(), scopes)
        .as(Subject::new);
  }

  /** Paths of every kind of step. */
  public static Arbitrary<FieldPath> paths() {
    Arbitrary<FieldPath.Step> named =
        Combinators.combine(sources(), names())
            .as((source, name) -> new FieldPath.Named(source.orElse(null), name));
    Arbitrary<FieldPath.Step> inside =
        Arbitraries.of(FieldPath.Inside.class).map(FieldPath.Step.class::cast);
    Arbitrary<FieldPath.Step> branch = names().map(FieldPath.Branch::new);
    Arbitrary<List<FieldPath.Step>> rest =
        Arbitraries.oneOf(named, inside, branch).list().ofMaxSize(5);
    return Combinators.combine(named, rest)
        .as(
            (first, others) -> {
              List<FieldPath.Step> steps = new ArrayList<>();
              steps.add(first);
              steps.addAll(others);
              return new FieldPath(steps);
            });
  }

  /** Names of fields, symbols and the like: never empty, without control characters. */
  public static Arbitrary<String> names() {
    Arbitrary<String> plain =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> odd =
        Arbitraries.of(
                "a", "B", "1", "_", ".", ",", ":", "|", "@", "\\", "'", "\"", "/", " ", "[]", "{}",
                "{key}", "<", ">", "é", "e\u0301", "ı", "İ", "ß", "日本", "\uFFFD", "😀", "\u2028")
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(pieces -> String.join("", pieces));
    return Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(1, odd));
  }

  static Arbitrary<Optional<FieldSource>> sources() {
    return Arbitraries.of(FieldSource.class).optional(0.3);
  }
}
