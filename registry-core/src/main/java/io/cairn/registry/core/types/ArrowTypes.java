package io.cairn.registry.core.types;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Arrow: names as C++ and Python print them, their aliases, and names as Java prints them. Children
 * are nullable unless {@code not null} stands behind them, as in Arrow's own schemas.
 */
final class ArrowTypes implements TypeNames {
  @Override
  public @Nullable DataType find(String name) {
    ArrowName parts = ArrowName.parse(name);
    return parts == null ? null : type(parts);
  }

  private static @Nullable DataType type(ArrowName name) {
    return switch (name.base()) {
      case "bool", "boolean" -> ScalarType.BOOLEAN;
      case "int8", "i1", "uint8", "u1", "int16", "i2" -> ScalarType.SMALLINT;
      case "uint16", "u2", "int32", "i4" -> ScalarType.INT;
      case "uint32", "u4", "int64", "i8" -> ScalarType.BIGINT;
      case "uint64", "u8" -> Decimals.UNSIGNED_64;
      case "int" -> integer(name.arguments());
      case "halffloat", "float16", "f2", "float", "float32", "f4" -> ScalarType.FLOAT;
      case "double", "float64", "f8" -> ScalarType.DOUBLE;
      case "floatingpoint" -> floating(name.arguments());
      case "decimal", "decimal32", "decimal64", "decimal128", "decimal256" ->
          decimal(name.arguments());
      case "string", "str", "utf8", "stringview", "utf8view" -> ScalarType.TEXT;
      case "largestring", "largestr", "largeutf8" -> ScalarType.TEXT;
      case "binary", "largebinary", "binaryview", "fixedsizebinary" -> ScalarType.BYTES;
      case "date", "date32", "date64" -> ScalarType.DATE;
      case "time", "time32", "time64" -> ScalarType.TIME;
      case "timestamp" -> timestamp(name.arguments());
      case "duration" -> ScalarType.BIGINT;
      case "monthinterval" -> ScalarType.INT;
      case "interval", "daytimeinterval", "monthdaynanointerval" -> ScalarType.TEXT;
      case "arrow.uuid" -> ScalarType.UUID;
      case "arrow.json" -> ScalarType.JSON;
      case "extension" -> only(name.children(), 1, 0);
      case "dictionary" -> labelled(name.children(), "values");
      case "runendencoded" -> labelled(name.children(), "values");
      case "list", "largelist", "listview", "largelistview" -> list(name.children());
      case "fixedsizelist" -> fixedSizeList(name);
      case "map" -> map(name.children());
      case "struct" -> struct(name.children());
      default -> null;
    };
  }

  /** Java's {@code Int(32, true)}: bits, and whether it is signed. */
  private static @Nullable DataType integer(List<String> arguments) {
    if (arguments.size() != 2) {
      return null;
    }
    boolean signed = arguments.get(1).equalsIgnoreCase("true");
    return type(
        new ArrowName(
            (signed ? "int" : "uint") + arguments.get(0), List.of(), List.of(), List.of()));
  }

  private static @Nullable DataType floating(List<String> arguments) {
    return switch (arguments.isEmpty() ? "" : arguments.get(0).toLowerCase(Locale.ROOT)) {
      case "half", "single" -> ScalarType.FLOAT;
      case "double" -> ScalarType.DOUBLE;
      default -> null;
    };
  }

  /** The precision, perhaps the scale, and in Java the width, which says nothing more. */
  private static @Nullable DataType decimal(List<String> arguments) {
    List<Integer> numbers = new ArrayList<>();
    for (String argument : arguments.subList(0, Math.min(2, arguments.size()))) {
      Integer number = number(argument);
      if (number == null) {
        return null;
      }
      numbers.add(number);
    }
    return Decimals.of(numbers);
  }

  /** The unit, and the zone if the values are instants. */
  private static DataType timestamp(List<String> arguments) {
    String zone = arguments.size() < 2 ? "" : arguments.get(1).toLowerCase(Locale.ROOT);
    return switch (zone) {
      case "", "null", "none", "tz=" -> ScalarType.TIMESTAMP;
      default -> ScalarType.DATETIME;
    };
  }

  private static @Nullable DataType list(List<ArrowName.Child> children) {
    DataType element = only(children, 1, 0);
    return element == null ? null : new ArrayType(element, nullability(children.get(0)));
  }

  private static @Nullable DataType fixedSizeList(ArrowName name) {
    DataType element = only(name.children(), 1, 0);
    List<String> sizes = name.arguments().isEmpty() ? name.size() : name.arguments();
    Integer size = sizes.size() == 1 ? number(sizes.get(0)) : null;
    if (element == null || size == null || size < 0) {
      return null;
    }
    return isSingle(name.children().get(0).type())
            && size >= 1
            && size <= EmbeddingType.MAX_DIMENSION
        ? new EmbeddingType(size)
        : new ArrayType(element, nullability(name.children().get(0)));
  }

  private static boolean isSingle(ArrowName name) {
    return switch (name.base()) {
      case "float", "float32", "f4", "halffloat", "float16", "f2" -> true;
      case "floatingpoint" -> type(name) == ScalarType.FLOAT;
      default -> false;
    };
  }

  /**
   * {@code map<string, int32>}, or Java's {@code Map(false)<entries: Struct<key: …, value: …>>}.
   */
  private static @Nullable DataType map(List<ArrowName.Child> children) {
    if (children.size() == 1 && children.get(0).type().base().equals("struct")) {
      return map(children.get(0).type().children());
    }
    boolean sorted = children.size() == 3 && children.get(2).type().base().equals("keyssorted");
    List<ArrowName.Child> parts = sorted ? children.subList(0, 2) : children;
    DataType key = only(parts, 2, 0);
    DataType value = only(parts, 2, 1);
    return key == null || value == null ? null : new MapType(key, value, nullability(parts.get(1)));
  }

  private static @Nullable DataType struct(List<ArrowName.Child> children) {
    List<Field> fields = new ArrayList<>();
    for (ArrowName.Child child : children) {
      DataType type = type(child.type());
      if (type == null) {
        return null;
      }
      fields.add(
          child.required()
              ? Field.required(child.label(), type)
              : Field.nullable(child.label(), type));
    }
    return new StructType(null, fields);
  }

  /** The type of the child at {@code index}, if there are so many. */
  private static @Nullable DataType only(List<ArrowName.Child> children, int count, int index) {
    return children.size() == count ? type(children.get(index).type()) : null;
  }

  private static @Nullable DataType labelled(List<ArrowName.Child> children, String label) {
    for (ArrowName.Child child : children) {
      if (child.label().equalsIgnoreCase(label)) {
        return type(child.type());
      }
    }
    return null;
  }

  private static Nullability nullability(ArrowName.Child child) {
    return child.required() ? Nullability.REQUIRED : Nullability.NULLABLE;
  }

  private static @Nullable Integer number(String text) {
    return text.matches("-?[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }
}
