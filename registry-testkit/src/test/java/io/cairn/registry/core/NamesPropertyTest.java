package io.cairn.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Subject;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.testkit.SchemaArbitraries;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

final class NamesPropertyTest {
  @Provide
  Arbitrary<Subject> subjects() {
    return SchemaArbitraries.subjects();
  }

  @Provide
  Arbitrary<FieldPath> paths() {
    return SchemaArbitraries.paths();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of("a", "é", "😀", ".", "@", "\\", ":", "[]", "{}", "{key}", "<", ">", "span:");
    return Arbitraries.oneOf(
        Arbitraries.strings(), pieces.list().ofMaxSize(8).map(list -> String.join("", list)));
  }

  @Property
  @Tag("M8")
  void everySubjectIsReadBackFromItsText(@ForAll("subjects") Subject subject) {
    assertThat(Subject.parse(subject.toString())).isEqualTo(subject);
  }

  @Property
  @Tag("M8")
  void aTextIsThatOfTheSubjectItIsReadAsOrRefused(@ForAll("texts") String text) {
    try {
      assertThat(Subject.parse(text)).hasToString(text);
    } catch (InvalidInputException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property
  @Tag("M8")
  void differentSubjectsHaveDifferentTexts(
      @ForAll("subjects") Subject one, @ForAll("subjects") Subject other) {
    assertThat(one.toString().equals(other.toString())).isEqualTo(one.equals(other));
  }

  @Property
  @Tag("M4")
  void everyPathIsReadBackFromItsText(@ForAll("paths") FieldPath path) {
    assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
  }

  @Property
  @Tag("M4")
  void aTextIsThatOfThePathItIsReadAsOrRefused(@ForAll("texts") String text) {
    try {
      assertThat(FieldPath.parse(text)).hasToString(text);
    } catch (InvalidInputException refused) {
      assertThat(refused).hasMessageContaining("not a field path");
    }
  }
}
