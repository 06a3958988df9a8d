package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** References that go deep, multiply, or would go in circles. */
@Tag("C2")
@Tag("R13")
class HostileReferencesTest {
  private static final int DEEPEST = Schema.MAX_DEPTH;
  private static final int MULTIPLYING = 60;

  private static Subject level(int number) {
    return Subject.of("hostile", "level" + number);
  }

  private static ReferenceType to(Subject subject, int version) {
    return new ReferenceType(new VersionRef(subject, version));
  }

  private static Schema bottom(ScalarType type) {
    return Schema.of(Field.required("x", type));
  }

  /** A schema that refers to one below it. */
  private static Schema one(int below, int version) {
    return Schema.of(Field.required("down", to(level(below), version)));
  }

  /** A schema that refers to the same one twice, so that the ways down double. */
  private static Schema two(int below, int version) {
    return Schema.of(
        Field.required("left", to(level(below), version)),
        Field.required("right", to(level(below), version)));
  }

  @Test
  void aChainIsFollowedToItsEndAndALongerOneIsRefused() {
    SmallStack.call(
        () -> {
          try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
            registry.register(level(0), bottom(ScalarType.INT));
            registry.register(level(0), bottom(ScalarType.BIGINT));
            for (int i = 1; i <= DEEPEST; i++) {
              registry.register(level(i), one(i - 1, 1));
              registry.register(level(i), one(i - 1, 2));
            }
            registry.register(level(DEEPEST + 1), one(DEEPEST, 1));
            assertThatThrownBy(() -> registry.register(level(DEEPEST + 1), one(DEEPEST, 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nested deeper than 64");
            assertThat(registry.latest(level(DEEPEST + 1)).version()).isEqualTo(1);
            assertThat(registry.latest(level(DEEPEST)).version()).isEqualTo(2);
          }
          return null;
        });
  }

  /** Versions 1 and 2 of every level, which differ at the bottom only. */
  private static Map<VersionRef, Schema> levels(
      int highest, BiFunction<Integer, Integer, Schema> of) {
    Map<VersionRef, Schema> schemas = new HashMap<>();
    schemas.put(new VersionRef(level(0), 1), bottom(ScalarType.INT));
    schemas.put(new VersionRef(level(0), 2), bottom(ScalarType.BIGINT));
    for (int i = 1; i <= highest; i++) {
      schemas.put(new VersionRef(level(i), 1), of.apply(i - 1, 1));
      schemas.put(new VersionRef(level(i), 2), of.apply(i - 1, 2));
    }
    return schemas;
  }

  @Test
  void theEndOfTheLongestChainIsJudged() {
    Map<VersionRef, Schema> schemas = levels(DEEPEST, HostileReferencesTest::one);
    List<Violation> violations =
        SmallStack.call(
            () ->
                Compatibility.canRead(
                        one(DEEPEST - 1, 1),
                        one(DEEPEST - 1, 2),
                        ReadingOptions.DEFAULTS,
                        schemas::get)
                    .violations());
    assertThat(violations)
        .extracting(Violation::rule, Violation::location)
        .containsExactly(Tuple.tuple(Rule.TYPE_NARROWED, "down.".repeat(DEEPEST) + "x"));
    assertThatThrownBy(
            () ->
                Compatibility.canRead(
                    one(DEEPEST, 1), one(DEEPEST, 2), ReadingOptions.DEFAULTS, schemas::get))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void waysThatMultiplyAreLookedIntoOnce() {
    Map<VersionRef, Schema> schemas = levels(MULTIPLYING, HostileReferencesTest::two);
    int[] resolved = {0};
    SchemaResolver counting =
        target -> {
          resolved[0]++;
          return Objects.requireNonNull(schemas.get(target));
        };
    assertThat(
            Compatibility.canRead(
                    two(MULTIPLYING, 2), two(MULTIPLYING, 1), ReadingOptions.DEFAULTS, counting)
                .isCompatible())
        .isTrue();
    assertThat(resolved[0]).isLessThan(10 * MULTIPLYING);

    resolved[0] = 0;
    assertThat(
            Compatibility.canRead(
                    two(MULTIPLYING, 1), two(MULTIPLYING, 2), ReadingOptions.DEFAULTS, counting)
                .violations())
        .hasSizeBetween(1, Schema.MAX_FIELDS);
    assertThat(resolved[0]).isLessThan(100 * Schema.MAX_FIELDS);
  }

  @Test
  void waysThatMultiplyAreRegisteredAndCompared() {
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      registry.register(level(0), bottom(ScalarType.INT));
      registry.register(level(0), bottom(ScalarType.BIGINT));
      for (int i = 1; i <= MULTIPLYING; i++) {
        registry.register(level(i), two(i - 1, 1));
        registry.register(level(i), two(i - 1, 2));
      }
      assertThat(registry.evolution().diff(level(MULTIPLYING), 1, 2).changes()).hasSize(2);
      assertThat(
              registry.evolution().canRead(two(MULTIPLYING, 1), two(MULTIPLYING, 2)).isCompatible())
          .isFalse();
    }
  }

  @Test
  void noOrderOfRegistrationClosesACircle() {
    Subject one = Subject.of("hostile", "one");
    Subject other = Subject.of("hostile", "other");
    Schema toOne = Schema.of(Field.nullable("next", to(one, 1)));
    Schema toOther = Schema.of(Field.nullable("next", to(other, 1)));
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      assertThatThrownBy(() -> registry.register(one, toOne)).isInstanceOf(NotFoundException.class);
      for (List<RegistrationRequest> circle :
          List.of(
              List.of(RegistrationRequest.of(one, toOther), RegistrationRequest.of(other, toOne)),
              List.of(RegistrationRequest.of(other, toOne), RegistrationRequest.of(one, toOther)),
              List.of(RegistrationRequest.of(one, toOne)))) {
        assertThatThrownBy(() -> registry.schemas().registerAll(circle))
            .isInstanceOf(NotFoundException.class);
      }
      assertThat(registry.subjects().list()).isEmpty();
    }
  }

  @Test
  void aVersionMayLeadBackToAnEarlierOneAsThatEnds() {
    Subject list = Subject.of("hostile", "list");
    Schema end = Schema.of(Field.nullable("value", ScalarType.INT));
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      registry.register(list, end);
      for (int version = 1; version < DEEPEST; version++) {
        registry.register(
            list, end.toBuilder().field(Field.nullable("next", to(list, version))).build());
      }
      assertThat(registry.latest(list).version()).isEqualTo(DEEPEST);
    }
  }
}
