package io.cairn.registry.telemetry;

import io.cairn.registry.schema.FieldSource;
import java.util.Comparator;
import java.util.Locale;

/**
 * Which attribute of a signal. Ordered by source, event and name. Immutable and thread-safe.
 *
 * @param source where it stands
 * @param event the name of the event it belongs to; empty unless the source is EVENT
 * @param name its name
 */
public record AttributeKey(FieldSource source, String event, String name)
    implements Comparable<AttributeKey> {
  private static final Comparator<AttributeKey> ORDER =
      Comparator.comparing(AttributeKey::source)
          .thenComparing(AttributeKey::event)
          .thenComparing(AttributeKey::name);

  /** An attribute that belongs to no event. */
  public static AttributeKey of(FieldSource source, String name) {
    return new AttributeKey(source, "", name);
  }

  /** An attribute of a span's events of a name. */
  public static AttributeKey ofEvent(String event, String name) {
    return new AttributeKey(FieldSource.EVENT, event, name);
  }

  @Override
  public int compareTo(AttributeKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return source.name().toLowerCase(Locale.ROOT)
        + ":"
        + (event.isEmpty() ? "" : event + "/")
        + name;
  }
}
