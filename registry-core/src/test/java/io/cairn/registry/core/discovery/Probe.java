package io.cairn.registry.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.FieldProfile;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.schema.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** An engine over data in memory, for short tests. */
final class Probe {
  final MemoryLocation memory = new MemoryLocation();
  final DiscoveryEngine engine = DiscoveryEngine.builder().location("memory", memory).build();

  Discovered csv(String text) {
    return discover(memory.put("data.csv", text), DiscoveryOptions.defaults());
  }

  Discovered json(String text) {
    return discover(memory.put("data.json", text), DiscoveryOptions.defaults());
  }

  Discovered bytes(String name, byte[] bytes) {
    return discover(memory.put(name, bytes), DiscoveryOptions.defaults());
  }

  Discovered discover(URI source, DiscoveryOptions options) {
    try {
      return engine.discover(source, options);
    } finally {
      assertThat(memory.open).as("streams left open").isZero();
    }
  }

  DiscoveryException refused(String name, byte[] bytes) {
    return refused(memory.put(name, bytes), DiscoveryOptions.defaults());
  }

  DiscoveryException refused(String name, Supplier<InputStream> stream, DiscoveryOptions options) {
    return refused(memory.put(name, stream), options);
  }

  DiscoveryException refused(URI source, DiscoveryOptions options) {
    DiscoveryException refused =
        catchThrowableOfType(DiscoveryException.class, () -> discover(source, options));
    assertThat(refused).as("the error").isNotNull();
    assertThat(refused.source()).isEqualTo(source);
    assertThat(refused).hasMessageContaining(source.toString());
    return refused;
  }

  static List<String> fields(Discovered discovered) {
    return discovered.schema().fields().stream().map(Field::toString).toList();
  }

  static FieldProfile profile(Discovered discovered, String path) {
    return discovered.profile().fields().stream()
        .filter(field -> field.path().toString().equals(path))
        .findFirst()
        .orElseThrow();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
