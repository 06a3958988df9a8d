package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Signal;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Keys of signals are in the order of the signals. */
@Tag("T2")
class SignalKeyTest {
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "b", "\u0001", "\u007F", "\u0080", "\u07FF", "\uD7FF", "\uE000")
        .edgeCases(none -> none.none())
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts))
        .flatMap(
            name ->
                Arbitraries.of(
                    name, name + "\uD83D\uDE00", name + "\uFFFF", "\uDBFF\uDFFF" + name));
  }

  @Provide
  Arbitrary<Signal> signals() {
    return Combinators.combine(
            Arbitraries.of(SchemaKind.class), names(), Arbitraries.of("", "A", "AB", "B"))
        .as(Signal::new);
  }

  @Property
  void theOrderIsThatOfJava(@ForAll("signals") Signal one, @ForAll("signals") Signal other) {
    assertThat(Integer.signum(compare(one, other))).isEqualTo(Integer.signum(one.compareTo(other)));
  }

  @Property
  void aPatternsRangeHasWhatIsOfThePattern(
      @ForAll("signals") Signal signal, @ForAll("names") String name) {
    for (NamePattern pattern :
        new NamePattern[] {NamePattern.exactly(name), new NamePattern(name + "*")}) {
      byte[] key = SignalKey.of(signal);
      boolean inside =
          Arrays.compareUnsigned(key, SignalKey.before(signal.kind(), pattern)) > 0
              && Arrays.compareUnsigned(key, SignalKey.behind(signal.kind(), pattern)) < 0;
      assertThat(inside).isEqualTo(pattern.matches(signal.name()));
    }
  }

  private static int compare(Signal one, Signal other) {
    return Arrays.compareUnsigned(SignalKey.of(one), SignalKey.of(other));
  }
}
