package io.cairn.registry.core.rendering;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change as a row of a table. Nothing is escaped yet.
 *
 * @param place the field's path, or the trait
 * @param before what was there; empty if nothing was
 * @param after what is there; empty if nothing is
 * @param note more in words, or empty
 */
record ChangeEntry(ChangeGroup group, String place, String before, String after, String note) {
  private static final String ABSENT = "absent";

  /** By their kinds, otherwise in the order of the difference. */
  static List<ChangeEntry> all(SchemaDiff diff) {
    return diff.changes().stream()
        .map(ChangeEntry::of)
        .sorted(Comparator.comparing(ChangeEntry::group))
        .toList();
  }

  static ChangeEntry of(Change change) {
    if (change instanceof Change.Added added) {
      return entry(ChangeGroup.ADDED, added.path(), "", facts(added.field()));
    } else if (change instanceof Change.Removed removed) {
      return entry(ChangeGroup.REMOVED, removed.path(), facts(removed.field()), "");
    } else if (change instanceof Change.Renamed renamed) {
      return entry(ChangeGroup.RENAMED, renamed.to(), renamed.from(), renamed.to());
    } else if (change instanceof Change.TypeChanged type) {
      return new ChangeEntry(
          ChangeGroup.TYPE,
          type.path().toString(),
          PartText.type(type.from()),
          PartText.type(type.to()),
          PartText.delta(type.from(), type.to()));
    } else if (change instanceof Change.NullabilityChanged nullability) {
      return entry(
          ChangeGroup.NULLABILITY,
          nullability.path(),
          PartText.nullability(nullability.from()),
          PartText.nullability(nullability.to()));
    } else if (change instanceof Change.DefaultChanged value) {
      return entry(
          ChangeGroup.DEFAULT,
          value.path(),
          PartText.defaultValue(value.from()),
          PartText.defaultValue(value.to()));
    } else if (change instanceof Change.KeysChanged keys) {
      return entry(
          ChangeGroup.KEYS, keys.path(), PartText.keys(keys.from()), PartText.keys(keys.to()));
    } else if (change instanceof Change.AliasesChanged aliases) {
      return entry(
          ChangeGroup.ALIASES,
          aliases.path(),
          PartText.aliases(aliases.from()),
          PartText.aliases(aliases.to()));
    } else if (change instanceof Change.DocChanged doc) {
      return entry(ChangeGroup.DOC, doc.path(), doc.from(), doc.to());
    } else if (change instanceof Change.KindChanged kind) {
      return entry(ChangeGroup.KIND, "kind", kind.from(), kind.to());
    } else if (change instanceof Change.TraitChanged trait) {
      return entry(ChangeGroup.TRAIT, trait.trait(), present(trait.from()), present(trait.to()));
    }
    throw new AssertionError("unknown change: " + change.getClass());
  }

  private static ChangeEntry entry(ChangeGroup group, Object place, Object before, Object after) {
    return new ChangeEntry(group, place.toString(), before.toString(), after.toString(), "");
  }

  private static String facts(Field field) {
    String type = PartText.type(field.type());
    List<String> facts = PartText.facts(field);
    return String.join(", ", type, String.join(", ", facts.subList(1, facts.size())));
  }

  private static String present(@Nullable String trait) {
    return Objects.requireNonNullElse(trait, ABSENT);
  }
}
