package io.cairn.registry.core.discovery;

import io.cairn.registry.core.discovery.TypeInference.Inferred;
import io.cairn.registry.discovery.DataFormat;
import io.cairn.registry.discovery.DataLocation.DataObject;
import io.cairn.registry.discovery.DataProfile;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions.Scan;
import io.cairn.registry.discovery.RecordSink;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call's passes over its objects: one that finds the schema, if none is given, and one that
 * compares and profiles. A single object that was kept in memory is not opened twice. Several
 * objects are read as one, and must have one format. Not thread-safe.
 */
final class DataScan implements Closeable {
  private final List<DataObject> objects;
  private final List<DataFormat> formats;
  private final ReadGuard guard;
  private @Nullable DataReader kept;
  private @Nullable String format;

  DataScan(List<DataObject> objects, List<DataFormat> formats, ReadGuard guard) {
    this.objects = objects;
    this.formats = formats;
    this.guard = guard;
  }

  Discovered discover(URI source) throws IOException {
    @Nullable Schema explicit = guard.options().explicitSchema().orElse(null);
    Inferred inferred = explicit == null ? infer() : new Inferred(explicit, Set.of());
    long wanted = guard.options().scan() == Scan.SAMPLE ? sample() : Long.MAX_VALUE;
    Profiler profiler = profile(inferred.schema(), inferred.mixed(), wanted);
    return new Discovered(
        source,
        format == null ? "" : format,
        inferred.schema(),
        new DataProfile(guard.records(), guard.bytes(), profiler.profiles()),
        profiler.contradictions());
  }

  Validation validate(Schema schema) throws IOException {
    long wanted = guard.options().scan() == Scan.SAMPLE ? sample() : Long.MAX_VALUE;
    Profiler profiler = profile(schema, Set.of(), wanted);
    return new Validation(guard.records(), profiler.contradictions());
  }

  private long sample() {
    return guard.options().sampleRecords();
  }

  private Inferred infer() throws IOException {
    TypeInference inference = new TypeInference(guard);
    pass(inference, guard.options().scan() == Scan.FULL ? Long.MAX_VALUE : sample(), true);
    if (!inference.hasData()) {
      throw guard.failure(Reason.EMPTY, "it has no records", null);
    }
    return inference.result();
  }

  private Profiler profile(Schema schema, Set<FieldPath> mixed, long wanted) throws IOException {
    Profiler profiler = new Profiler(schema, mixed, guard);
    pass(profiler, wanted, false);
    guard.tell();
    return profiler;
  }

  private void pass(RecordSink sink, long wanted, boolean keep) throws IOException {
    guard.beginPass(totalSize(), kept == null ? 0 : guard.storedBytes());
    LimitedSink limited = new LimitedSink(sink, guard, wanted);
    for (DataObject object : objects) {
      if (guard.records() < wanted) {
        read(object, limited, keep && objects.size() == 1);
      }
    }
  }

  private void read(DataObject object, LimitedSink sink, boolean keep) throws IOException {
    @Nullable DataReader reader = kept;
    kept = null;
    if (reader == null) {
      reader = DataReader.open(object, formats, guard);
      if (!keep) {
        reader.readOnce();
      }
    }
    try {
      checkFormat(reader.format());
      reader.read(sink);
      if (keep && reader.rewind()) {
        kept = reader;
      }
    } finally {
      if (kept == null) {
        reader.close();
      }
    }
  }

  private void checkFormat(String found) {
    if (format != null && !format.equals(found)) {
      throw guard.failure(
          Reason.UNKNOWN_FORMAT, "some of it is " + format + " and some is " + found, null);
    }
    format = found;
  }

  private OptionalLong totalSize() {
    long total = 0;
    for (DataObject object : objects) {
      OptionalLong size = object.size();
      if (size.isEmpty()) {
        return size;
      }
      total += size.getAsLong();
    }
    return OptionalLong.of(total);
  }

  @Override
  public void close() throws IOException {
    if (kept != null) {
      kept.close();
    }
  }
}
