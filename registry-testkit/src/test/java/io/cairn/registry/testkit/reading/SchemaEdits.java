package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Edits a schema in several places at once and at any depth. Gentle edits are meant to be such as a
 * new reader copes with, and rough ones not to be; nobody relies on either.
 */
final class SchemaEdits {
  private static final String UNIT = "unit";

  private final Random random;
  private final boolean gentle;
  private final Supplier<Field> material;
  private final TypeEdits types;

  SchemaEdits(
      Random random,
      boolean gentle,
      Supplier<Field> material,
      Function<VersionRef, Schema> schemas) {
    this.random = random;
    this.gentle = gentle;
    this.material = material;
    this.types = new TypeEdits(random, gentle, this::fields, schemas);
  }

  Schema edit(Schema schema) {
    Schema.Builder builder = Schema.builder().kind(schema.kind()).fields(fields(schema.fields()));
    schema.traits().forEach(builder::trait);
    if (!gentle && oneIn(10)) {
      builder.kind(one(SchemaKind.values()));
    }
    if (!gentle && oneIn(10)) {
      builder.trait(UNIT, schema.traits().containsKey(UNIT) && oneIn(2) ? null : "ms");
    }
    return builder.build();
  }

  private List<Field> fields(List<Field> fields) {
    List<Field> edited = new ArrayList<>();
    for (Field field : fields) {
      boolean stays = gentle && !field.keys().isEmpty();
      if (stays || !oneIn(10)) {
        edited.add(oneIn(3) ? edit(field) : field);
      } else if (!edited.isEmpty() && oneIn(2)) {
        edited.add(alsoCalled(field.name(), edited.remove(edited.size() - 1)));
      }
    }
    if (oneIn(3)) {
      edited.add(added(material.get()));
    }
    if (oneIn(4)) {
      Collections.shuffle(edited, random);
    }
    return areFields(edited) ? edited : fields;
  }

  private static boolean areFields(List<Field> fields) {
    try {
      return !new StructType(null, fields).fields().isEmpty();
    } catch (InvalidInputException taken) {
      return false;
    }
  }

  private Field added(Field field) {
    return gentle
        ? with(field, field.type(), Nullability.NULLABLE, Set.of(), field.defaultValue())
        : field;
  }

  private Field edit(Field field) {
    return switch (random.nextInt(8)) {
      case 0 -> renamed(field);
      case 1 -> with(field, field.type(), nullability(field), field.keys(), field.defaultValue());
      case 2 -> with(field, field.type(), field.nullability(), field.keys(), DefaultValue.NONE);
      case 3 -> gentle ? field : withOtherKeys(field);
      default ->
          with(
              field,
              types.edit(field.type()),
              field.nullability(),
              field.keys(),
              field.defaultValue());
    };
  }

  private Nullability nullability(Field field) {
    return gentle || !field.isNullable() ? Nullability.NULLABLE : Nullability.REQUIRED;
  }

  private Field withOtherKeys(Field field) {
    Set<FieldKey> keys = EnumSet.noneOf(FieldKey.class);
    if (field.keys().isEmpty()) {
      keys.add(one(FieldKey.values()));
    }
    return with(field, field.type(), field.nullability(), keys, field.defaultValue());
  }

  /** The field under another name, or from another source. */
  private Field renamed(Field field) {
    boolean moved = !gentle && oneIn(4);
    Field.Builder builder =
        Field.builder(field.name() + (moved ? "" : "_"), field.type())
            .source(moved ? one(FieldSource.values()) : field.source())
            .nullability(field.nullability())
            .defaultValue(field.defaultValue());
    field.keys().forEach(builder::key);
    field.aliases().stream()
        .filter(alias -> !alias.equals(field.name() + "_"))
        .forEach(builder::alias);
    if (!moved && (gentle || oneIn(2))) {
      builder.alias(field.name());
    }
    return builder.build();
  }

  private static Field alsoCalled(String name, Field field) {
    return name.equals(field.name()) ? field : field.toBuilder().alias(name).build();
  }

  /** The field with these, and without the default if that does not fit. */
  private static Field with(
      Field field,
      DataType type,
      Nullability nullability,
      Set<FieldKey> keys,
      DefaultValue defaultValue) {
    Set<String> aliases = new HashSet<>(field.aliases());
    try {
      return new Field(
          field.source(), field.name(), type, nullability, keys, defaultValue, aliases, "");
    } catch (InvalidInputException unfit) {
      return with(field, type, nullability, keys, DefaultValue.NONE);
    }
  }

  private <T> T one(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }
}
