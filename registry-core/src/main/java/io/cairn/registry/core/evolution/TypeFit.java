package io.cairn.registry.core.evolution;

import com.google.common.base.Splitter;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.TypeTag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader of one type without parts makes of the values of another. */
final class TypeFit {
  /**
   * A line for each reader's type, a column for each writer's.
   *
   * <pre>
   * =  every value as it is
   * n  fewer values                 TYPE_NARROWED
   * ~  rounded, or not all of them  TYPE_LOSSY
   * a  the same, but Avro takes it
   * .  another meaning              TYPE_CHANGED
   * b  the same, but Avro takes it
   * d  a matter of digits, see {@link #digits}
   * v  a matter of the dimension    EMBEDDING_CHANGED
   * </pre>
   *
   * <p>DATE, TIME, TIMESTAMP and DATETIME are each read only by themselves, as are the others whose
   * line has nothing but dots: each means what no other type means.
   */
  private static final String TABLE =
      """
      .         BOOLEAN SMALLINT INT BIGINT FLOAT DOUBLE DECIMAL TEXT BYTES DATE TIME TIMESTAMP DATETIME UUID JSON EMBEDDING
      BOOLEAN   =       .        .   .      .     .      .       .    .     .    .    .         .        .    .    .
      SMALLINT  .       =        n   n      n     n      d       .    .     .    .    .         .        .    .    .
      INT       .       =        =   n      ~     n      d       .    .     .    .    .         .        .    .    .
      BIGINT    .       =        =   =      ~     ~      d       .    .     .    .    .         .        .    .    .
      FLOAT     .       =        a   a      =     n      ~       .    .     .    .    .         .        .    .    .
      DOUBLE    .       =        =   a      =     =      ~       .    .     .    .    .         .        .    .    .
      DECIMAL   .       d        d   d      ~     ~      d       .    .     .    .    .         .        .    .    .
      TEXT      .       .        .   .      .     .      .       =    b     .    .    .         .        .    .    .
      BYTES     .       .        .   .      .     .      .       b    =     .    .    .         .        .    .    .
      DATE      .       .        .   .      .     .      .       .    .     =    .    .         .        .    .    .
      TIME      .       .        .   .      .     .      .       .    .     .    =    .         .        .    .    .
      TIMESTAMP .       .        .   .      .     .      .       .    .     .    .    =         .        .    .    .
      DATETIME  .       .        .   .      .     .      .       .    .     .    .    .         =        .    .    .
      UUID      .       .        .   .      .     .      .       .    .     .    .    .         .        =    .    .
      JSON      .       .        .   .      .     .      .       .    .     .    .    .         .        .    =    .
      EMBEDDING .       .        .   .      .     .      .       .    .     .    .    .         .        .    .    v
      """;

  private static final Splitter CELLS = Splitter.on(' ').omitEmptyStrings();
  private static final Map<TypeTag, Map<TypeTag, Character>> FITS = parse();

  private TypeFit() {}

  /** The rule that keeps a reader's type from taking a writer's values; null if nothing does. */
  static @Nullable Rule violated(Promotions promotions, DataType reader, DataType writer) {
    Map<TypeTag, Character> writers = FITS.getOrDefault(reader.tag(), Map.of());
    return switch (writers.getOrDefault(writer.tag(), '.')) {
      case '=' -> null;
      case 'n' -> Rule.TYPE_NARROWED;
      case '~' -> Rule.TYPE_LOSSY;
      case 'a' -> promotions == Promotions.AVRO ? null : Rule.TYPE_LOSSY;
      case 'b' -> promotions == Promotions.AVRO ? null : Rule.TYPE_CHANGED;
      case 'd' -> digits(reader, writer);
      case 'v' ->
          ((EmbeddingType) reader).dimension() == ((EmbeddingType) writer).dimension()
              ? null
              : Rule.EMBEDDING_CHANGED;
      default -> Rule.TYPE_CHANGED;
    };
  }

  /**
   * Decimals, and integers as decimals of scale 0: the same scale, and as many digits as the
   * writer's values may have. An integer type reads no decimals, as it is stored differently.
   */
  private static @Nullable Rule digits(DataType reader, DataType writer) {
    if (reader instanceof DecimalType to
        && writer instanceof DecimalType from
        && to.scale() != from.scale()) {
      return Rule.DECIMAL_SCALE_CHANGED;
    }
    if (holds(reader, writer)) {
      return null;
    }
    return holds(writer, reader) ? Rule.TYPE_NARROWED : Rule.TYPE_LOSSY;
  }

  private static boolean holds(DataType wide, DataType narrow) {
    return wide instanceof DecimalType decimal
        && decimal.scale() == scale(narrow)
        && decimal.precision() >= precision(narrow);
  }

  private static int scale(DataType type) {
    return type instanceof DecimalType decimal ? decimal.scale() : 0;
  }

  private static int precision(DataType type) {
    if (type instanceof DecimalType decimal) {
      return decimal.precision();
    }
    return type.tag() == TypeTag.SMALLINT ? 5 : type.tag() == TypeTag.INT ? 10 : 19;
  }

  private static Map<TypeTag, Map<TypeTag, Character>> parse() {
    List<List<String>> lines = TABLE.lines().map(line -> CELLS.splitToList(line)).toList();
    Map<TypeTag, Map<TypeTag, Character>> fits = new EnumMap<>(TypeTag.class);
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<TypeTag, Character> writers = new EnumMap<>(TypeTag.class);
      for (int column = 1; column < line.size(); column++) {
        writers.put(TypeTag.valueOf(lines.get(0).get(column)), line.get(column).charAt(0));
      }
      fits.put(TypeTag.valueOf(line.get(0)), writers);
    }
    return fits;
  }
}
