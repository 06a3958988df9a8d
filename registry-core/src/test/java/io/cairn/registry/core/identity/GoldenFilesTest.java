package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.json.SchemaJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is stored by one release is read by every later one: the bytes of types, the canonical forms
 * and ids of schemas, and the JSON they are kept as never change.
 *
 * <p>To add a line, add a sample to {@link Samples}; the test fails and shows the line, which goes
 * to the end of the file. A line that is there is never changed or removed: where it differs, the
 * code is wrong. A new canonical form gets a new first byte, beside the old one and with files of
 * its own.
 */
final class GoldenFilesTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  @Tag("M3")
  void typeDescriptorsNeverChange() {
    Map<String, String> actual = new LinkedHashMap<>();
    Samples.types()
        .forEach((name, type) -> actual.put(name, HEX.formatHex(TypeDescriptor.encode(type))));

    assertThat(actual).containsExactlyEntriesOf(golden("types.txt"));
  }

  @Test
  @Tag("M3")
  void oldTypeDescriptorsAreDecodedForEver() {
    golden("types.txt")
        .forEach(
            (name, hex) ->
                assertThat(TypeDescriptor.decode(HEX.parseHex(hex)))
                    .as(name)
                    .isEqualTo(Samples.types().get(name)));
  }

  @Test
  @Tag("H1")
  void canonicalFormsAndIdsNeverChange() {
    Identity identity = Identity.create();
    Map<String, String> actual = new LinkedHashMap<>();
    Samples.schemas()
        .forEach(
            (name, schema) -> {
              CanonicalSchema canonical = identity.canonical(schema);
              actual.put(name, canonical.id() + " " + HEX.formatHex(canonical.form()));
            });

    assertThat(actual).containsExactlyEntriesOf(golden("schemas.txt"));
  }

  @Test
  @Tag("M4")
  void jsonNeverChangesAndIsReadForEver() {
    Map<String, String> actual = new LinkedHashMap<>();
    Samples.schemas().forEach((name, schema) -> actual.put(name, SchemaJson.write(schema)));

    assertThat(actual).containsExactlyEntriesOf(golden("json.txt"));
    golden("json.txt")
        .forEach(
            (name, json) ->
                assertThat(SchemaJson.read(json)).as(name).isEqualTo(Samples.schemas().get(name)));
  }

  private static Map<String, String> golden(String file) {
    Map<String, String> lines = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(GoldenFilesTest.class.getResourceAsStream("golden/" + file))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(line -> lines.put(line[0], line[1]));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return lines;
  }
}
