package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaId;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.identity.ContentHasher;
import io.cairn.registry.core.store.VersionHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a subject in one column: number, content id, state, hash and deprecation, with
 * spaces between them, and commas between versions. Opening a registry reads all versions there
 * are, and a row for each of them takes several times longer.
 */
final class PackedVersions {
  private static final Comparator<VersionHead> BY_NUMBER =
      Comparator.comparingInt(VersionHead::version);
  private static final int HEX_DIGITS_OF_A_LONG = 16;

  private final Subject subject;
  private final RowHash.OfVersions hashes;
  private final String packed;
  private int at;

  private PackedVersions(Subject subject, String packed) {
    this.subject = subject;
    this.packed = packed;
    hashes = new RowHash.OfVersions(subject);
  }

  /**
   * The versions, oldest first.
   *
   * @throws RuntimeException if there is something else in the column, or a version does not have
   *     its hash
   */
  static List<VersionHead> read(Subject subject, @Nullable String packed) {
    return packed == null ? List.of() : new PackedVersions(subject, packed).all();
  }

  private List<VersionHead> all() {
    List<VersionHead> versions = new ArrayList<>();
    do {
      versions.add(next());
    } while (at++ < packed.length());
    versions.sort(BY_NUMBER);
    return versions;
  }

  private VersionHead next() {
    int version = Integer.parseInt(field());
    SchemaId id = new SchemaId(number(), number());
    at++;
    VersionState state = VersionState.valueOf(field());
    long high = number();
    long low = number();
    at++;
    String deprecation = field();
    VersionHead head =
        new VersionHead(
            version, id, state, deprecation.isEmpty() ? null : Rows.deprecation(text(deprecation)));
    ContentHasher.Hash hash = hashes.of(head);
    if (hash.high() != high || hash.low() != low) {
      throw RowHash.damaged("the row of " + subject + "#" + version);
    }
    return head;
  }

  /** Up to the next space, or the end of the version. */
  private String field() {
    int from = at;
    while (at < packed.length() && packed.charAt(at) > ',') {
      at++;
    }
    String field = packed.substring(from, at);
    if (at < packed.length() && packed.charAt(at) == ' ') {
      at++;
    }
    return field;
  }

  private long number() {
    at += HEX_DIGITS_OF_A_LONG;
    return HexFormat.fromHexDigitsToLong(packed, at - HEX_DIGITS_OF_A_LONG, at);
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }
}
