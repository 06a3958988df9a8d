package io.cairn.registry.core.cache;

import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer depends on: the place, how it is looked at, and, for a file of this machine, the
 * state it is in.
 *
 * @param source the place
 * @param options how it is looked at; who is told of progress makes no difference
 * @param file the state of the file; null if the place is none
 */
record DiscoveryKey(URI source, Options options, @Nullable FileState file) {

  /** Everything of {@link DiscoveryOptions} but the listener. */
  record Options(
      DiscoveryOptions.Scan scan,
      int sampleRecords,
      long maxBytes,
      int maxRecordBytes,
      int maxFields,
      int maxDepth,
      Duration timeout,
      List<Path> allowedRoots,
      Optional<Schema> explicitSchema) {

    static Options of(DiscoveryOptions options) {
      return new Options(
          options.scan(),
          options.sampleRecords(),
          options.maxBytes(),
          options.maxRecordBytes(),
          options.maxFields(),
          options.maxDepth(),
          options.timeout(),
          options.allowedRoots(),
          options.explicitSchema());
    }

    DiscoveryOptions silent() {
      DiscoveryOptions.Builder builder =
          DiscoveryOptions.builder()
              .scan(scan)
              .sampleRecords(sampleRecords)
              .maxBytes(maxBytes)
              .maxRecordBytes(maxRecordBytes)
              .maxFields(maxFields)
              .maxDepth(maxDepth)
              .timeout(timeout)
              .allowedRoots(allowedRoots);
      explicitSchema.ifPresent(builder::explicitSchema);
      return builder.build();
    }
  }

  /** Which file it is and when it was written; another one after any change. */
  record FileState(@Nullable Object file, long bytes, FileTime modified) {}

  /** The key; null if the answer must not be remembered. */
  static @Nullable DiscoveryKey find(URI source, DiscoveryOptions options) {
    if (!"file".equalsIgnoreCase(source.getScheme())) {
      return new DiscoveryKey(source, Options.of(options), null);
    }
    FileState state = state(source);
    return state == null ? null : new DiscoveryKey(source, Options.of(options), state);
  }

  /** Of a regular file alone: nobody can tell by a folder whether what is in it has changed. */
  private static @Nullable FileState state(URI source) {
    try {
      BasicFileAttributes found = Files.readAttributes(Path.of(source), BasicFileAttributes.class);
      return found.isRegularFile()
          ? new FileState(found.fileKey(), found.size(), found.lastModifiedTime())
          : null;
    } catch (IOException
        | IllegalArgumentException
        | FileSystemNotFoundException
        | SecurityException unknown) {
      return null;
    }
  }
}
