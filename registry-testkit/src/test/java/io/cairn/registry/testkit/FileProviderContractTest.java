package io.cairn.registry.testkit;

import io.cairn.registry.core.discovery.DiscoveryEngine;
import io.cairn.registry.discovery.SchemaProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The provider of local files keeps the contract. */
class FileProviderContractTest implements ProviderContract {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final SchemaProvider provider = DiscoveryEngine.builder().build().providers().get(0);
  private Path folder;
  private Path file;

  @BeforeEach
  void file(@TempDir Path temporary) throws IOException {
    folder = temporary.toRealPath();
    file = Files.writeString(folder.resolve("a.csv"), "day,value\n" + "2012-01-01,5\n".repeat(200));
  }

  @Override
  public SchemaProvider provider() {
    return provider;
  }

  @Override
  public URI source() {
    return file.toUri();
  }

  @Override
  public URI missing() {
    return folder.resolve("missing.csv").toUri();
  }

  /** Counted where the system lists what a process has open; elsewhere nothing is known. */
  @Override
  public long openResources() {
    if (Files.notExists(DESCRIPTORS)) {
      return 0;
    }
    long open = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        open += isOfFolder(descriptor) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  private boolean isOfFolder(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(folder);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  @Override
  public Object sourceState() {
    try {
      return List.of(Files.readString(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
