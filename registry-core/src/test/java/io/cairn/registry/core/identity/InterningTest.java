package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M12")
final class InterningTest {
  private final Identity identity = Identity.create();

  @Test
  void equalFieldsAndNamesBecomeOneObject() {
    Schema one = identity.intern(schema());
    Schema other = identity.intern(schema().toBuilder().trait("unit", "ms").build());

    assertThat(one).isEqualTo(schema());
    for (int i = 0; i < one.fields().size(); i++) {
      assertThat(other.fields().get(i)).isSameAs(one.fields().get(i));
    }
    Field top = one.fields().get(0);
    Field nested = ((StructType) one.fields().get(1).type()).fields().get(0);
    assertThat(nested).isSameAs(top);
  }

  @Test
  void aNameIsOneObjectInDifferentFields() {
    Schema schema =
        identity.intern(
            Schema.of(
                Field.required(copy("id"), ScalarType.INT),
                Field.required(
                    "s",
                    DataType.struct(copy("id"), Field.required(copy("id"), ScalarType.TEXT)))));

    String name = schema.fields().get(0).name();
    StructType struct = (StructType) schema.fields().get(1).type();
    assertThat(struct.name()).isSameAs(name);
    assertThat(struct.fields().get(0).name()).isSameAs(name);
  }

  @Test
  void equalTypesOfDifferentFieldsBecomeOneObject() {
    Schema schema =
        identity.intern(
            Schema.of(
                Field.required("a", DataType.array(DataType.enumeration("x", "y"))),
                Field.required("b", DataType.map(DataType.enumeration("x", "y"))),
                Field.required("c", DataType.array(DataType.enumeration("x", "y")))));

    assertThat(schema.fields().get(2).type()).isSameAs(schema.fields().get(0).type());
  }

  @Test
  void everySampleIsKeptAsItIs() {
    Samples.schemas()
        .forEach((name, schema) -> assertThat(identity.intern(schema)).as(name).isEqualTo(schema));
  }

  @Test
  void whatIsInternedAlreadyIsGivenBack() {
    Schema interned = identity.intern(schema());

    assertThat(identity.intern(interned)).isSameAs(interned);
  }

  @Test
  void aMillionDistinctNamesAreNotKept() {
    Interning interning = new Interning();
    List<WeakReference<Field>> witnesses = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      Field field = interning.intern(Field.required("name-" + i, ScalarType.INT));
      if (i % 10_000 == 0) {
        identity.canonical(Schema.of(field));
        witnesses.add(new WeakReference<>(field));
      }
    }

    for (int i = 0; i < 10 && !allCleared(witnesses); i++) {
      System.gc();
    }

    assertThat(allCleared(witnesses)).isTrue();
  }

  private static boolean allCleared(List<WeakReference<Field>> witnesses) {
    return witnesses.stream().allMatch(witness -> witness.refersTo(null));
  }

  private static Schema schema() {
    Field id = Field.required(copy("id"), DataType.decimal(10, 2));
    return Schema.of(
        id,
        Field.required(
            copy("s"), DataType.struct(Field.required(copy("id"), DataType.decimal(10, 2)))));
  }

  private static String copy(String text) {
    return new String(text.toCharArray());
  }
}
