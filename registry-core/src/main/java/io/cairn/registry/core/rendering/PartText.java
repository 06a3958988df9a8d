package io.cairn.registry.core.rendering;

import io.cairn.registry.core.json.LiteralJson;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The parts of a schema in words. Nothing here is escaped yet. */
final class PartText {
  static final String NONE = "none";
  private static final int SYMBOLS_SHOWN = 12;

  private PartText() {}

  /** A line with everything about a field but its nested fields. */
  static String line(FieldPath path, Field field) {
    return path + ": " + String.join(", ", facts(field));
  }

  /** Everything about a field but its name and its nested fields. */
  static List<String> facts(Field field) {
    List<String> facts = new ArrayList<>();
    facts.add(type(field.type(), Integer.MAX_VALUE));
    facts.add(nullability(field.nullability()));
    if (field.defaultValue() != DefaultValue.NONE) {
      facts.add("default " + defaultValue(field.defaultValue()));
    }
    if (!field.keys().isEmpty()) {
      facts.add(keys(field.keys()) + " key");
    }
    if (!field.aliases().isEmpty()) {
      facts.add("also " + quoted(field.aliases()));
    }
    if (!field.doc().isEmpty()) {
      facts.add("doc " + LiteralJson.write(field.doc()));
    }
    return facts;
  }

  /** A type without the fields of its structures; of long enums the first symbols. */
  static String type(DataType type) {
    return type(type, SYMBOLS_SHOWN);
  }

  private static String type(DataType type, int symbols) {
    if (type instanceof StructType struct) {
      return struct.name() == null ? "STRUCT" : "STRUCT " + struct.name();
    } else if (type instanceof ArrayType array) {
      return "ARRAY<" + type(array.element(), symbols) + mark(array.elements()) + ">";
    } else if (type instanceof MapType map) {
      return "MAP<"
          + type(map.key(), symbols)
          + ", "
          + type(map.value(), symbols)
          + mark(map.values())
          + ">";
    } else if (type instanceof UnionType union) {
      return union.branches().stream()
          .map(branch -> type(branch, symbols))
          .collect(Collectors.joining(" | ", "UNION<", ">"));
    } else if (type instanceof EnumType enumeration) {
      return enumeration(enumeration, symbols);
    }
    return type.toString();
  }

  private static String enumeration(EnumType type, int shown) {
    int more = type.symbols().size() - shown;
    return "ENUM["
        + type.symbols().stream().limit(shown).collect(Collectors.joining(", "))
        + (more > 0 ? ", … " + more + " more" : "")
        + "]"
        + (type.defaultSymbol() == null ? "" : " default " + type.defaultSymbol());
  }

  /** What a changed enum or union gained and lost, as far as that says more than its types do. */
  static String delta(DataType from, DataType to) {
    if (from instanceof EnumType before && to instanceof EnumType after) {
      return delta("symbols", before.symbols(), after.symbols());
    } else if (from instanceof UnionType before && to instanceof UnionType after) {
      return delta("branches", names(before), names(after));
    }
    return "";
  }

  private static String delta(String what, List<String> from, List<String> to) {
    Set<String> added = new LinkedHashSet<>(to);
    from.forEach(added::remove);
    Set<String> removed = new LinkedHashSet<>(from);
    to.forEach(removed::remove);
    List<String> parts = new ArrayList<>();
    if (!added.isEmpty()) {
      parts.add(what + " added: " + String.join(", ", added));
    }
    if (!removed.isEmpty()) {
      parts.add(what + " removed: " + String.join(", ", removed));
    }
    return String.join("; ", parts);
  }

  private static List<String> names(UnionType union) {
    return union.branches().stream().map(UnionType::branchName).toList();
  }

  static String mark(Nullability nullability) {
    return nullability == Nullability.NULLABLE ? "?" : "";
  }

  static String nullability(Nullability nullability) {
    return nullability.name().toLowerCase(Locale.ROOT);
  }

  static String defaultValue(DefaultValue value) {
    if (value instanceof DefaultValue.Literal literal) {
      return LiteralJson.write(literal.value());
    } else if (value instanceof DefaultValue.Call call) {
      return call.arguments().stream()
          .map(LiteralJson::write)
          .collect(Collectors.joining(", ", call.function() + "(", ")"));
    }
    return NONE;
  }

  static String keys(Set<FieldKey> keys) {
    return keys.isEmpty()
        ? NONE
        : new TreeSet<>(keys)
            .stream()
                .map(key -> key.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
  }

  static String aliases(Set<String> aliases) {
    return aliases.isEmpty() ? NONE : quoted(new TreeSet<>(aliases));
  }

  private static String quoted(Collection<String> names) {
    return names.stream().map(LiteralJson::write).collect(Collectors.joining(", "));
  }

  static String count(int count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
