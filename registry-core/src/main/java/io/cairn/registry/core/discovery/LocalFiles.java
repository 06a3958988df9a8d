package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DataLocation;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Regular files of this machine, as {@code file:///absolute/path}. Links are followed and then
 * compared with the allowed roots. Thread-safe.
 */
final class LocalFiles implements DataLocation {
  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public List<DataObject> list(URI source, DiscoveryOptions options) throws IOException {
    Path asked = path(source);
    List<Path> roots = options.allowedRoots();
    if (!roots.isEmpty() && !isUnder(asked.toAbsolutePath().normalize(), roots)) {
      throw outside(source, roots);
    }
    Path real = realPath(source, asked);
    if (!roots.isEmpty() && !isUnder(real, roots)) {
      throw outside(source, roots);
    }
    BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw failure(
          Reason.UNSUPPORTED_LOCATION, source, "it is a folder; name one file in it", null);
    }
    if (!attributes.isRegularFile()) {
      throw failure(
          Reason.UNSUPPORTED_LOCATION, source, "it is a device, a pipe or the like", null);
    }
    return List.of(new LocalFile(source, real, attributes.size()));
  }

  private static Path path(URI source) {
    try {
      return Path.of(source);
    } catch (IllegalArgumentException | FileSystemNotFoundException | SecurityException e) {
      throw failure(
          Reason.UNSUPPORTED_LOCATION,
          source,
          "it is not of the form file:///absolute/path (" + e.getMessage() + ")",
          e);
    }
  }

  private static Path realPath(URI source, Path asked) throws IOException {
    try {
      return asked.toRealPath();
    } catch (NoSuchFileException e) {
      throw failure(Reason.UNREADABLE, source, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw failure(Reason.UNREADABLE, source, "this process may not read it", e);
    } catch (FileSystemLoopException e) {
      throw failure(Reason.UNREADABLE, source, "its links lead in a circle", e);
    }
  }

  /** Compares with the roots as given and, where they exist, with their links resolved. */
  private static boolean isUnder(Path path, List<Path> roots) throws IOException {
    for (Path root : roots) {
      Path plain = root.toAbsolutePath().normalize();
      if (path.startsWith(plain) || (Files.exists(plain) && path.startsWith(plain.toRealPath()))) {
        return true;
      }
    }
    return false;
  }

  private static DiscoveryException outside(URI source, List<Path> roots) {
    return failure(Reason.UNREADABLE, source, "it is outside of the allowed roots " + roots, null);
  }

  private static DiscoveryException failure(
      Reason reason, URI source, String why, @Nullable Exception cause) {
    return new DiscoveryException(
        reason, source, "Cannot read " + ReadGuard.shown(source) + ": " + why + ".", cause);
  }

  /** A file found; links were resolved when it was. */
  private record LocalFile(URI uri, Path path, long bytes) implements DataObject {
    @Override
    public String name() {
      return String.valueOf(path.getFileName());
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }

    @Override
    public InputStream open() throws IOException {
      try {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
      } catch (AccessDeniedException e) {
        throw failure(Reason.UNREADABLE, uri, "this process may not read it", e);
      }
    }
  }
}
