package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is allowed and deserves a second look. */
@Tag("C10")
public interface WarningContract extends StoreUnderTest {
  private static Field optional(String name, ScalarType type) {
    return Field.nullable(name, type);
  }

  private static Field formerly(String alias, Field field) {
    return field.toBuilder().alias(alias).build();
  }

  private static Schema withId(Field... fields) {
    List<Field> all = new ArrayList<>(List.of(ID));
    all.addAll(Arrays.asList(fields));
    return Schema.builder().fields(all).build();
  }

  /** The places where fields may stand, by the path of a field {@code n} that stands there. */
  private static Map<String, Function<List<Field>, Schema>> places() {
    Function<List<Field>, DataType> struct =
        fields -> DataType.struct("Part", fields.toArray(Field[]::new));
    Map<String, Function<List<Field>, Schema>> places = new LinkedHashMap<>();
    places.put("n", fields -> Schema.builder().fields(fields).build());
    places.put("part.n", fields -> withId(Field.required("part", struct.apply(fields))));
    places.put(
        "part[].n", fields -> withId(Field.required("part", DataType.array(struct.apply(fields)))));
    places.put(
        "part{}.n", fields -> withId(Field.required("part", DataType.map(struct.apply(fields)))));
    places.put(
        "part<Part>.n",
        fields ->
            withId(Field.required("part", DataType.union(ScalarType.TEXT, struct.apply(fields)))));
    return places;
  }

  private static void renew(SchemaRegistry registry, CompatibilityMode mode, Schema... versions) {
    if (registry.subjects().find(ORDERS).isPresent()) {
      registry.subjects().delete(ORDERS);
      registry.subjects().purge(ORDERS);
    }
    registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
    for (Schema version : versions) {
      assertThat(registry.register(ORDERS, version).warnings()).isEmpty();
    }
    registry.evolution().changeMode(ORDERS, mode);
  }

  private static CompatibilityReport check(
      SchemaRegistry registry, CompatibilityMode mode, Schema proposed, Schema... versions) {
    renew(registry, mode, versions);
    return registry.evolution().check(ORDERS, proposed);
  }

  @Test
  default void aNameThatComesBackWithAnotherTypeIsAWarningOrUnderATransitiveModeAViolation() {
    Field text = optional("n", ScalarType.TEXT);
    Field number = optional("n", ScalarType.INT);
    Map<CompatibilityMode, CompatibilityMode> modes =
        Map.of(
            CompatibilityMode.BACKWARD, CompatibilityMode.BACKWARD_TRANSITIVE,
            CompatibilityMode.FORWARD, CompatibilityMode.FORWARD_TRANSITIVE,
            CompatibilityMode.FULL, CompatibilityMode.FULL_TRANSITIVE);
    try (SchemaRegistry registry = openRegistry()) {
      places()
          .forEach(
              (path, place) ->
                  modes.forEach(
                      (plain, transitive) -> {
                        Schema with = place.apply(List.of(ID, text));
                        Schema without = place.apply(List.of(ID));
                        Schema again = place.apply(List.of(ID, number));
                        int first = firstNumber(registry);
                        CompatibilityReport warned = check(registry, plain, again, with, without);
                        assertThat(warned).as("%s %s", plain, path).isCompatible();
                        assertThat(warned.warnings())
                            .containsExactly(
                                new Warning(
                                    Hint.NAME_REUSED,
                                    path,
                                    text.toString(),
                                    number.toString(),
                                    first));

                        registry.evolution().changeMode(ORDERS, transitive);
                        CompatibilityReport refused = registry.evolution().check(ORDERS, again);
                        assertThat(refused).violatesOnly(Rule.TYPE_CHANGED, path).hasNoWarnings();
                        assertThat(refused.violations())
                            .allMatch(violation -> violation.against() == first);
                      }));
    }
  }

  /** Numbers go on where they stopped when a subject is registered anew. */
  private static int firstNumber(SchemaRegistry registry) {
    return registry.schemas().findLatest(ORDERS).map(latest -> latest.version() + 1).orElse(1);
  }

  @Test
  default void aNameMayComeBackWithATypeThatReadsTheOldValues() {
    try (SchemaRegistry registry = openRegistry()) {
      Schema with = withId(optional("n", ScalarType.INT));
      Schema wider = withId(optional("n", ScalarType.BIGINT));
      assertThat(check(registry, CompatibilityMode.BACKWARD, wider, with, withId()))
          .isCompatible()
          .hasNoWarnings();
      assertThat(check(registry, CompatibilityMode.FORWARD, wider, with, withId()))
          .as("the first version does not read the new values")
          .isCompatible()
          .warnsOf(Hint.NAME_REUSED, "n");
    }
  }

