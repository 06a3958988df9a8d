package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One field of a schema or a structure. Its key is its source together with its name. Immutable,
 * thread-safe, compared by value.
 *
 * @param source where it comes from, or null when that does not matter
 * @param name its name, 1 to {@value #MAX_NAME_LENGTH} characters
 * @param type what values it takes
 * @param nullability whether it may be null; a nullable field without default counts as optional,
 *     its reader fills null
 * @param keys its roles as a key; empty by default
 * @param defaultValue what a reader takes where it is absent; {@link DefaultValue#NONE} by default
 * @param aliases names it had before, by which a reader finds it in older data; sorted
 * @param doc a description for people, empty by default; not part of a schema's identity
 */
public record Field(
    @Nullable FieldSource source,
    String name,
    DataType type,
    Nullability nullability,
    Set<FieldKey> keys,
    DefaultValue defaultValue,
    Set<String> aliases,
    String doc) {

  /** The longest name, alias or enum symbol, in UTF-16 characters. */
  public static final int MAX_NAME_LENGTH = 1024;

  /** The longest doc, in UTF-16 characters. */
  public static final int MAX_DOC_LENGTH = 65_536;

  /** The most aliases of one field. */
  public static final int MAX_ALIASES = 100;

  /**
   * @throws InvalidInputException if a name is empty, too long or not well-formed, an alias is the
   *     name itself, or the default is not a value of the type
   */
  public Field {
    checkName("field name", name);
    keys = keys.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(keys));
    aliases = aliases.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(aliases));
    if (aliases.size() > MAX_ALIASES) {
      throw new InvalidInputException(
          "Field \""
              + InvalidInputException.abbreviate(name)
              + "\" has "
              + aliases.size()
              + " aliases; at most "
              + MAX_ALIASES
              + " are allowed.");
    }
    for (String alias : aliases) {
      checkName("alias", alias);
      if (alias.equals(name)) {
        throw new InvalidInputException(
            "Field \""
                + InvalidInputException.abbreviate(name)
                + "\" has its own name as an alias; remove that.");
      }
    }
    InvalidInputException.requireUnicode("doc of field " + name, doc, MAX_DOC_LENGTH);
    if (defaultValue instanceof DefaultValue.Literal literal) {
      LiteralFit.require(name, type, nullability, literal.value());
    }
  }

  /** A required field without default. */
  public static Field required(String name, DataType type) {
    return builder(name, type).build();
  }

  /** A nullable field without default. */
  public static Field nullable(String name, DataType type) {
    return builder(name, type).nullable().build();
  }

  /** A builder for a field that is required and has no default until said otherwise. */
  public static Builder builder(String name, DataType type) {
    return new Builder(name, type);
  }

  /** A builder that starts from this field. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, type);
    builder.source = source;
    builder.nullability = nullability;
    builder.keys.addAll(keys);
    builder.defaultValue = defaultValue;
    builder.aliases.addAll(aliases);
    builder.doc = doc;
    return builder;
  }

  public boolean isNullable() {
    return nullability == Nullability.NULLABLE;
  }

  /** Whether a reader can do without it: it is nullable or has a default. */
  public boolean isOptional() {
    return isNullable() || defaultValue != DefaultValue.NONE;
  }

  /**
   * As in {@code resource:host TEXT?}: the key, the type, and a question mark if it may be null.
   */
  @Override
  public String toString() {
    return FieldPath.of(this) + " " + type + (isNullable() ? "?" : "");
  }

  static void checkName(String what, String name) {
    if (name.isEmpty()) {
      throw new InvalidInputException("A " + what + " is empty; give it at least one character.");
    }
    InvalidInputException.requireUnicode(what, name, MAX_NAME_LENGTH);
  }

  static void checkDistinct(List<Field> fields) {
    Set<FieldPath.Named> taken = new HashSet<>();
    for (Field field : fields) {
      if (!taken.add(new FieldPath.Named(field.source, field.name))) {
        throw new InvalidInputException(
            "Field \""
                + InvalidInputException.abbreviate(field.name)
                + "\" stands twice; rename or remove one.");
      }
    }
    for (Field field : fields) {
      for (String alias : field.aliases) {
        if (!taken.add(new FieldPath.Named(field.source, alias))) {
          throw new InvalidInputException(
              "The alias \""
                  + InvalidInputException.abbreviate(alias)
                  + "\" of field \""
                  + InvalidInputException.abbreviate(field.name)
                  + "\" is another field's name or alias; data under that name would be read twice. Remove it.");
        }
      }
    }
  }

  /** Builds a {@link Field}. Not thread-safe; may be used again after {@link #build}. */
  public static final class Builder {
    private final String name;
    private final DataType type;
    private @Nullable FieldSource source;
    private Nullability nullability = Nullability.REQUIRED;
    private final Set<FieldKey> keys = EnumSet.noneOf(FieldKey.class);
    private DefaultValue defaultValue = DefaultValue.NONE;
    private final List<String> aliases = new ArrayList<>();
    private String doc = "";

    private Builder(String name, DataType type) {
      this.name = name;
      this.type = type;
    }

    /** Where the field comes from; unspecified by default. */
    public Builder source(@Nullable FieldSource value) {
      source = value;
      return this;
    }

    /** Lets the field be null; required by default. */
    public Builder nullable() {
      return nullability(Nullability.NULLABLE);
    }

    public Builder nullability(Nullability value) {
      nullability = value;
      return this;
    }

    /** Adds a role as a key. */
    public Builder key(FieldKey role) {
      keys.add(role);
      return this;
    }

    /** A literal default; see {@link DefaultValue#literal}. */
    public Builder defaultsTo(@Nullable Object literal) {
      return defaultValue(DefaultValue.literal(literal));
    }

    /** The default; {@link DefaultValue#NONE} by default. */
    public Builder defaultValue(DefaultValue value) {
      defaultValue = value;
      return this;
    }

    /** Adds a name the field had before. */
    public Builder alias(String formerName) {
      aliases.add(formerName);
      return this;
    }

    /** A description for people; empty by default. */
    public Builder doc(String text) {
      doc = text;
      return this;
    }

    /**
     * The field.
     *
     * @throws InvalidInputException as the constructor of {@link Field} does
     */
    public Field build() {
      return new Field(
          source, name, type, nullability, keys, defaultValue, new HashSet<>(aliases), doc);
    }
  }
}
