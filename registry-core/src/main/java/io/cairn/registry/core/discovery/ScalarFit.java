package io.cairn.registry.core.discovery;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.ScalarType;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Locale;

/**
 * Decides whether a single value fits its place, and gives it to that place's summary or reports a
 * contradiction. Not thread-safe.
 */
final class ScalarFit {
  /** Takes the values that do not fit. */
  @FunctionalInterface
  interface Misfits {
    void add(ProfileNode node, String found, String example);
  }

  private static final int MAX_EXPONENT = 1_000;

  private final Misfits misfits;
  private final LiteralScanner scanner = new LiteralScanner();

  ScalarFit(Misfits misfits) {
    this.misfits = misfits;
  }

  void nullValue(ProfileNode node) {
    node.countNull();
    if (!node.isNullable()) {
      misfits.add(node, ValueKind.NULL.shown(), "");
    }
  }

  void booleanValue(ProfileNode node, boolean value) {
    node.countValue();
    if (node.slot() == Slot.BOOLEAN || node.slot() == Slot.ANY) {
      node.summary().addUnordered(value ? 1 : 0, String.valueOf(value));
    } else if (node.takesAnyScalar()) {
      addText(node, String.valueOf(value));
    } else {
      misfits.add(node, ValueKind.BOOLEAN.shown(), String.valueOf(value));
    }
  }

  void integer(ProfileNode node, long value) {
    node.countValue();
    switch (node.slot()) {
      case INTEGER -> {
        if (inRange(node.type(), value)) {
          node.summary().addLong(value, node.shown());
        } else {
          misfits.add(node, ValueKind.ofLong(value).shown(), Long.toString(value));
        }
      }
      case REAL -> node.summary().addDouble((double) value);
      case DECIMAL -> decimal(node, Long.toString(value), ValueKind.ofLong(value));
      default -> otherNumber(node, Long.toString(value), ValueKind.ofLong(value));
    }
  }

  private static boolean inRange(DataType type, long value) {
    return type == ScalarType.BIGINT
        || (type == ScalarType.INT ? value == (int) value : value == (short) value);
  }

  void number(ProfileNode node, char[] buffer, int offset, int length) {
    numeric(node, scanner.number(buffer, offset, length), buffer, offset, length);
  }

  private void numeric(ProfileNode node, ValueKind kind, char[] buffer, int offset, int length) {
    switch (kind) {
      case INT, BIGINT -> integer(node, scanner.longValue());
      case DOUBLE, DECIMAL, BEYOND -> {
        node.countValue();
        if (node.slot() == Slot.REAL && kind != ValueKind.BEYOND) {
          node.summary().addDouble(scanner.doubleValue());
        } else if (node.slot() == Slot.DECIMAL) {
          decimal(node, new String(buffer, offset, length), kind);
        } else {
          otherNumber(node, new String(buffer, offset, length), kind);
        }
      }
      default -> throw new AssertionError(kind);
    }
  }

  private void decimal(ProfileNode node, String literal, ValueKind kind) {
    DecimalType type = (DecimalType) node.type();
    boolean finite = kind != ValueKind.BEYOND && !Double.isInfinite(scanned(kind));
    if (finite && !Double.isNaN(scanned(kind)) && literal.length() < MAX_EXPONENT) {
      BigDecimal value = new BigDecimal(literal);
      BigDecimal exact = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      int whole = exact.precision() - exact.scale();
      if (exact.scale() <= type.scale() && whole <= type.precision() - type.scale()) {
        node.summary().addDecimal(exact);
        return;
      }
    }
    misfits.add(node, kind.shown(), literal);
  }

  private double scanned(ValueKind kind) {
    return kind == ValueKind.DOUBLE ? scanner.doubleValue() : 0;
  }

  private void otherNumber(ProfileNode node, String literal, ValueKind kind) {
    if (node.slot() == Slot.ANY || node.takesAnyScalar()) {
      addText(node, literal);
    } else {
      misfits.add(node, kind.shown(), literal);
    }
  }

  private static void addText(ProfileNode node, String value) {
    node.summary().addText(value.toCharArray(), 0, value.length());
  }

  void text(ProfileNode node, char[] buffer, int offset, int length) {
    node.countValue();
    switch (node.slot()) {
      case TEXT, ANY -> node.summary().addText(buffer, offset, length);
      case ENUM, BYTES -> coded(node, new String(buffer, offset, length));
      default -> parsed(node, scanner.text(buffer, offset, length), buffer, offset, length);
    }
  }

  private void coded(ProfileNode node, String value) {
    boolean fits =
        node.type() instanceof EnumType type ? type.symbols().contains(value) : isBase64(value);
    if (fits) {
      addText(node, value);
    } else {
      misfits.add(node, ValueKind.TEXT.shown(), value);
    }
  }

  private static boolean isBase64(String value) {
    try {
      Base64.getDecoder().decode(value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void parsed(ProfileNode node, ValueKind kind, char[] buffer, int offset, int length) {
    if (kind != node.slot().kind()) {
      misfits.add(node, kind.shown(), new String(buffer, offset, length));
    } else if (kind == ValueKind.UUID) {
      node.summary()
          .addUnordered(
              31 * scanner.highBits() + scanner.longValue(),
              new String(buffer, offset, length).toLowerCase(Locale.ROOT));
    } else {
      node.summary().addLong(scanner.longValue(), node.shown());
    }
  }

  void cell(ProfileNode node, char[] buffer, int offset, int length) {
    if (scanner.isBlank(buffer, offset, length)) {
      nullValue(node);
      return;
    }
    Slot slot = node.slot();
    if (slot == Slot.TEXT || slot == Slot.ANY || slot == Slot.ENUM || slot == Slot.BYTES) {
      text(node, buffer, offset, length);
      return;
    }
    ValueKind kind = scanner.cell(buffer, offset, length);
    int from = scanner.from();
    int size = scanner.end() - from;
    switch (kind) {
      case INT, BIGINT, DECIMAL, DOUBLE -> numeric(node, kind, buffer, from, size);
      case BOOLEAN -> booleanValue(node, scanner.longValue() == 1);
      default -> {
        node.countValue();
        parsed(node, kind, buffer, from, size);
      }
    }
  }
}
