package io.cairn.registry.core.types;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose names of types these are. {@link #parse} gives the type that holds every value of the named
 * one, in any case of letters and with any white space:
 *
 * <ul>
 *   <li>{@code DATETIME} is an instant and {@code TIMESTAMP} has no zone, whatever the dialect
 *       calls them. Digits of seconds beyond microseconds are not kept.
 *   <li>A time of day with an offset is {@code TEXT}, as {@code TIME} has none.
 *   <li>An unsigned integer is the next wider one; of 64 bits, {@code DECIMAL(20,0)}.
 *   <li>A decimal of more digits than {@value io.cairn.registry.schema.DecimalType#MAX_PRECISION},
 *       or of any number of them, is {@code TEXT}; one with a scale below 0 or above its precision
 *       is the next wider that has none such.
 *   <li>Lengths, and precisions of times, are not kept.
 *   <li>Elements of arrays may be null where the dialect lets them.
 *   <li>What has no counterpart and a text form (intervals, network addresses, shapes) is {@code
 *       TEXT}.
 * </ul>
 *
 * Thread-safe.
 */
public enum TypeDialect {
  /**
   * Standard SQL, as of ISO/IEC 9075-2:2023. An exact number without precision is {@code
   * DECIMAL(38,0)}, as the standard says scale 0 and leaves the precision to the product.
   */
  ANSI("the predefined types of ISO/IEC 9075-2", new AnsiTypes()),
  /**
   * PostgreSQL, with the types of pgvector and hstore. {@code numeric} without precision holds any
   * number of digits and is {@code TEXT}; {@code money} is {@code DECIMAL(19,2)}, which is what it
   * holds unless {@code lc_monetary} has other than two fractional digits.
   *
   * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
   */
  POSTGRESQL("https://www.postgresql.org/docs/current/datatype.html", new PostgresqlTypes()),
  /**
   * SQLite. Any name, even none, is a type there: one that is not known by itself goes by the
   * column's affinity. {@code INTEGER} is {@code BIGINT}, {@code REAL} is {@code DOUBLE}, {@code
   * BLOB} is {@code BYTES}, and {@code NUMERIC} is a union of {@code BIGINT} and {@code DOUBLE}.
   *
   * @see <a href="https://www.sqlite.org/datatype3.html#determination_of_column_affinity">
   *     Determination Of Column Affinity</a>
   */
  SQLITE("https://www.sqlite.org/datatype3.html", new SqliteTypes()),
  /**
   * JSON Schema: types, and formats from it and from OpenAPI. An {@code integer} is {@code BIGINT}
   * and a {@code number} {@code DOUBLE}, the widest that RFC 8259 lets one count on.
   *
   * @see <a
   *     href="https://json-schema.org/draft/2020-12/json-schema-validation#name-defined-formats">
   *     Defined Formats</a>
   * @see <a href="https://spec.openapis.org/registry/format/">OpenAPI Format Registry</a>
   */
  JSON(
      "https://json-schema.org/draft/2020-12/json-schema-validation and"
          + " https://spec.openapis.org/registry/format/",
      new JsonTypes()),
  /**
   * Arrow, as C++ and Python print types ({@code timestamp[us, tz=UTC]}, {@code
   * fixed_size_list<item: float>[3]}) and as Java does ({@code Timestamp(MICROSECOND, UTC)}). A
   * fixed-size list of 32-bit floats is an {@code EMBEDDING}; a duration is {@code BIGINT}.
   *
   * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#data-types">Data Types</a>
   */
  ARROW("https://arrow.apache.org/docs/format/Columnar.html", new ArrowTypes()),
  /**
   * Avro: primitive and logical types, {@code decimal(10,2)}, {@code fixed(16)}, {@code array<int>}
   * and {@code map<int>}.
   *
   * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#logical-types">Logical
   *     Types</a>
   */
  AVRO("https://avro.apache.org/docs/1.12.0/specification/", new AvroTypes()),
  /**
   * OTLP: the fields of {@code AnyValue} and of number data points, the scalar types of its
   * protocol buffers, and the attribute types of semantic conventions. Arrays and maps of any
   * values are {@code JSON}.
   *
   * @see <a
   *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/common/v1/common.proto">
   *     common.proto</a>
   */
  OTLP(
      "https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/common/v1/common.proto",
      new OtlpTypes());

  private static final int MAX_LENGTH = 10_000;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String reference;

  @SuppressWarnings("ImmutableEnumChecker") // all of them are stateless
  private final TypeNames names;

  TypeDialect(String reference, TypeNames names) {
    this.reference = reference;
    this.names = names;
  }

  /**
   * The type that the dialect means by a name.
   *
   * @throws InvalidInputException if the name is unknown, or names a type with parameters out of
   *     range; the message names it, the dialect, and where to look
   */
  public DataType parse(String name) {
    if (name.length() > MAX_LENGTH) {
      throw refused(
          name, "has " + name.length() + " characters, and at most " + MAX_LENGTH + " are read");
    }
    @Nullable DataType type;
    try {
      type = names.find(SPACE.matcher(name).replaceAll(" ").strip());
    } catch (InvalidInputException outOfRange) {
      throw new InvalidInputException(
          message(name, "cannot be converted: " + outOfRange.getMessage()), outOfRange);
    }
    if (type == null) {
      throw refused(name, "is not a type known to this release");
    }
    return type;
  }

  private InvalidInputException refused(String name, String problem) {
    return new InvalidInputException(message(name, problem + "."));
  }

  private String message(String name, String problem) {
    return "The "
        + this
        + " type \""
        + InvalidInputException.abbreviate(name)
        + "\" "
        + problem
        + " For the types there are, see "
        + reference
        + ".";
  }
}
