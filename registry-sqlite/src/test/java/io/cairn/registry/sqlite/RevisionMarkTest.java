package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.error.StoreLockedException;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged changes that are missing from a file are noticed when it is opened. */
@Tag("W5")
class RevisionMarkTest {
  @TempDir private Path folder;
  private Path file;
  private Path lockFile;

  @BeforeEach
  void nameTheFiles() {
    file = folder.resolve("registry.db");
    lockFile = folder.resolve("registry.db.lock");
  }

  private SqliteStore open() {
    return SqliteStore.open(file, new TestClock());
  }

  private static void put(SqliteStore store, String name) {
    store.commit(WriterProbe.put(Subject.of("m", name))).join();
  }

  /** Puts a copy in the place of the file, two changes after it was made. */
  private void goBackByTwo() throws IOException {
    Path copy = folder.resolve("copy.db");
    try (SqliteStore store = open()) {
      put(store, "a");
      SqliteRegistry.copy(file, copy);
      put(store, "b");
      put(store, "c");
    }
    Files.delete(file);
    Files.move(copy, file);
  }

  @Test
  void nothingIsMissingAfterChangesACloseAndAnOpen() {
    for (int opening = 0; opening < 3; opening++) {
      try (SqliteStore store = open()) {
        assertThat(store.lostRevisions()).isEmpty();
        put(store, "s" + opening);
      }
    }
  }

  @Test
  void anOlderCopyIsServedAndReportedUntilSomethingNewIsWritten() throws IOException {
    goBackByTwo();
    for (int opening = 0; opening < 2; opening++) {
      try (SqliteStore store = open()) {
        assertThat(store.lostRevisions()).contains(new LostRevisions(3, 1));
        assertThat(store.versions().findSubject(Subject.of("m", "a"))).isPresent();
        assertThat(store.versions().findSubject(Subject.of("m", "b"))).isEmpty();
      }
    }
    try (SqliteStore store = open()) {
      put(store, "d");
    }
    try (SqliteStore store = open()) {
      assertThat(store.lostRevisions()).isEmpty();
    }
  }

  @Test
  void anotherFileInTheSamePlaceHasLostNothing() throws IOException {
    goBackByTwo();
    Files.delete(file);
    try (SqliteStore store = open()) {
      assertThat(store.lostRevisions()).isEmpty();
    }
  }

  @Test
  void aDamagedMarkSaysNothing() throws IOException {
    goBackByTwo();
    byte[] content = Files.readAllBytes(lockFile);
    content[content.length - 1] ^= 1;
    Files.write(lockFile, content);
    try (SqliteStore store = open()) {
      assertThat(store.lostRevisions()).isEmpty();
    }
  }

  @Test
  void anInterruptOfTheWriterLeavesTheLockAsItIs() throws IOException {
    try (SqliteStore store = open()) {
      CompletableFuture<Void> interrupted =
          store
              .commit(
                  WriterProbe.running(
                      Subject.of("m", "a"), () -> Thread.currentThread().interrupt()))
              .thenRun(() -> {});
      interrupted.join();
      put(store, "b");
      assertThatThrownBy(this::open).isInstanceOf(StoreLockedException.class);
    }
    assertThat(ByteBuffer.wrap(Files.readAllBytes(lockFile)).getLong(2048 + 16)).isEqualTo(2);
    try (SqliteStore store = open()) {
      assertThat(store.lostRevisions()).isEmpty();
      assertThat(store.versions().findSubject(Subject.of("m", "b"))).isPresent();
    }
  }
}
