package io.cairn.registry.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What processes did to the files in a folder, and what they said, in order. */
final class Trace {
  /** What happened. */
  enum Kind {
    WRITE,
    TRUNCATE,
    SYNC,
    UNLINK,
    SAID;

    private static Kind of(byte code) {
      return switch (code) {
        case 'W' -> WRITE;
        case 'T' -> TRUNCATE;
        case 'S' -> SYNC;
        case 'U' -> UNLINK;
        case 'A' -> SAID;
        default -> throw new IllegalStateException("unknown event " + code);
      };
    }
  }

  /** One thing that happened. */
  static final class Event {
    private final Kind kind;
    private final String file;
    private final long offset;
    private final byte[] data;

    private Event(Kind kind, String file, long offset, byte[] data) {
      this.kind = kind;
      this.file = file;
      this.offset = offset;
      this.data = data;
    }

    Kind kind() {
      return kind;
    }

    /** The name within the folder; empty for what was said. */
    String file() {
      return file;
    }

    /** Where it was written, or the size after cutting. */
    long offset() {
      return offset;
    }

    /** What was written or said; not to be changed. */
    byte[] data() {
      return data;
    }
  }

  private final Path library;
  private final Path folder;
  private final Path file;

  private Trace(Path library, Path folder, Path file) {
    this.library = library;
    this.folder = folder;
    this.file = file;
  }

  /** Traces what happens in {@code data}; a test that cannot is skipped, and says why. */
  static Trace of(Path data, Path temporary) throws Exception {
    Path source = temporary.resolve("trace.c");
    try (var resource = Trace.class.getResourceAsStream("/power-loss/trace.c")) {
      Files.write(source, Objects.requireNonNull(resource).readAllBytes());
    }
    Path library = temporary.resolve("trace.so");
    String failure = compile(source, library);
    if (!failure.isEmpty()) {
      System.err.println("LOSSES OF POWER ARE NOT TESTED: they need Linux and cc; " + failure);
    }
    Assumptions.assumeTrue(failure.isEmpty(), failure);
    return new Trace(library, data.toRealPath(), temporary.resolve("trace"));
  }

  private static String compile(Path source, Path library) throws InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "this is " + System.getProperty("os.name");
    }
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
              .inheritIO()
              .start();
      return compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0
          ? ""
          : "cc has failed";
    } catch (IOException none) {
      return none.toString();
    }
  }

  /** What a process needs in its environment to be traced. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "TRACE_FOLDER",
        folder.toString(),
        "TRACE_FILE",
        file.toString());
  }

  /** Everything so far; what was written down in part alone is left out. */
  List<Event> events() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.remaining() >= 15) {
      Kind kind = Kind.of(bytes.get());
      byte[] name = new byte[bytes.getShort()];
      if (bytes.remaining() < name.length + 12) {
        break;
      }
      bytes.get(name);
      long offset = bytes.getLong();
      int length = bytes.getInt();
      if (bytes.remaining() < length) {
        break;
      }
      byte[] data = new byte[length];
      bytes.get(data);
      events.add(new Event(kind, new String(name, StandardCharsets.UTF_8), offset, data));
    }
    return events;
  }
}
