package io.cairn.registry.telemetry;

/**
 * A kind of value that is masked in a log line before its template is sought, so that lines that
 * differ in such values alone have one template.
 *
 * <p>A value is masked where it stands free: what is before and after it is no ASCII letter or
 * digit. In {@code size=1234,} the number is masked, in {@code eth0} it is not.
 */
public enum TemplateMask {
  /**
   * A number, with its sign, decimals, groups of thousands and exponent: {@code -12}, {@code
   * 1,234.5}, {@code 1e-9}; also before a unit of time or size, which stays: {@code 10ms}, {@code
   * 3.5MB}. It reads {@code <NUM>}.
   */
  NUMBER("<NUM>"),
  /**
   * A date, a time of day or both: {@code 2024-05-01}, {@code 01/05/2024}, {@code 10/Oct/2000},
   * {@code 10:00}, {@code 10:00:00,123}, {@code 2024-05-01T10:00:00.5+02:00}. It reads {@code
   * <DATE>}.
   */
  DATE("<DATE>"),
  /**
   * Hexadecimal digits: at least 8, letters and digits among them, or any after {@code 0x}. It
   * reads {@code <HEX>}.
   */
  HEX("<HEX>"),
  /** An IPv4 or IPv6 address, without its port. It reads {@code <IP>}. */
  IP("<IP>"),
  /** A UUID in its form of 36 characters. It reads {@code <UUID>}. */
  UUID("<UUID>");

  private final String text;

  TemplateMask(String text) {
    this.text = text;
  }

  /** What stands in a template for a value of this kind. */
  public String text() {
    return text;
  }
}
