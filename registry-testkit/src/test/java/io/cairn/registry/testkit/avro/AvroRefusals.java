package io.cairn.registry.testkit.avro;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/**
 * What Avro's checker refuses, and which differences, if any, let Cairn accept it. Avro tells
 * nothing of what is wrong inside a union's branches, so they are looked at one by one.
 */
final class AvroRefusals {
  private static final int DIGITS_OF_INT = 10;
  private static final int DIGITS_OF_LONG = 19;
  private static final int DIGITS_OF_SMALLINT = 5;

  private AvroRefusals() {}

  static boolean reads(Schema reader, Schema writer) {
    try {
      return refusals(reader, writer).isEmpty();
    } catch (AvroRuntimeException ambiguous) {
      return false;
    }
  }

  private static List<Incompatibility> refusals(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  /** Empty if there is any reason that none of the differences covers. */
  static Optional<Set<Difference>> differences(Schema reader, Schema writer) {
    List<Incompatibility> refusals;
    try {
      refusals = refusals(reader, writer);
    } catch (AvroRuntimeException thrown) {
      return String.valueOf(thrown.getMessage()).contains("matches multiple fields")
          ? Optional.of(EnumSet.of(Difference.NAME_AND_ALIAS))
          : Optional.empty();
    }
    Set<Difference> all = EnumSet.noneOf(Difference.class);
    for (Incompatibility refusal : refusals) {
      Optional<Set<Difference>> found = of(refusal);
      if (found.isEmpty()) {
        return found;
      }
      all.addAll(found.get());
    }
    return Optional.of(all);
  }

  private static Optional<Set<Difference>> of(Incompatibility refusal) {
    Schema reader = refusal.getReaderFragment();
    Schema writer = refusal.getWriterFragment();
    if (refusal.getType() == SchemaIncompatibilityType.MISSING_UNION_BRANCH) {
      return writer.getType() == Schema.Type.UNION
          ? ofWriterUnion(reader, writer)
          : ofReaderUnion(reader, writer);
    } else if (refusal.getType() == SchemaIncompatibilityType.READER_FIELD_MISSING_DEFAULT_VALUE) {
      return ofMissing(reader.getField(refusal.getMessage()));
    } else if (refusal.getType() == SchemaIncompatibilityType.TYPE_MISMATCH) {
      return ofTypes(reader, writer);
    }
    return Optional.empty();
  }

  private static Optional<Set<Difference>> ofWriterUnion(Schema reader, Schema writer) {
    Set<Difference> all = EnumSet.noneOf(Difference.class);
    for (Schema branch : writer.getTypes()) {
      Optional<Set<Difference>> found = differences(reader, branch);
      if (found.isEmpty()) {
        return found;
      }
      all.addAll(found.get());
    }
    return Optional.of(all);
  }

  private static Optional<Set<Difference>> ofReaderUnion(Schema reader, Schema writer) {
    return reader.getTypes().stream()
        .flatMap(branch -> differences(branch, writer).stream())
        .findFirst();
  }

  private static Optional<Set<Difference>> ofMissing(Schema.Field field) {
    if (field.getObjectProp(AvroSchemas.CALLED) != null) {
      return Optional.of(EnumSet.of(Difference.CALLED_DEFAULT));
    }
    return field.schema().isNullable()
        ? Optional.of(EnumSet.of(Difference.NULLABLE_IS_OPTIONAL))
        : Optional.empty();
  }

  private static Optional<Set<Difference>> ofTypes(Schema reader, Schema writer) {
    boolean absentEnum =
        reader.getType() == Schema.Type.ENUM && writer.getType() == Schema.Type.RECORD;
    if (absentEnum && reader.getObjectProp(AvroSchemas.CALLED) != null) {
      return Optional.of(EnumSet.of(Difference.CALLED_DEFAULT));
    }
    boolean wide =
        writer.getLogicalType() == null
            && reader.getLogicalType() instanceof LogicalTypes.Decimal decimal
            && decimal.getScale() == 0
            && decimal.getPrecision() >= digits(writer);
    return wide ? Optional.of(EnumSet.of(Difference.INTEGER_TO_DECIMAL)) : Optional.empty();
  }

  private static int digits(Schema integer) {
    return switch (integer.getType()) {
      case INT ->
          integer.getObjectProp(AvroSchemas.SMALLINT) == null ? DIGITS_OF_INT : DIGITS_OF_SMALLINT;
      case LONG -> DIGITS_OF_LONG;
      default -> Integer.MAX_VALUE;
    };
  }
}
