package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import java.util.HexFormat;

/** 128 bits as 32 lower-case hexadecimal digits. */
final class Hex128 {
  private static final HexFormat HEX = HexFormat.of();

  private Hex128() {}

  static String text(long high, long low) {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  static long high(String hex, String what) {
    if (hex.length() != 32 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new InvalidInputException(
          "\""
              + InvalidInputException.abbreviate(hex)
              + "\" is not a "
              + what
              + "; it has 32 hexadecimal digits.");
    }
    return HexFormat.fromHexDigitsToLong(hex, 0, 16);
  }

  static long low(String hex) {
    return HexFormat.fromHexDigitsToLong(hex, 16, 32);
  }
}