  @Test
  default void aNameThatARenamedFieldTakesIsReusedToo() {
    Schema first = withId(optional("n", ScalarType.TEXT));
    Schema second = withId(Field.required("m", ScalarType.INT));
    Schema renamed = withId(formerly("m", Field.required("n", ScalarType.INT)));
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(check(registry, CompatibilityMode.BACKWARD, renamed, first, second))
          .isCompatible()
          .warnsOf(Hint.NAME_REUSED, "n");
    }
  }

  @Test
  default void namesOfVersionsThatDoNotCountAreFree() {
    Schema again = withId(optional("n", ScalarType.INT));
    try (SchemaRegistry registry = openRegistry()) {
      renew(registry, CompatibilityMode.BACKWARD, withId(optional("n", ScalarType.TEXT)), withId());
      assertThat(registry.evolution().check(ORDERS, again)).warnsOf(Hint.NAME_REUSED, "n");

      registry.evolution().changePolicy(ORDERS, CompatibilityPolicy.DEFAULT.since(2));
      assertThat(registry.evolution().check(ORDERS, again)).isCompatible().hasNoWarnings();
      registry.evolution().changePolicy(ORDERS, CompatibilityPolicy.DEFAULT);
      registry.subjects().delete(ORDERS, 1);
      assertThat(registry.evolution().check(ORDERS, again)).isCompatible().hasNoWarnings();
      registry.subjects().restore(ORDERS, 1);
      assertThat(registry.evolution().check(ORDERS, again)).warnsOf(Hint.NAME_REUSED, "n");
    }
  }

  @Test
  default void anOptionalFieldRemovedBesideOneOfItsTypeAddedIsPerhapsTheSame() {
    Schema old = withId(optional("sum", ScalarType.INT));
    Schema fresh = withId(optional("total", ScalarType.INT));
    Warning expected = new Warning(Hint.POSSIBLE_RENAME, "total", "sum INT?", "total INT?", 1);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, old);
      for (CompatibilityMode mode : CompatibilityMode.values()) {
        registry.evolution().changeMode(ORDERS, mode);
        CompatibilityReport report = registry.evolution().check(ORDERS, fresh);
        assertThat(report).as("%s", mode).isCompatible();
        assertThat(report.warnings())
            .as("%s", mode)
            .isEqualTo(mode == CompatibilityMode.NONE ? List.of() : List.of(expected));
      }
      places()
          .forEach(
              (path, place) ->
                  assertThat(
                          check(
                              registry,
                              CompatibilityMode.FULL,
                              place.apply(List.of(ID, optional("n", ScalarType.DATE))),
                              place.apply(List.of(ID, optional("m", ScalarType.DATE)))))
                      .isCompatible()
                      .warnsOf(Hint.POSSIBLE_RENAME, path));
    }
  }

  @Test
  default void nothingSuggestsARenameIfAnAliasTypeOrLackOfAFieldSpeaksAgainstIt() {
    Field sum = optional("sum", ScalarType.INT);
    Field total = optional("total", ScalarType.INT);
    Map<String, List<Schema>> changes =
        Map.of(
            "alias in the new schema", List.of(withId(sum), withId(formerly("sum", total))),
            "alias in the old schema", List.of(withId(formerly("total", sum)), withId(total)),
            "another type", List.of(withId(sum), withId(optional("total", ScalarType.BIGINT))),
            "nothing was removed", List.of(withId(sum), withId(sum, total)),
            "nothing was added", List.of(withId(sum, total), withId(sum)));
    try (SchemaRegistry registry = openRegistry()) {
      changes.forEach(
          (change, pair) ->
              assertThat(
                      check(
                          registry,
                          CompatibilityMode.FULL,
                          Objects.requireNonNull(pair.get(1)),
                          Objects.requireNonNull(pair.get(0))))
                  .as(change)
                  .isCompatible()
                  .hasNoWarnings());
    }
  }

  @Test
  default void aRegistrationBringsTheWarningsOfItsCheck() {
    Schema fresh = withId(optional("total", ScalarType.INT));
    try (SchemaRegistry registry = openRegistry()) {
      renew(registry, CompatibilityMode.FULL, withId(optional("sum", ScalarType.INT)));
      List<Warning> foretold = registry.evolution().check(ORDERS, fresh).warnings();

      var created = registry.register(ORDERS, fresh);
      assertThat(created.outcome()).isEqualTo(Outcome.CREATED);
      assertThat(created.warnings()).isEqualTo(foretold).hasSize(1);
      assertThat(registry.register(ORDERS, fresh).warnings()).as("known").isEmpty();
      assertThat(registry.evolution().check(ORDERS, fresh)).hasNoWarnings();
      assertThat(registry.schemas().revertTo(ORDERS, 1, "", "").warnings())
          .as("a revert is not checked")
          .isEmpty();
    }
  }

  @Test
  default void aRefusalHasItsWarningsToo() {
    Schema fresh =
        withId(optional("total", ScalarType.INT), Field.required("more", ScalarType.INT));
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(
              check(
                  registry,
                  CompatibilityMode.BACKWARD,
                  fresh,
                  withId(optional("sum", ScalarType.INT))))
          .violatesOnly(Rule.FIELD_MISSING, "more")
          .warnsOf(Hint.POSSIBLE_RENAME, "total");
    }
  }
}
