package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CanonicalFormTest {
  private static final Schema BASE =
      Schema.builder()
          .field(Field.builder("a", ScalarType.INT).nullable().alias("z").doc("d").build())
          .field(Field.required("b", ScalarType.TEXT))
          .trait("unit", "ms")
          .build();

  @Nested
  @Tag("H2")
  final class IsPartOfTheIdentity {
    @Test
    void kind() {
      assertDiffer(BASE, BASE.toBuilder().kind(SchemaKind.LOG).build());
    }

    @Test
    void traitNamesAndValues() {
      assertDiffer(BASE, BASE.toBuilder().trait("unit", "s").build());
      assertDiffer(BASE, BASE.toBuilder().trait("unit", null).build());
      assertDiffer(BASE, BASE.toBuilder().trait("unit", null).trait("Unit", "ms").build());
      assertDiffer(BASE, BASE.toBuilder().trait("more", "").build());
    }

    @Test
    void whichFieldsThereAre() {
      assertDiffer(BASE, BASE.toBuilder().field(Field.required("c", ScalarType.INT)).build());
      assertDiffer(BASE, Schema.of(BASE.fields().get(0)));
    }

    @Test
    void source() {
      assertFieldMatters(field -> field.source(FieldSource.COLUMN));
      assertDiffer(
          Schema.of(text().source(FieldSource.SPAN).build()),
          Schema.of(text().source(FieldSource.EVENT).build()));
    }

    @Test
    void name() {
      assertDiffer(
          Schema.of(Field.required("a", ScalarType.INT)),
          Schema.of(Field.required("A", ScalarType.INT)));
      assertDiffer(
          Schema.of(Field.required("\u00e9", ScalarType.INT)),
          Schema.of(Field.required("e\u0301", ScalarType.INT)));
    }

    @Test
    void nullability() {
      assertFieldMatters(Field.Builder::nullable);
    }

    @Test
    void defaultInEachOfItsForms() {
      List<DefaultValue> defaults = new ArrayList<>(Samples.defaults().values());
      defaults.add(DefaultValue.NONE);
      defaults.add(DefaultValue.literal("0"));
      defaults.add(DefaultValue.literal("null"));
      defaults.add(DefaultValue.call("now"));
      defaults.add(DefaultValue.call("NOW", 1));
      defaults.add(DefaultValue.call("NOW", "1"));
      defaults.add(DefaultValue.call("NOW", List.of(1)));
      List<Schema> schemas = new ArrayList<>();
      for (DefaultValue value : defaults) {
        schemas.add(
            Schema.of(Field.builder("f", ScalarType.JSON).nullable().defaultValue(value).build()));
      }
      assertAllDiffer(schemas);
    }

    @Test
    void aliases() {
      assertFieldMatters(field -> field.alias("former"));
      assertDiffer(
          Schema.of(text().alias("x").build()), Schema.of(text().alias("x").alias("y").build()));
    }

    @Test
    void keyRoles() {
      assertFieldMatters(field -> field.key(FieldKey.PRIMARY));
      assertFieldMatters(field -> field.key(FieldKey.PARTITION));
      assertDiffer(
          Schema.of(text().key(FieldKey.PRIMARY).build()),
          Schema.of(text().key(FieldKey.PARTITION).build()));
    }

    @Test
    void typeAndEachOfItsParameters() {
      List<DataType> types = new ArrayList<>(Samples.types().values());
      types.add(DataType.embedding(2));
      types.add(DataType.decimal(10, 3));
      types.add(DataType.decimal(11, 2));
      types.add(DataType.enumeration("a"));
      types.add(new EnumType(List.of("a", "b"), "a"));
      types.add(new EnumType(List.of("a", "b"), "b"));
      types.add(new ArrayType(ScalarType.INT, Nullability.NULLABLE));
      types.add(DataType.array(ScalarType.BIGINT));
      types.add(new MapType(ScalarType.TEXT, ScalarType.DOUBLE, Nullability.NULLABLE));
      types.add(new MapType(ScalarType.INT, ScalarType.DOUBLE, Nullability.REQUIRED));
      types.add(DataType.map(ScalarType.FLOAT));
      types.add(DataType.struct("Other", Field.required("x", ScalarType.FLOAT)));
      types.add(DataType.struct(Field.required("x", ScalarType.FLOAT)));
      types.add(DataType.struct("Point", Field.nullable("x", ScalarType.FLOAT)));
      types.add(DataType.union(ScalarType.INT, ScalarType.TEXT));
      types.add(DataType.union(ScalarType.INT, ScalarType.TEXT, ScalarType.BYTES));
      assertAllDiffer(types.stream().map(type -> Schema.of(Field.required("f", type))).toList());
    }

    @Test
    void eachPartOfAReference() {
      Subject subject = Subject.of("shop", "customer");
      assertAllDiffer(
          List.of(
              referring(subject, 1),
              referring(subject, 2),
              referring(Subject.of("shop2", "customer"), 1),
              referring(Subject.of("shop", "customers"), 1),
              referring(Subject.of("", "shop.customer"), 1),
              referring(subject.ownedBy("a"), 1),
              referring(subject.ownedBy("b"), 1)));
    }
  }

  @Nested
  @Tag("H2")
  final class IsNotPartOfTheIdentity {
    @Test
    void orderOfFields() {
      List<Field> fields = new ArrayList<>(Samples.everyField());
      Schema schema = Schema.builder().fields(fields).build();
      for (int seed = 0; seed < 50; seed++) {
        Collections.shuffle(fields, new Random(seed));
        assertSame(schema, Schema.builder().fields(fields).build());
      }
    }

    @Test
    void orderOfNestedFields() {
      Field x = Field.required("x", ScalarType.INT);
      Field y = Field.required("y", ScalarType.INT);
      assertSame(
          Schema.of(Field.required("p", DataType.array(DataType.struct(x, y)))),
          Schema.of(Field.required("p", DataType.array(DataType.struct(y, x)))));
    }

    @Test
    void orderOfSymbols() {
      assertSame(
          Schema.of(Field.required("f", new EnumType(List.of("a", "b", "c"), "b"))),
          Schema.of(Field.required("f", new EnumType(List.of("c", "a", "b"), "b"))));
    }

    @Test
    void orderOfBranches() {
      DataType order = DataType.struct("Order", Field.required("id", ScalarType.INT));
      DataType note = DataType.struct("Note");
      assertSame(
          Schema.of(Field.required("f", DataType.union(order, ScalarType.TEXT, note))),
          Schema.of(Field.required("f", DataType.union(note, order, ScalarType.TEXT))));
    }

    @Test
    void orderOfAliases() {
      assertSame(
          Schema.of(text().alias("x").alias("\uFFFD").alias("😀").build()),
          Schema.of(text().alias("😀").alias("\uFFFD").alias("x").build()));
    }

    @Test
    void docs() {
      assertSame(Schema.of(text().build()), Schema.of(text().doc("something").build()));
      assertSame(
          Schema.of(Field.required("s", DataType.struct(text().build()))),
          Schema.of(Field.required("s", DataType.struct(text().doc("something").build()))));
    }

    @Test
    void spellingOfNumbers() {
      assertSame(
          Schema.of(Field.builder("f", ScalarType.DOUBLE).defaultsTo(1).build()),
          Schema.of(Field.builder("f", ScalarType.DOUBLE).defaultsTo(1.0).build()));
    }
  }

  @Nested
  @Tag("H5")
  final class IsInjective {
    @Test
    void twoNamesAreNotOneNameWithAComma() {
      assertDiffer(
          Schema.of(Field.required("a", ScalarType.TEXT), Field.required("b", ScalarType.TEXT)),
          Schema.of(Field.required("a,b", ScalarType.TEXT)));
      assertDiffer(
          Schema.of(Field.required("f", DataType.enumeration("a", "b"))),
          Schema.of(Field.required("f", DataType.enumeration("a,b"))));
    }

    @Test
    void aSeparatorCannotMoveBetweenNameAndValue() {
      assertDiffer(
          Schema.builder().trait("m|1", "").build(), Schema.builder().trait("m", "1|").build());
      assertDiffer(
          Schema.builder().trait("m1", "").build(), Schema.builder().trait("m", "1").build());
    }

    @Test
    void fieldsDoNotMoveBetweenLevels() {
      Field a = Field.required("a", ScalarType.INT);
      Field b = Field.required("b", ScalarType.INT);
      assertDiffer(
          Schema.of(Field.required("s", DataType.struct(a)), b),
          Schema.of(Field.required("s", DataType.struct(a, b))));
    }

    @Test
    void anAliasIsNotADefault() {
      assertDiffer(Schema.of(text().alias("x").build()), Schema.of(text().defaultsTo("x").build()));
    }
  }

  @Test
  @Tag("H1")
  void startsWithTheVersionOfTheForm() {
    assertThat(CanonicalForm.encode(BASE)[0]).isEqualTo((byte) 0xF0);
  }

  @Test
  @Tag("H1")
  void orderIsThatOfTheUtf8Bytes() {
    assertThat(
            CanonicalOrder.sorted(
                List.of("😀", "\uFFFD", "\uD7FF", "z", "a", "ab", ""), CanonicalOrder.TEXT))
        .containsExactly("", "a", "ab", "z", "\uD7FF", "\uFFFD", "😀");
  }

  private static Field.Builder text() {
    return Field.builder("f", ScalarType.TEXT);
  }

  private static Schema referring(Subject subject, int version) {
    return Schema.of(Field.required("f", new ReferenceType(new VersionRef(subject, version))));
  }

  private static void assertFieldMatters(UnaryOperator<Field.Builder> mutation) {
    Field mutated = mutation.apply(text()).build();
    assertDiffer(Schema.of(text().build()), Schema.of(mutated));
    assertDiffer(
        Schema.of(Field.required("s", DataType.struct(text().build()))),
        Schema.of(Field.required("s", DataType.struct(mutated))));
  }

  private static void assertAllDiffer(List<Schema> schemas) {
    for (int i = 0; i < schemas.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertDiffer(schemas.get(i), schemas.get(j));
      }
    }
  }

  private static void assertDiffer(Schema a, Schema b) {
    Identity identity = Identity.create();
    assertThat(CanonicalForm.encode(a)).isNotEqualTo(CanonicalForm.encode(b));
    assertThat(identity.canonical(a).id()).isNotEqualTo(identity.canonical(b).id());
  }

  private static void assertSame(Schema a, Schema b) {
    Identity identity = Identity.create();
    assertThat(CanonicalForm.encode(a)).isEqualTo(CanonicalForm.encode(b));
    assertThat(identity.canonical(a)).isEqualTo(identity.canonical(b));
  }
}
