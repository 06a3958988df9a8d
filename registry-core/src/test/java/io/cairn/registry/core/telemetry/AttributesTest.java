package io.cairn.registry.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.ValueType;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private final Attributes attributes = new Attributes();

  private void insert(int at, String name) {
    attributes.insert(at, name, FieldSource.COLUMN, ValueType.TEXT, "of " + name, at);
  }

  @Test
  void whatIsInsertedMovesWhatIsBehindIt() {
    for (int i = 0; i < 20; i++) {
      insert(i, "first" + i);
    }
    insert(1, "a");
    insert(2, "b");
    assertThat(attributes.size()).isEqualTo(22);
    assertThat(attributes.names).startsWith("first0", "a", "b", "first1", "first2");
    assertThat(attributes.texts).startsWith("of first0", "of a", "of b", "of first1");
    assertThat(attributes.bits).startsWith(0, 1, 2, 1, 2, 3);
  }

  @Test
  @Tag("T13")
  void textsOfALargerObservationAreNotKeptByASmallerOne() {
    for (int i = 0; i < 100; i++) {
      insert(i, "large" + i);
    }
    attributes.forgetEarlier();
    assertThat(attributes.texts[99]).isEqualTo("of large99");
    attributes.clear();
    insert(0, "small");
    attributes.forgetEarlier();
    assertThat(Arrays.stream(attributes.texts))
        .containsOnlyOnce("of small")
        .containsOnly("of small", null);
  }
}
