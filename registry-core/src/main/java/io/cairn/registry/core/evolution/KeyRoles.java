package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares and names the roles of fields as keys. */
final class KeyRoles {
  private KeyRoles() {}

  static boolean areSame(Field one, Field other) {
    Set<FieldKey> some = one.keys();
    Set<FieldKey> others = other.keys();
    return some == others
        || (some.size() == others.size()
            && some.contains(FieldKey.PRIMARY) == others.contains(FieldKey.PRIMARY)
            && some.contains(FieldKey.PARTITION) == others.contains(FieldKey.PARTITION));
  }

  static String text(Set<FieldKey> keys) {
    return keys.isEmpty()
        ? "no key"
        : keys.stream().map(FieldKey::name).collect(Collectors.joining(" and ")) + " key";
  }
}
