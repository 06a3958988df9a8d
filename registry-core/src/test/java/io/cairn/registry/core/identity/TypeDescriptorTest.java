package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.TypeTag;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeDescriptorTest {
  @Test
  @Tag("M1")
  void tagsAreTheFixedOnes() {
    Map<TypeTag, Integer> codes = new EnumMap<>(TypeTag.class);
    for (TypeTag tag : TypeTag.values()) {
      codes.put(tag, tag.code());
      assertThat(TypeTag.of(tag.code())).isEqualTo(tag);
    }
    assertThat(codes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(TypeTag.BOOLEAN, 0x01),
                Map.entry(TypeTag.INT, 0x02),
                Map.entry(TypeTag.BIGINT, 0x03),
                Map.entry(TypeTag.DOUBLE, 0x04),
                Map.entry(TypeTag.FLOAT, 0x05),
                Map.entry(TypeTag.TEXT, 0x06),
                Map.entry(TypeTag.TIMESTAMP, 0x07),
                Map.entry(TypeTag.DATE, 0x08),
                Map.entry(TypeTag.DATETIME, 0x09),
                Map.entry(TypeTag.TIME, 0x0A),
                Map.entry(TypeTag.JSON, 0x0B),
                Map.entry(TypeTag.BYTES, 0x0C),
                Map.entry(TypeTag.EMBEDDING, 0x0D),
                Map.entry(TypeTag.UUID, 0x0E),
                Map.entry(TypeTag.DECIMAL, 0x0F),
                Map.entry(TypeTag.SMALLINT, 0x10),
                Map.entry(TypeTag.ENUM, 0x20),
                Map.entry(TypeTag.ARRAY, 0x21),
                Map.entry(TypeTag.MAP, 0x22),
                Map.entry(TypeTag.STRUCT, 0x23),
                Map.entry(TypeTag.UNION, 0x24),
                Map.entry(TypeTag.REFERENCE, 0x25)));
  }

  @Test
  @Tag("M1")
  void everyOtherTagIsAnErrorThatNamesIt() {
    for (int code = 0; code < 256; code++) {
      boolean known = (code >= 0x01 && code <= 0x10) || (code >= 0x20 && code <= 0x25);
      if (!known) {
        byte[] descriptor = {(byte) code};
        assertThatThrownBy(() -> TypeDescriptor.decode(descriptor))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(String.format("0x%02X", code));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 384, 768, 1536, 3072, 8192})
  @Tag("M2")
  void dimensionsInRangeAreAccepted(int dimension) {
    assertThat(TypeDescriptor.decode(TypeDescriptor.encode(DataType.embedding(dimension))))
        .isEqualTo(new EmbeddingType(dimension));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8193, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  @Tag("M2")
  void dimensionsOutOfRangeAreRefusedByValueAndRange(int dimension) {
    assertThatThrownBy(() -> DataType.embedding(dimension))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(Integer.toString(dimension))
        .hasMessageContaining("1 to 8192");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0f0000", "0f2700", "0f0203", "0d00000000", "0d01200000", "0dffffffff"})
  @Tag("M2")
  void parametersOutOfRangeAreNotDecoded(String hex) {
    assertRefused(HexFormat.of().parseHex(hex));
  }

  @Test
  @Tag("M2")
  void decimalsOutOfRangeAreRefusedByValueAndRange() {
    for (int[] bad : new int[][] {{0, 0}, {39, 0}, {-1, 0}, {5, -1}, {5, 6}}) {
      assertThatThrownBy(() -> DataType.decimal(bad[0], bad[1]))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("DECIMAL(" + bad[0] + "," + bad[1] + ")")
          .hasMessageContaining("1 to 38");
    }
    for (int[] good : new int[][] {{1, 0}, {1, 1}, {38, 0}, {38, 38}}) {
      assertThat(DataType.decimal(good[0], good[1]))
          .hasToString("DECIMAL(" + good[0] + "," + good[1] + ")");
    }
  }

  @Test
  @Tag("M3")
  void parametersAreLittleEndian() {
    assertThat(TypeDescriptor.encode(DataType.embedding(1536)))
        .containsExactly(0x0D, 0x00, 0x06, 0x00, 0x00);
    assertThat(TypeDescriptor.encode(DataType.decimal(10, 2))).containsExactly(0x0F, 10, 2);
    assertThat(TypeDescriptor.encode(ScalarType.BIGINT)).containsExactly(0x03);
  }

  @Test
  @Tag("M3")
  void everyTruncationIsRefused() {
    Samples.types()
        .forEach(
            (name, type) -> {
              byte[] whole = TypeDescriptor.encode(type);
              for (int length = 0; length < whole.length; length++) {
                assertRefused(Arrays.copyOf(whole, length));
              }
            });
  }

  @Test
  @Tag("M3")
  void trailingBytesAreRefused() {
    Samples.types()
        .forEach(
            (name, type) -> {
              byte[] whole = TypeDescriptor.encode(type);
              assertRefused(Arrays.copyOf(whole, whole.length + 1));
            });
  }

  @Test
  @Tag("M3")
  void everyChangedByteIsRefusedOrAnotherType() {
    Samples.types()
        .forEach(
            (name, type) -> {
              byte[] bytes = TypeDescriptor.encode(type);
              for (int at = 0; at < bytes.length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                  bytes[at] ^= (byte) (1 << bit);
                  assertDecodesExactlyOrNotAtAll(bytes);
                  bytes[at] ^= (byte) (1 << bit);
                }
              }
            });
  }

  @Test
  @Tag("M3")
  void hugeCountsAllocateNothing() {
    assertRefused(HexFormat.of().parseHex("20ffffff7f"));
    assertRefused(HexFormat.of().parseHex("24ffffffff"));
    assertRefused(HexFormat.of().parseHex("2300ffffff7f"));
    assertRefused(HexFormat.of().parseHex("2301ffffff7f61"));
  }

  @Test
  @Tag("M3")
  void depthIsBoundedBothWays() {
    DataType deep = ScalarType.INT;
    for (int depth = 1; depth < Schema.MAX_DEPTH; depth++) {
      deep = DataType.array(deep);
    }
    assertThat(TypeDescriptor.decode(TypeDescriptor.encode(deep))).isEqualTo(deep);
    DataType tooDeep = DataType.array(deep);
    assertThatThrownBy(() -> TypeDescriptor.encode(tooDeep))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("64");

    byte[] bytes = new byte[1_000_000];
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      bytes[i] = 0x21;
    }
    assertRefused(bytes);
  }

  @Test
  @Tag("M3")
  void docsAndOrderAreKept() {
    DataType type =
        DataType.struct(
            Field.builder("b", DataType.enumeration("y", "x")).doc("of b").build(),
            Field.required("a", DataType.union(ScalarType.TEXT, ScalarType.INT)));

    assertThat(TypeDescriptor.decode(TypeDescriptor.encode(type))).isEqualTo(type);
  }

  private static void assertDecodesExactlyOrNotAtAll(byte[] bytes) {
    DataType decoded;
    try {
      decoded = TypeDescriptor.decode(bytes);
    } catch (InvalidInputException refused) {
      return;
    }
    assertThat(TypeDescriptor.encode(decoded)).isEqualTo(bytes);
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> TypeDescriptor.decode(bytes))
        .isInstanceOf(InvalidInputException.class);
  }
}
