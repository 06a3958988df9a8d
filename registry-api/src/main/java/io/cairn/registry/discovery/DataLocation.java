package io.cairn.registry.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where bytes are: lists and opens them, and knows nothing of formats; every {@link DataFormat}
 * works on every location. Thread-safe. Throws {@link io.cairn.registry.error.DiscoveryException}
 * where it knows the reason; a plain {@link IOException} is reported as {@code UNREADABLE}.
 */
public interface DataLocation {

  /** The schemes of the URIs it serves, without the colon, in lower case. */
  Set<String> schemes();

  /**
   * The things behind this URI, in a stable order: one for a file, more for a folder or a prefix;
   * never empty.
   */
  List<DataObject> list(URI source, DiscoveryOptions options) throws IOException;

  /** Bytes that can be opened as often as needed. */
  interface DataObject {
    URI uri();

    /**
     * The last part of its name, by which formats may be told apart where content does not decide.
     */
    String name();

    /** How many bytes there are, as stored, if that is known. */
    OptionalLong size();

    /** Opens the bytes as stored, from the first one; the caller closes the stream. */
    InputStream open() throws IOException;
  }
}
