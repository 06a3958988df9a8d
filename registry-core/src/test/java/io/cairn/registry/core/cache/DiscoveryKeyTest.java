package io.cairn.registry.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.discovery.DiscoveryOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer is remembered under. */
@Tag("K1")
class DiscoveryKeyTest {
  private static final DiscoveryOptions OPTIONS = DiscoveryOptions.defaults();

  @Test
  void everyOptionButTheListenerIsPartOfIt() {
    List<String> options =
        Arrays.stream(DiscoveryOptions.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .map(Field::getName)
            .filter(name -> !name.equals("listener"))
            .toList();
    assertThat(DiscoveryKey.Options.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void theOptionsOfARefreshAreThoseOfTheQuestion() {
    DiscoveryOptions asked =
        DiscoveryOptions.builder().sampleRecords(7).maxFields(3).maxDepth(2).build();
    DiscoveryKey.Options key = DiscoveryKey.Options.of(asked);
    assertThat(DiscoveryKey.Options.of(key.silent())).isEqualTo(key);
  }

  @Test
  void whatIsNoRegularFileIsNotRemembered(@TempDir Path folder) {
    assertThat(DiscoveryKey.find(folder.toUri(), OPTIONS)).isNull();
    assertThat(DiscoveryKey.find(folder.resolve("none").toUri(), OPTIONS)).isNull();
    assertThat(DiscoveryKey.find(URI.create("file:relative"), OPTIONS)).isNull();
    assertThat(DiscoveryKey.find(URI.create("no-scheme"), OPTIONS)).isNotNull();
  }
}
