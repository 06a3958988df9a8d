package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verdicts on schemas that refer to others. */
@Tag("C2")
class ReferencesTest {
  private static final Subject POINT = Subject.of("geo", "point");
  private static final Field X = Field.required("x", ScalarType.DOUBLE);

  private final Map<VersionRef, Schema> schemas = new HashMap<>();

  private ReferenceType reference(Subject subject, int version, Schema schema) {
    VersionRef ref = new VersionRef(subject, version);
    schemas.put(ref, schema);
    return new ReferenceType(ref);
  }

  private CompatibilityReport canRead(DataType reader, DataType writer) {
    return Compatibility.canRead(
        Schema.of(Field.required("at", reader)),
        Schema.of(Field.required("at", writer)),
        ReadingOptions.DEFAULTS,
        schemas::get);
  }

  @Test
  void aReferenceReadsWhatTheReferencedSchemaReads() {
    DataType first = reference(POINT, 1, Schema.of(X));
    DataType second = reference(POINT, 2, Schema.of(X, Field.nullable("y", ScalarType.DOUBLE)));
    DataType third = reference(POINT, 3, Schema.of(X, Field.required("y", ScalarType.DOUBLE)));

    assertThat(canRead(second, first).isCompatible()).isTrue();
    assertThat(canRead(first, third).isCompatible()).isTrue();
    assertThat(canRead(third, first).violations())
        .extracting(Violation::rule, Violation::location)
        .containsExactly(Tuple.tuple(Rule.FIELD_MISSING, "at.y"));
  }

  @Test
  void aReferenceAndAStructureOfTheSameFieldsReadEachOther() {
    DataType reference = reference(POINT, 1, Schema.of(X));
    assertThat(canRead(DataType.struct("Point", X), reference).isCompatible()).isTrue();
    assertThat(canRead(reference, DataType.struct(X)).isCompatible()).isTrue();
    assertThat(canRead(reference, ScalarType.TEXT).violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.TYPE_CHANGED);
  }

  @Test
  void aReferencedSchemaOfAnotherUnitIsAnotherThing() {
    DataType metres = reference(POINT, 1, Schema.of(X).toBuilder().trait("unit", "m").build());
    DataType feet = reference(POINT, 2, Schema.of(X).toBuilder().trait("unit", "ft").build());

    assertThat(canRead(DataType.array(feet), DataType.array(metres)).violations())
        .extracting(Violation::rule, Violation::location, Violation::oldPart, Violation::newPart)
        .containsExactly(Tuple.tuple(Rule.TRAIT_CHANGED, "at[] trait unit", "\"m\"", "\"ft\""));
  }

  @Test
  void keysOfAReferencedSchemaAreNoKeysOfTheReferringOne() {
    DataType keyed = reference(POINT, 1, Schema.of(X.toBuilder().key(FieldKey.PRIMARY).build()));
    assertThat(
            Compatibility.canRead(
                    Schema.of(X, Field.nullable("at", keyed)),
                    Schema.of(X),
                    ReadingOptions.DEFAULTS,
                    schemas::get)
                .isCompatible())
        .isTrue();
  }

  @Test
  void aKeyOfAReferencedSchemaIsNoneOfTheRowsThatReferToIt() {
    Field key = X.toBuilder().key(FieldKey.PRIMARY).build();
    DataType keyed = reference(POINT, 1, Schema.of(key));
    DataType plain = reference(POINT, 2, Schema.of(X));

    assertThat(canRead(keyed, plain).isCompatible()).isTrue();
    assertThat(canRead(plain, keyed).isCompatible()).isTrue();
    assertThat(canRead(plain, DataType.struct(X)).isCompatible()).isTrue();
    assertThat(canRead(keyed, DataType.struct(X)).isCompatible()).isTrue();
    for (CompatibilityReport inlined :
        List.of(canRead(keyed, DataType.struct(key)), canRead(DataType.struct(key), keyed))) {
      assertThat(inlined.violations())
          .extracting(Violation::rule, Violation::location)
          .containsExactly(Tuple.tuple(Rule.KEY_CHANGED, "at.x"));
    }
  }

  @Test
  void aKeyInABranchThatOnlyTheReaderHasIsAKeyTheDataLacks() {
    DataType two = DataType.union(ScalarType.TEXT, ScalarType.INT);
    DataType three =
        DataType.union(
            ScalarType.TEXT,
            ScalarType.INT,
            DataType.struct("Point", X.toBuilder().key(FieldKey.PRIMARY).build()));
    assertThat(canRead(three, two).violations())
        .extracting(Violation::rule, Violation::location)
        .containsExactly(Tuple.tuple(Rule.KEY_CHANGED, "at<Point>.x"));
  }

  /** Each schema refers to the one below it twice: 2^60 ways down. */
  private DataType tower(String name, Field bottom) {
    DataType below = reference(Subject.of(name, "s0"), 1, Schema.of(bottom));
    for (int i = 1; i <= 60; i++) {
      below =
          reference(
              Subject.of(name, "s" + i),
              1,
              Schema.of(Field.required("l", below), Field.required("r", below)));
    }
    return below;
  }

  @Test
  void referencesThatAgreeAreLookedIntoOnce() {
    DataType one = tower("one", X);
    DataType other = tower("other", X.toBuilder().doc("how far east").build());
    assertThat(canRead(one, other).isCompatible()).isTrue();
  }

  @Test
  void violationsDoNotMultiplyWithoutBound() {
    DataType one = tower("one", X);
    DataType other = tower("other", Field.required("x", ScalarType.TEXT));
    assertThat(canRead(one, other).violations())
        .hasSize(Schema.MAX_FIELDS)
        .extracting(Violation::rule)
        .containsOnly(Rule.TYPE_CHANGED);
  }

  /** A chain of schemas, each referring to the one below it at its deepest place. */
  private DataType chain(String name, int links, int depth, Field bottom) {
    DataType below = reference(Subject.of(name, "s0"), 1, Schema.of(bottom));
    for (int i = 1; i <= links; i++) {
      DataType type = below;
      for (int level = 2; level < depth; level++) {
        type = DataType.array(type);
      }
      below = reference(Subject.of(name, "s" + i), 1, Schema.of(Field.required("f", type)));
    }
    return below;
  }

  @Test
  void referencesThatAreTooDeepAreRefusedBeforeTheStackEnds() {
    Field text = Field.required("x", ScalarType.TEXT);
    assertThatThrownBy(() -> canRead(chain("a", 70, 3, X), chain("b", 70, 3, text)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("64");
    assertThatThrownBy(
            () ->
                canRead(
                    chain("a", 50, Schema.MAX_DEPTH, X), chain("b", 50, Schema.MAX_DEPTH, text)))
        .isInstanceOf(InvalidInputException.class);
    assertThat(canRead(chain("a", 50, 5, X), chain("b", 50, 5, text)).isCompatible()).isFalse();
  }
}
