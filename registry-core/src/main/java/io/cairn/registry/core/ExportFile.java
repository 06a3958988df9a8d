package io.cairn.registry.core;

import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.transfer.StoreExport;
import io.cairn.registry.core.transfer.StoreImport;
import io.cairn.registry.core.transfer.TransferProgress;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Exports in files. */
final class ExportFile {
  private ExportFile() {}

  static void write(RegistryStore store, Path to) {
    OutputStream made;
    try {
      made = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException refused) {
      throw new InvalidInputException(
          "Cannot export to " + to + ": the file exists or cannot be made; name another.", refused);
    }
    boolean complete = false;
    try (OutputStream out = made) {
      StoreExport.write(store, out, TransferProgress.NONE);
      complete = true;
    } catch (IOException failed) {
      throw new StoreException("Cannot export to " + to + ": it cannot be written.", failed);
    } finally {
      if (!complete) {
        remove(to);
      }
    }
  }

  private static void remove(Path incomplete) {
    try {
      Files.deleteIfExists(incomplete);
    } catch (IOException kept) {
      throw new StoreException(
          "Cannot export to " + incomplete + ", nor delete what is incomplete; delete it.", kept);
    }
  }

  static void read(RegistryStore store, Identity identity, Path from) {
    InputStream found;
    try {
      found = Files.newInputStream(from);
    } catch (IOException refused) {
      throw new InvalidInputException(
          "Cannot import " + from + ": there is no such file, or it may not be read.", refused);
    }
    try (InputStream in = found) {
      StoreImport.read(store, identity, in, TransferProgress.NONE);
    } catch (IOException failed) {
      throw new StoreException("Cannot import " + from + ": it cannot be closed.", failed);
    }
  }
}
