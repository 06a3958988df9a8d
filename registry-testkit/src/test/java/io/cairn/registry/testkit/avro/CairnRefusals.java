package io.cairn.registry.testkit.avro;

import static io.cairn.registry.schema.TypeTag.BIGINT;
import static io.cairn.registry.schema.TypeTag.BYTES;
import static io.cairn.registry.schema.TypeTag.DECIMAL;
import static io.cairn.registry.schema.TypeTag.DOUBLE;
import static io.cairn.registry.schema.TypeTag.FLOAT;
import static io.cairn.registry.schema.TypeTag.INT;
import static io.cairn.registry.schema.TypeTag.SMALLINT;
import static io.cairn.registry.schema.TypeTag.TEXT;
import static io.cairn.registry.schema.TypeTag.UNION;

import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.TypeTag;
import io.cairn.registry.schema.UnionType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which difference, if any, lets Avro accept what Cairn refuses: by rule and types. */
final class CairnRefusals {
  private static final Pattern TAG = Pattern.compile("[A-Z]+");
  private static final Set<TypePair> ROUNDING =
      Set.of(new TypePair(FLOAT, INT), new TypePair(FLOAT, BIGINT), new TypePair(DOUBLE, BIGINT));

  private record TypePair(TypeTag reader, TypeTag writer) {
    boolean are(TypeTag one, TypeTag other) {
      return (reader == one && writer == other) || (reader == other && writer == one);
    }
  }

  private CairnRefusals() {}

  /** For a violation found reading backward: its new part is the reader's. */
  static Optional<Difference> difference(Violation violation, Schema reader) {
    return switch (violation.rule()) {
      case KEY_CHANGED -> Optional.of(Difference.KEY);
      case KIND_CHANGED, TRAIT_CHANGED -> Optional.of(Difference.KIND_OR_TRAIT);
      case DECIMAL_SCALE_CHANGED -> Optional.of(Difference.DECIMAL_SCALE);
      case TYPE_NARROWED -> narrowed(types(violation));
      case TYPE_LOSSY ->
          Optional.of(Difference.ROUNDING).filter(any -> ROUNDING.contains(types(violation)));
      case TYPE_CHANGED -> changed(types(violation));
      case ENUM_SYMBOL_UNKNOWN ->
          Optional.of(Difference.ENUM_DEFAULT).filter(any -> hasDefault(violation, reader));
      case UNION_BRANCH_UNKNOWN ->
          Optional.of(Difference.UNION_BRANCH).filter(any -> hasOther(violation, reader));
      case FIELD_MISSING, NULL_REFUSED, EMBEDDING_CHANGED -> Optional.empty();
    };
  }

  private static Optional<Difference> narrowed(TypePair types) {
    if (types.are(DECIMAL, DECIMAL)) {
      return Optional.of(Difference.DECIMAL_PRECISION);
    }
    return types.equals(new TypePair(SMALLINT, INT))
        ? Optional.of(Difference.SMALLINT_IS_INT)
        : Optional.empty();
  }

  private static Optional<Difference> changed(TypePair types) {
    if ((types.reader == UNION) != (types.writer == UNION)) {
      return Optional.of(Difference.UNION_AND_PLAIN);
    }
    if (types.are(TEXT, BYTES)) {
      return Optional.of(Difference.TEXT_AND_BYTES);
    }
    boolean logical =
        StoredForm.LOGICAL.contains(types.reader) || StoredForm.LOGICAL.contains(types.writer);
    return logical && StoredForm.reads(types.reader, types.writer)
        ? Optional.of(Difference.LOGICAL_TYPE)
        : Optional.empty();
  }

  private static boolean hasDefault(Violation violation, Schema reader) {
    return typeAt(FieldPath.parse(violation.location()).steps(), reader) instanceof EnumType type
        && type.defaultSymbol() != null;
  }

  private static boolean hasOther(Violation violation, Schema reader) {
    List<FieldPath.Step> steps = FieldPath.parse(violation.location()).steps();
    return typeAt(steps.subList(0, steps.size() - 1), reader) instanceof UnionType union
        && union.branches().stream()
            .anyMatch(branch -> StoredForm.reads(branch.tag(), tag(violation.oldPart())));
  }

  private static TypePair types(Violation violation) {
    return new TypePair(tag(violation.newPart()), tag(violation.oldPart()));
  }

  /** A type is shown with its tag first. */
  private static TypeTag tag(String type) {
    Matcher tag = TAG.matcher(type);
    if (!tag.lookingAt()) {
      throw new IllegalArgumentException(type);
    }
    return TypeTag.valueOf(tag.group());
  }

  private static DataType typeAt(List<FieldPath.Step> steps, Schema schema) {
    DataType type = new StructType(null, schema.fields());
    for (FieldPath.Step step : steps) {
      type = inside(type, step);
    }
    return type;
  }

  private static DataType inside(DataType type, FieldPath.Step step) {
    if (step instanceof FieldPath.Named named) {
      return ((StructType) type)
          .fields().stream()
              .filter(field -> FieldPath.of(field).steps().equals(List.of(named)))
              .map(Field::type)
              .findFirst()
              .orElseThrow();
    } else if (step instanceof FieldPath.Branch branch) {
      return ((UnionType) type)
          .branches().stream()
              .filter(one -> UnionType.branchName(one).equals(branch.name()))
              .findFirst()
              .orElseThrow();
    }
    return type instanceof ArrayType array ? array.element() : ((MapType) type).value();
  }
}
