package io.cairn.registry.sqlite;

import io.cairn.registry.Deprecation;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.VersionHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  private PackedVersions() {}

  /**
   * The versions, oldest first.
   *
   * @throws RuntimeException if there is something else in the column, or a version does not have
   *     its hash
   */
  static List<VersionHead> read(Subject subject, @Nullable String packed) {
    List<VersionHead> versions = new ArrayList<>();
    if (packed != null) {
      for (String row : packed.split(",", -1)) {
        versions.add(head(subject, row.split(" ", -1)));
      }
      versions.sort(BY_NUMBER);
    }
    return versions;
  }

  private static VersionHead head(Subject subject, String[] fields) {
    int version = Integer.parseInt(fields[0]);
    byte[] contentId = HexFormat.of().parseHex(fields[1]);
    VersionState state = VersionState.valueOf(fields[2]);
    byte[] hash = HexFormat.of().parseHex(fields[3]);
    VersionHead head =
        new VersionHead(version, Rows.schemaId(contentId), state, deprecation(fields[4]));
    if (!Arrays.equals(hash, RowHash.ofVersion(subject, head))) {
      throw RowHash.damaged("the row of " + subject + "#" + version);
    }
    return head;
  }

  private static @Nullable Deprecation deprecation(String hex) {
    return hex.isEmpty()
        ? null
        : Rows.deprecation(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
  }
}
