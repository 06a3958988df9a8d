package io.cairn.registry.discovery;

import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;

/**
 * What the data at some place looks like. Immutable.
 *
 * @param source where it is
 * @param format what it is, such as {@code CSV} or {@code NDJSON (gzip)}
 * @param schema the schema found, or the explicit one
 * @param profile what the values are like
 * @param contradictions where the data is not what the schema says: after the sample that decided
 *     the types, or anywhere when the schema was given; the first 100 different ones, in the order
 *     found
 */
public record Discovered(
    URI source,
    String format,
    Schema schema,
    DataProfile profile,
    List<Contradiction> contradictions) {
  public Discovered {
    contradictions = List.copyOf(contradictions);
  }
}
