package io.cairn.registry.testkit;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import io.cairn.registry.testkit.SchemaEditor.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies edits to types. */
final class TypeEditor {
  private static final List<SchemaEdit> NESTED =
      List.of(
          SchemaEdit.ADD_FIELD,
          SchemaEdit.REMOVE_FIELD,
          SchemaEdit.RENAME_FIELD,
          SchemaEdit.CHANGE_NULLABILITY,
          SchemaEdit.CHANGE_DEFAULT,
          SchemaEdit.WIDEN_TYPE,
          SchemaEdit.CHANGE_DOC,
          SchemaEdit.REORDER_FIELDS,
          SchemaEdit.ADD_SYMBOL,
          SchemaEdit.CHANGE_NESTED);

  private TypeEditor() {}

  /** The type after the edit, or empty if it is not one the edit can be done to. */
  static Optional<DataType> apply(Step step, DataType type) {
    return switch (step.edit()) {
      case WIDEN_TYPE -> widened(type);
      case NARROW_TYPE -> narrowed(type);
      case REPLACE_TYPE -> Optional.of(step.material().type());
      case ADD_SYMBOL -> withSymbol(type);
      case REMOVE_SYMBOL -> withoutSymbol(step, type);
      case ADD_BRANCH -> withBranch(step, type);
      case REMOVE_BRANCH -> withoutBranch(step, type);
      case CHANGE_NESTED -> inside(step, type);
      case ADD_FIELD,
          REMOVE_FIELD,
          RENAME_FIELD,
          CHANGE_NULLABILITY,
          CHANGE_DEFAULT,
          CHANGE_KEYS,
          ADD_ALIAS,
          CHANGE_DOC,
          REORDER_FIELDS,
          CHANGE_TRAIT ->
          Optional.empty();
    };
  }

  private static Optional<DataType> widened(DataType type) {
    return switch (type.tag()) {
      case SMALLINT -> Optional.of(ScalarType.INT);
      case INT -> Optional.of(ScalarType.BIGINT);
      case FLOAT -> Optional.of(ScalarType.DOUBLE);
      case DECIMAL -> decimal((DecimalType) type, 1);
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> narrowed(DataType type) {
    return switch (type.tag()) {
      case INT -> Optional.of(ScalarType.SMALLINT);
      case BIGINT -> Optional.of(ScalarType.INT);
      case DOUBLE -> Optional.of(ScalarType.FLOAT);
      case DECIMAL -> decimal((DecimalType) type, -1);
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> decimal(DecimalType type, int more) {
    int precision = type.precision() + more;
    return precision > DecimalType.MAX_PRECISION || precision < Math.max(1, type.scale())
        ? Optional.empty()
        : Optional.of(new DecimalType(precision, type.scale()));
  }

  private static Optional<DataType> withSymbol(DataType type) {
    if (!(type instanceof EnumType enumeration)) {
      return Optional.empty();
    }
    List<String> symbols = new ArrayList<>(enumeration.symbols());
    String fresh = "new";
    while (symbols.contains(fresh)) {
      fresh += "er";
    }
    symbols.add(fresh);
    return Optional.of(new EnumType(symbols, enumeration.defaultSymbol()));
  }

  private static Optional<DataType> withoutSymbol(Step step, DataType type) {
    if (!(type instanceof EnumType enumeration) || enumeration.symbols().size() == 1) {
      return Optional.empty();
    }
    List<String> symbols = new ArrayList<>(enumeration.symbols());
    String gone = symbols.remove(step.of(symbols.size()));
    boolean wasDefault = gone.equals(enumeration.defaultSymbol());
    return Optional.of(new EnumType(symbols, wasDefault ? null : enumeration.defaultSymbol()));
  }

  private static Optional<DataType> withBranch(Step step, DataType type) {
    if (!(type instanceof UnionType union)) {
      return Optional.empty();
    }
    List<DataType> branches = new ArrayList<>(union.branches());
    DataType wanted = step.material().type();
    branches.add(wanted instanceof UnionType ? ScalarType.BYTES : wanted);
    return branches.stream().map(UnionType::branchName).distinct().count() == branches.size()
        ? Optional.of(new UnionType(branches))
        : Optional.empty();
  }

  private static Optional<DataType> withoutBranch(Step step, DataType type) {
    if (!(type instanceof UnionType union) || union.branches().size() == 2) {
      return Optional.empty();
    }
    List<DataType> branches = new ArrayList<>(union.branches());
    branches.remove(step.of(branches.size()));
    return Optional.of(new UnionType(branches));
  }

  /** Edits the fields of the first structure in the type. */
  private static Optional<DataType> inside(Step step, DataType type) {
    return switch (type.tag()) {
      case STRUCT -> struct(step, (StructType) type);
      case ARRAY -> {
        ArrayType array = (ArrayType) type;
        yield inside(step, array.element())
            .map(element -> new ArrayType(element, array.elements()));
      }
      case MAP -> {
        MapType map = (MapType) type;
        yield inside(step, map.value()).map(value -> new MapType(map.key(), value, map.values()));
      }
      case UNION -> union(step, (UnionType) type);
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> struct(Step step, StructType type) {
    Step nested = step.with(NESTED.get(step.of(NESTED.size())));
    return FieldEditor.apply(nested, type.fields())
        .or(() -> FieldEditor.apply(step.with(SchemaEdit.ADD_FIELD), type.fields()))
        .map(fields -> new StructType(type.name(), fields));
  }

  private static Optional<DataType> union(Step step, UnionType type) {
    List<DataType> branches = new ArrayList<>(type.branches());
    for (int i = 0; i < branches.size(); i++) {
      Optional<DataType> edited = inside(step, branches.get(i));
      if (edited.isPresent()) {
        branches.set(i, edited.get());
        return Optional.of(new UnionType(branches));
      }
    }
    return Optional.empty();
  }
}
