package io.cairn.registry.testkit;

import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.transfer.StoreExport;
import io.cairn.registry.core.transfer.StoreImport;
import io.cairn.registry.core.transfer.TransferProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Exports of stores as texts. */
final class ExportedText {
  private ExportedText() {}

  static String export(RegistryStore store) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StoreExport.write(store, bytes, TransferProgress.NONE);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static void read(RegistryStore store, String text) {
    StoreImport.read(store, Identity.create(), stream(text), TransferProgress.NONE);
  }

  /** Reads it where there is nothing yet, to see whether it can be read. */
  static void readIntoNothing(String text) {
    try (MemoryStore store = new MemoryStore()) {
      read(store, text);
    }
  }

  static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
