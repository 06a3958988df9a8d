package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.TypeTag;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Edits types, gently or not; see {@link SchemaEdits}. */
final class TypeEdits {
  private static final List<ScalarType> NUMBERS =
      List.of(
          ScalarType.SMALLINT,
          ScalarType.INT,
          ScalarType.BIGINT,
          ScalarType.FLOAT,
          ScalarType.DOUBLE);

  /** Those at which a decimal begins or ends to hold the numbers of another type, and beyond. */
  private static final int[] PRECISIONS = {2, 4, 5, 7, 8, 9, 10, 15, 16, 18, 19, 38};

  private final Random random;
  private final boolean gentle;
  private final UnaryOperator<List<Field>> fields;
  private final Function<VersionRef, Schema> schemas;

  TypeEdits(
      Random random,
      boolean gentle,
      UnaryOperator<List<Field>> fields,
      Function<VersionRef, Schema> schemas) {
    this.random = random;
    this.gentle = gentle;
    this.fields = fields;
    this.schemas = schemas;
  }

  DataType edit(DataType type) {
    if (type instanceof StructType struct) {
      return new StructType(name(struct), fields.apply(struct.fields()));
    } else if (type instanceof ArrayType array) {
      return new ArrayType(edit(array.element()), edit(array.elements()));
    } else if (type instanceof MapType map) {
      return new MapType(key(map.key()), edit(map.value()), edit(map.values()));
    } else if (type instanceof UnionType union) {
      return branches(union);
    } else if (type instanceof ReferenceType reference) {
      return reference(reference);
    } else if (type instanceof EnumType enumeration) {
      return symbols(enumeration);
    } else if (type instanceof EmbeddingType embedding) {
      return gentle ? embedding : new EmbeddingType(1 + random.nextInt(4));
    } else if (type instanceof DecimalType || NUMBERS.contains(type)) {
      return gentle ? wider(type) : number(random);
    }
    return gentle ? type : pick(ScalarType.values());
  }

  /** The name that it has, or one that a branch of another type goes by. */
  private @Nullable String name(StructType type) {
    if (gentle || random.nextInt(4) > 0) {
      return type.name();
    }
    return random.nextBoolean() ? null : TypeTag.TEXT.name();
  }

  private Nullability edit(Nullability nullability) {
    if (random.nextInt(4) > 0) {
      return nullability;
    }
    return gentle || nullability == Nullability.REQUIRED
        ? Nullability.NULLABLE
        : Nullability.REQUIRED;
  }

  private DataType key(DataType type) {
    DataType edited = random.nextInt(3) == 0 ? edit(type) : type;
    return edited == ScalarType.JSON ? type : edited;
  }

  /** A number of any sort. */
  static DataType number(Random random) {
    int precision = PRECISIONS[random.nextInt(PRECISIONS.length)];
    return random.nextBoolean()
        ? NUMBERS.get(random.nextInt(NUMBERS.size()))
        : new DecimalType(precision, random.nextInt(3) == 0 ? 2 : 0);
  }

  private DataType wider(DataType type) {
    if (type instanceof DecimalType decimal) {
      int more = Math.min(DecimalType.MAX_PRECISION, decimal.precision() + 1);
      return new DecimalType(more, decimal.scale());
    }
    return switch (type.tag()) {
      case SMALLINT -> pick(ScalarType.INT, ScalarType.FLOAT, new DecimalType(5, 0));
      case INT -> pick(ScalarType.BIGINT, ScalarType.DOUBLE, new DecimalType(10, 0));
      case BIGINT -> new DecimalType(19, 0);
      default -> ScalarType.DOUBLE;
    };
  }

  private DataType pick(DataType... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private DataType symbols(EnumType type) {
    List<String> symbols = new ArrayList<>(type.symbols());
    if (!gentle) {
      symbols.remove(random.nextInt(symbols.size()));
    }
    String fresh = "S" + random.nextInt(1_000);
    if (!symbols.contains(fresh) && (symbols.isEmpty() || random.nextBoolean())) {
      symbols.add(fresh);
    }
    return new EnumType(symbols, random.nextBoolean() ? symbols.get(0) : null);
  }

  /** Branches of the same name, or else perhaps of others, and perhaps one more or one less. */
  private DataType branches(UnionType type) {
    List<DataType> branches = new ArrayList<>();
    for (DataType branch : type.branches()) {
      DataType edited = random.nextInt(3) == 0 ? edit(branch) : branch;
      boolean same = UnionType.branchName(edited).equals(UnionType.branchName(branch));
      branches.add(gentle && !same ? branch : edited);
    }
    if (!gentle && random.nextInt(3) == 0) {
      branches.remove(random.nextInt(branches.size()));
    }
    if (random.nextInt(3) == 0) {
      branches.add(pick(ScalarType.UUID, new StructType("Fresh", List.of()), ScalarType.DATE));
    }
    try {
      return new UnionType(branches);
    } catch (InvalidInputException taken) {
      return type;
    }
  }

  /** Another version, or the structure itself in place of a reference to it. */
  private DataType reference(ReferenceType type) {
    return random.nextInt(3) == 0
        ? new StructType(null, schemas.apply(type.target()).fields())
        : Library.otherVersion(type, random);
  }
}
