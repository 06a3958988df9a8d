package io.cairn.registry.sqlite;

import io.cairn.registry.sqlite.Trace.Event;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk with a cache: what was synchronized stays when the power goes, and of what was written
 * afterwards anything may be there, in any order, by sectors. A file that was made or deleted stays
 * so.
 */
final class PowerLoss {
  private static final int SECTOR = 512;

  private final Map<String, Cached> files = new TreeMap<>();

  /** A file on the disk, and what is in the cache alone. */
  private static final class Cached {
    private final Content disk = new Content();
    private final List<Event> cache = new ArrayList<>();
  }

  /** Bytes that grow. */
  private static final class Content {
    private byte[] bytes = new byte[0];
    private int size;

    private static Content copy(Content other) {
      Content copy = new Content();
      copy.bytes = Arrays.copyOf(other.bytes, other.size);
      copy.size = other.size;
      return copy;
    }

    private void resize(int to) {
      if (to > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 2));
      }
      if (to < size) {
        Arrays.fill(bytes, to, size, (byte) 0);
      }
      size = to;
    }

    private void write(int at, byte[] data, int from, int length) {
      resize(Math.max(size, at + length));
      System.arraycopy(data, from, bytes, at, length);
    }

    private void apply(Event event) {
      if (event.kind() == Trace.Kind.TRUNCATE) {
        resize((int) event.offset());
      } else {
        write((int) event.offset(), event.data(), 0, event.data().length);
      }
    }

    /** Each sector of it, or not. */
    private void applyTorn(Event event, Random random) {
      if (event.kind() == Trace.Kind.TRUNCATE) {
        apply(event);
        return;
      }
      for (int from = 0; from < event.data().length; from += SECTOR) {
        if (random.nextBoolean()) {
          int length = Math.min(SECTOR, event.data().length - from);
          write((int) event.offset() + from, event.data(), from, length);
        }
      }
    }
  }

  void apply(Event event) {
    Cached file = files.computeIfAbsent(event.file(), name -> new Cached());
    switch (event.kind()) {
      case WRITE, TRUNCATE -> file.cache.add(event);
      case SYNC -> {
        file.cache.forEach(file.disk::apply);
        file.cache.clear();
      }
      case UNLINK -> files.remove(event.file());
      case SAID -> {}
    }
  }

  /** What may survive of a cache. */
  private enum Survival {
    NOTHING,
    PREFIX,
    ANYTHING,
    EVERYTHING
  }

  /** Makes the folder what is found after the power has gone. */
  void lay(Path folder, Random random) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, Cached> file : files.entrySet()) {
      if (!file.getKey().isEmpty() && !file.getKey().endsWith("-shm")) {
        Content left = survivors(file.getValue(), random);
        Files.write(folder.resolve(file.getKey()), Arrays.copyOf(left.bytes, left.size));
      }
    }
  }

  private static Content survivors(Cached file, Random random) {
    Content left = Content.copy(file.disk);
    int cached = file.cache.size();
    switch (Survival.values()[random.nextInt(Survival.values().length)]) {
      case NOTHING -> {}
      case PREFIX -> {
        int whole = random.nextInt(cached + 1);
        file.cache.subList(0, whole).forEach(left::apply);
        if (whole < cached) {
          left.applyTorn(file.cache.get(whole), random);
        }
      }
      case ANYTHING -> {
        for (Event event : file.cache) {
          if (random.nextBoolean()) {
            left.applyTorn(event, random);
          } else if (random.nextBoolean()) {
            left.apply(event);
          }
        }
      }
      case EVERYTHING -> file.cache.forEach(left::apply);
    }
    return left;
  }
}
