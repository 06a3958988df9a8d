package io.cairn.registry.telemetry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a signal. Immutable and thread-safe.
 *
 * @param signal which one
 * @param seen how often and when
 * @param aspects what was said of it, by aspect, then the most often said first
 * @param attributes its attributes, in the order of their keys
 */
public record SignalDetails(
    Signal signal, Seen seen, List<AspectValue> aspects, List<AttributeProfile> attributes) {
  private static final Comparator<AspectValue> LATEST =
      Comparator.comparing((AspectValue value) -> value.seen().last())
          .thenComparing(AspectValue::value);

  public SignalDetails {
    aspects = List.copyOf(aspects);
    attributes = List.copyOf(attributes);
  }

  /** The values that an aspect has had, the most often said first. */
  public List<AspectValue> values(Aspect aspect) {
    return aspects.stream().filter(value -> value.aspect() == aspect).toList();
  }

  /** The value of an aspect that was said last; empty if none ever was. */
  public Optional<String> findLatest(Aspect aspect) {
    return values(aspect).stream().max(LATEST).map(AspectValue::value);
  }

  /** What is known of an attribute; empty if it was never observed. */
  public Optional<AttributeProfile> findAttribute(AttributeKey key) {
    return attributes.stream().filter(attribute -> attribute.key().equals(key)).findFirst();
  }
}
