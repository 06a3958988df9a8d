package io.cairn.registry.testkit.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Compares what Avro's reader returned with what was written. Numbers are equal by value, records
 * by the fields that the reader found. What the reader filled in is not compared.
 */
final class ReadBack {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private ReadBack() {}

  /** The first value that came back as another, as {@code written → read}; empty if none did. */
  static Optional<String> firstChange(
      @Nullable Object written, Schema reader, @Nullable Object read) {
    if (written instanceof IndexedRecord from && read instanceof IndexedRecord to) {
      return to.getSchema().getFields().stream()
          .flatMap(field -> fieldChange(from, to, field).stream())
          .findFirst();
    }
    Schema branch = branch(reader, read);
    if (written instanceof List<?> from && read instanceof List<?> to && from.size() == to.size()) {
      return Stream.iterate(0, i -> i < from.size(), i -> i + 1)
          .flatMap(i -> firstChange(from.get(i), branch.getElementType(), to.get(i)).stream())
          .findFirst();
    }
    if (written instanceof Map<?, ?> from && read instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> to = new LinkedHashMap<>();
      map.forEach((key, value) -> to.put(key.toString(), value));
      return from.keySet().equals(to.keySet())
          ? from.keySet().stream()
              .flatMap(
                  key -> firstChange(from.get(key), branch.getValueType(), to.get(key)).stream())
              .findFirst()
          : Optional.of(show(written) + " → " + show(read));
    }
    return leafChange(written, branch, read);
  }

  private static Optional<String> fieldChange(
      IndexedRecord from, IndexedRecord to, Schema.Field field) {
    Schema.Field found = from.getSchema().getField(field.name());
    for (String alias : field.aliases()) {
      found = found == null ? from.getSchema().getField(alias) : found;
    }
    return found == null
        ? Optional.empty()
        : firstChange(from.get(found.pos()), field.schema(), to.get(field.pos()));
  }

  private static Optional<String> leafChange(
      @Nullable Object written, Schema reader, @Nullable Object read) {
    String from = show(written);
    String to = show(read);
    if (!from.equals(to)) {
      return Optional.of(from + " → " + to);
    }
    return fits(reader, read) ? Optional.empty() : Optional.of(from + ", which does not fit");
  }

  /** Avro keeps neither the range of a SMALLINT nor the precision of a decimal. */
  private static boolean fits(Schema reader, @Nullable Object read) {
    if (reader.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return read instanceof BigDecimal number && number.precision() <= decimal.getPrecision();
    }
    return reader.getObjectProp(AvroSchemas.SMALLINT) == null
        || (read instanceof Integer number && number == number.shortValue());
  }

  /** The branch that a value came through; a leaf is one of a single branch of its class. */
  private static Schema branch(Schema reader, @Nullable Object read) {
    if (reader.getType() != Schema.Type.UNION) {
      return reader;
    }
    Schema.Type wanted =
        read instanceof List<?>
            ? Schema.Type.ARRAY
            : read instanceof Map<?, ?>
                ? Schema.Type.MAP
                : read instanceof BigDecimal
                    ? Schema.Type.BYTES
                    : read instanceof Integer ? Schema.Type.INT : Schema.Type.NULL;
    return reader.getTypes().stream()
        .filter(candidate -> candidate.getType() == wanted)
        .findFirst()
        .orElse(Schema.create(Schema.Type.NULL));
  }

  /** A value without parts, on one line. */
  static String show(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof BigDecimal) {
      return plain(new BigDecimal(value.toString()));
    } else if (value instanceof Number number) {
      double exact = number.doubleValue();
      return Double.isFinite(exact) ? plain(new BigDecimal(exact)) : Double.toString(exact);
    } else if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return "bytes " + HexFormat.of().withUpperCase().formatHex(copy);
    } else if (value instanceof CharSequence) {
      return '"' + printable(value.toString()) + '"';
    } else if (value instanceof GenericEnumSymbol) {
      return "symbol " + value;
    }
    return String.valueOf(value);
  }

  private static String printable(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> String.format(Locale.ROOT, "<%02X>", (int) found.group().charAt(0)));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
