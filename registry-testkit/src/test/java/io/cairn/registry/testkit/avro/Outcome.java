package io.cairn.registry.testkit.avro;

import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/**
 * What Avro's reader makes of edge values.
 *
 * @param result what became of them
 * @param shown the first value that was changed, or that could not be read
 */
record Outcome(Result result, String shown) {

  private static final Outcome ALL_SAME = new Outcome(Result.SAME, "same");
  private static final Outcome NONE_READ = new Outcome(Result.FAILED, "fails");

  /** What became of a value. */
  enum Result {
    SAME,
    CHANGED,
    FAILED
  }

  static Outcome of(Schema reader, Schema writer) {
    org.apache.avro.Schema to = AvroSchemas.reader(reader);
    org.apache.avro.Schema from = AvroSchemas.writer(writer, reader);
    List<Outcome> outcomes =
        EdgeValues.of(from).stream().map(value -> of(to, from, value)).toList();
    return first(Result.CHANGED, outcomes)
        .or(
            () ->
                first(Result.SAME, outcomes).isEmpty() ? Optional.of(NONE_READ) : Optional.empty())
        .or(() -> first(Result.FAILED, outcomes))
        .orElse(ALL_SAME);
  }

  private static Optional<Outcome> first(Result result, List<Outcome> outcomes) {
    return outcomes.stream().filter(outcome -> outcome.result == result).findFirst();
  }

  /** Avro's reader has no one exception for data that it cannot take. */
  private static Outcome of(org.apache.avro.Schema to, org.apache.avro.Schema from, Object value) {
    byte[] data = AvroData.write(from, value);
    Object read;
    try {
      read = AvroData.read(to, from, data);
    } catch (RuntimeException refused) {
      IndexedRecord one = (IndexedRecord) value;
      return new Outcome(
          Result.FAILED,
          "fails on " + ReadBack.show(one.get(one.getSchema().getFields().size() - 1)));
    }
    Optional<String> change = ReadBack.firstChange(value, to, read);
    return change.map(shown -> new Outcome(Result.CHANGED, shown)).orElse(ALL_SAME);
  }
}
