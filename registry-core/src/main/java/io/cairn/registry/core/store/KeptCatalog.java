package io.cairn.registry.core.store;

import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a memory store keeps of what is said about one subject. Immutable.
 *
 * @param annotations what is said, in the order of the targets
 * @param newest the newest entry of the audit; null if there is none
 */
record KeptCatalog(Map<Target, Annotations> annotations, @Nullable Link newest) {
  static final KeptCatalog EMPTY = new KeptCatalog(Map.of(), null);

  /** The subject itself, then its fields, then its versions. */
  static final Comparator<Target> ORDER =
      Comparator.comparingInt(KeptCatalog::version).thenComparingInt(KeptCatalog::ordinal);

  /** An entry of the audit, and the one before it. */
  record Link(long number, AuditEntry entry, @Nullable Link before) {}

  private static int version(Target target) {
    return target instanceof Target.OfVersion of ? of.version().version() : 0;
  }

  private static int ordinal(Target target) {
    return target instanceof Target.OfField field ? field.ordinal() : 0;
  }

  Annotations annotations(Target target) {
    return annotations.getOrDefault(target, Annotations.NONE);
  }

  KeptCatalog with(Target target, Annotations said) {
    Map<Target, Annotations> more = new TreeMap<>(ORDER);
    more.putAll(annotations);
    if (said.isEmpty()) {
      more.remove(target);
    } else {
      more.put(target, said);
    }
    return new KeptCatalog(Collections.unmodifiableMap(more), newest);
  }

  KeptCatalog with(AuditEntry entry) {
    long number = newest == null ? 1 : newest.number + 1;
    return new KeptCatalog(annotations, new Link(number, entry, newest));
  }

  KeptCatalog without(Predicate<Target> gone) {
    Map<Target, Annotations> fewer = new TreeMap<>(ORDER);
    fewer.putAll(annotations);
    fewer.keySet().removeIf(gone);
    return new KeptCatalog(Collections.unmodifiableMap(fewer), newest);
  }
}
