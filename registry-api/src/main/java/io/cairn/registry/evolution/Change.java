package io.cairn.registry.evolution;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.SchemaKind;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One difference between an old and a new schema, as data. Paths are those of the new schema,
 * except in {@link Removed}. A composite type that is still of the same shape is compared part by
 * part; otherwise its whole type has {@link TypeChanged}.
 */
public sealed interface Change {

  /** The change in one line for people, as in {@code ~ total: type FLOAT is now DOUBLE}. */
  String explain();

  /** A field came, with everything in it. */
  record Added(FieldPath path, Field field) implements Change {
    @Override
    public String explain() {
      return "+ " + path + " " + field.type() + nullableMark(field);
    }
  }

  /** A field went, with everything in it. */
  record Removed(FieldPath path, Field field) implements Change {
    @Override
    public String explain() {
      return "- " + path + " " + field.type() + nullableMark(field);
    }
  }

  /** A field has another key (name or source) and is still the same field. */
  record Renamed(FieldPath from, FieldPath to) implements Change {
    @Override
    public String explain() {
      return "~ " + from + " is now called " + to;
    }
  }

  record TypeChanged(FieldPath path, DataType from, DataType to) implements Change {
    @Override
    public String explain() {
      return changed(path, "type", from, to);
    }
  }

  record NullabilityChanged(FieldPath path, Nullability from, Nullability to) implements Change {
    @Override
    public String explain() {
      return "~ " + path + " is now " + to.name().toLowerCase(Locale.ROOT);
    }
  }

  record DefaultChanged(FieldPath path, DefaultValue from, DefaultValue to) implements Change {
    @Override
    public String explain() {
      return changed(path, "default", from, to);
    }
  }

  record KeysChanged(FieldPath path, Set<FieldKey> from, Set<FieldKey> to) implements Change {
    @Override
    public String explain() {
      return changed(path, "keys", from, to);
    }
  }

  record AliasesChanged(FieldPath path, Set<String> from, Set<String> to) implements Change {
    @Override
    public String explain() {
      return changed(path, "aliases", from, to);
    }
  }

  record DocChanged(FieldPath path, String from, String to) implements Change {
    @Override
    public String explain() {
      return "~ " + path + " is described anew";
    }
  }

  record KindChanged(SchemaKind from, SchemaKind to) implements Change {
    @Override
    public String explain() {
      return "~ kind " + from + " is now " + to;
    }
  }

  /** A trait came (from is null), went (to is null), or has another value. */
  record TraitChanged(String trait, @Nullable String from, @Nullable String to) implements Change {
    @Override
    public String explain() {
      String before = Objects.requireNonNullElse(from, "absent");
      return "~ trait "
          + trait
          + " "
          + before
          + " is now "
          + Objects.requireNonNullElse(to, "absent");
    }
  }

  private static String changed(FieldPath path, String what, Object from, Object to) {
    return "~ " + path + ": " + what + " " + from + " is now " + to;
  }

  private static String nullableMark(Field field) {
    return field.isNullable() ? "?" : "";
  }
}
