package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DataLocation;
import io.cairn.registry.discovery.DiscoveryOptions;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Data under {@code mem:/name}; {@code mem:/} is all of it. Counts what is open. */
final class MemoryLocation implements DataLocation {
  private final Map<String, Supplier<InputStream>> data = new TreeMap<>();
  int open;
  int opened;

  URI put(String name, String text) {
    return put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  URI put(String name, byte[] bytes) {
    return put(name, () -> new ByteArrayInputStream(bytes));
  }

  URI put(String name, Supplier<InputStream> stream) {
    data.put(name, stream);
    return URI.create("mem:/" + name);
  }

  @Override
  public Set<String> schemes() {
    return Set.of("mem");
  }

  @Override
  public List<DataObject> list(URI source, DiscoveryOptions options) {
    List<DataObject> found = new ArrayList<>();
    data.forEach(
        (name, stream) -> {
          if (source.getPath().equals("/") || source.getPath().equals("/" + name)) {
            found.add(new Held(URI.create("mem:/" + name), name, stream));
          }
        });
    return found;
  }

  private final class Held implements DataObject {
    private final URI uri;
    private final String name;
    private final Supplier<InputStream> stream;

    Held(URI uri, String name, Supplier<InputStream> stream) {
      this.uri = uri;
      this.name = name;
      this.stream = stream;
    }

    @Override
    public URI uri() {
      return uri;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public InputStream open() {
      open++;
      opened++;
      return new FilterInputStream(stream.get()) {
        private boolean closed;

        @Override
        public void close() throws IOException {
          super.close();
          open -= closed ? 0 : 1;
          closed = true;
        }
      };
    }
  }
}
