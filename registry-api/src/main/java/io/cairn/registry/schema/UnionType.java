package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A value of exactly one of several types, its branches. Their order is kept and is not part of the
 * identity. A union is never null by itself: that is its field's nullability.
 *
 * @param branches two or more types with distinct {@linkplain #branchName branch names}, none a
 *     union itself
 */
public record UnionType(List<DataType> branches) implements DataType {

  /**
   * @throws InvalidInputException if there are fewer than two branches, two have the same name, or
   *     one is a union
   */
  public UnionType {
    branches = List.copyOf(branches);
    if (branches.size() < 2) {
      throw new InvalidInputException(
          "A UNION of " + branches.size() + " branches is not a type; it has two or more.");
    }
    Set<String> names = new HashSet<>();
    for (DataType branch : branches) {
      if (branch instanceof UnionType) {
        throw new InvalidInputException(
            "A UNION cannot hold a UNION; list the inner branches in the outer one.");
      }
      if (!names.add(branchName(branch))) {
        throw new InvalidInputException(
            "The union has two branches called "
                + branchName(branch)
                + "; name the structures, or merge the branches.");
      }
    }
  }

  /**
   * How a branch is called in paths: a structure by its name if it has one, anything else by its
   * tag, as in {@code payload<Order>}.
   */
  public static String branchName(DataType branch) {
    if (branch instanceof StructType struct && struct.name() != null) {
      return struct.name();
    }
    return branch instanceof ReferenceType reference
        ? reference.target().subject().toString()
        : branch.tag().name();
  }

  @Override
  public TypeTag tag() {
    return TypeTag.UNION;
  }

  @Override
  public String toString() {
    return branches.stream()
        .map(DataType::toString)
        .collect(Collectors.joining(" | ", "UNION<", ">"));
  }
}
