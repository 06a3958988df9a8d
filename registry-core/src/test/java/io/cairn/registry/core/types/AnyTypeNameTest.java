package io.cairn.registry.core.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.error.InvalidInputException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("M11")
final class AnyTypeNameTest {
  @Property
  void isATypeOrRefused(@ForAll TypeDialect dialect, @ForAll("names") String name) {
    try {
      assertThat(dialect.parse(name)).isNotNull();
    } catch (InvalidInputException refused) {
      assertThat(refused).hasMessageContaining(dialect.name());
    }
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "int",
            "decimal",
            "list",
            "map",
            "struct",
            "timestamp",
            "array",
            " ",
            "<",
            ">",
            "(",
            ")",
            "[",
            "]",
            ",",
            ":",
            "3",
            "-1",
            "99999999999",
            "not null",
            "_");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30),
        pieces.list().ofMaxSize(12).map(p -> String.join("", p)));
  }
}
