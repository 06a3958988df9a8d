package io.cairn.registry.core.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.lineage.LineageServices.Options;
import io.cairn.registry.core.lineage.LineageServices.Sources;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.LineageStore.SubjectPlace;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.lineage.Impact;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Participation;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.lineage.UsageWindow;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Seen;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who uses what: reports go to the counter, questions to the store. */
final class LineageFacet implements Lineage {
  private final RegistryStore store;
  private final Options options;
  private final Sources sources;
  private final Parts parts;
  private volatile boolean closed;

  /** What works for it. */
  record Parts(UsageCounter counter, UsageWriter writer, DirectoryThread directory) {}

  LineageFacet(RegistryStore store, Options options, Sources sources, Parts parts) {
    this.store = store;
    this.options = options;
    this.sources = sources;
    this.parts = parts;
  }

  /** From now on nothing is counted any more. */
  void close() {
    closed = true;
  }

  @Override
  public void report(Usage usage) {
    store.requireWritable();
    if (closed) {
      throw new RegistryClosedException();
    }
    Instant now = options.clock().instant();
    Instant said = usage.at() == null ? now : usage.at();
    Instant at = said.isAfter(now.plus(options.window())) ? now : said;
    long millis = at.toEpochMilli();
    parts
        .counter()
        .add(
            new PendingUse.Key(usage.subject(), usage.role(), usage.participant()),
            new PendingUse.Report(usage.version(), usage.fields(), millis, window(millis, now)));
    parts.writer().counted(now);
  }

  /** When its window begins; null if that one is not kept any more. */
  private @Nullable Long window(long at, Instant now) {
    if (at < now.minus(options.kept()).toEpochMilli()) {
      return null;
    }
    return at - Math.floorMod(at, options.window().toMillis());
  }

  @Override
  public List<Participation> producers(Subject subject) {
    SortedMap<Participant, Participation> all = reported(subject, Role.PRODUCER);
    Signal.of(subject)
        .ifPresent(
            signal ->
                sources.services().apply(signal).stream()
                    .map(LineageFacet::observed)
                    .forEach(one -> all.putIfAbsent(one.participant(), one)));
    return parts.directory().inform(List.copyOf(all.values()));
  }

  private static Participation observed(AspectValue service) {
    return new Participation(
        Participant.service(service.value()),
        service.seen(),
        new TreeMap<>(Map.of(0, service.seen())),
        Map.of(),
        service.seen(),
        null);
  }

  @Override
  public List<Participation> consumers(Subject subject) {
    return parts.directory().inform(List.copyOf(reported(subject, Role.CONSUMER).values()));
  }

  private SortedMap<Participant, Participation> reported(Subject subject, Role role) {
    SortedMap<Participant, Participation> all = new TreeMap<>();
    for (LineageStore.Use use : store.lineage().uses(subject, role)) {
      all.put(use.participant(), participation(use));
    }
    return all;
  }

  private static Participation participation(LineageStore.Use use) {
    SortedMap<Integer, Seen> versions = new TreeMap<>();
    use.versions().forEach((version, tally) -> versions.put(version, tally.seen()));
    Map<FieldPath, Seen> fields = new LinkedHashMap<>();
    use.fields()
        .forEach(
            (path, tally) -> {
              if (!path.equals(UsageDelta.UNNAMED)) {
                fields.put(UsageCounter.path(path), tally.seen());
              }
            });
    Tally unnamed = use.fields().get(UsageDelta.UNNAMED);
    return new Participation(
        use.participant(),
        use.tally().seen(),
        versions,
        fields,
        unnamed == null ? null : unnamed.seen(),
        null);
  }

  @Override
  public Page<SubjectUse> uses(Participant participant, PageRequest page) {
    SubjectPlace after = UsageCursors.findPlace(page);
    return page(
        page,
        store.lineage().uses(participant, after, page.size() + 1),
        use -> UsageCursors.of(new SubjectPlace(use.subject(), use.role())));
  }

  @Override
  public Page<Subject> orphans(PageRequest page) {
    Subject after = UsageCursors.findSubject(page);
    return page(page, store.lineage().orphans(after, page.size() + 1), Subject::toString);
  }

  /** A page of what was found, which is one more if another page follows. */
  private static <T> Page<T> page(PageRequest asked, List<T> found, Function<T, String> cursor) {
    if (found.size() <= asked.size()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, asked.size());
    return new Page<>(items, asked.after(cursor.apply(items.get(items.size() - 1))));
  }

  @Override
  public Impact impact(Subject subject, Schema proposed) {
    return impact(subject, proposed, Instant.MIN);
  }

  @Override
  public Impact impact(Subject subject, Schema proposed, Instant since) {
    Collection<Participation> consumers = reported(subject, Role.CONSUMER).values();
    Impact impact = new ImpactAnalysis(sources, subject, proposed).of(consumers, since);
    List<Participation> informed =
        parts.directory().inform(impact.concerns().stream().map(one -> one.consumer()).toList());
    return ImpactAnalysis.informed(impact, informed);
  }

  @Override
  public List<UsageWindow> usage(Subject subject, TimeRange range) {
    return store.lineage().windows(subject, millis(range.from()), millis(range.to()));
  }

  /** The next millisecond that there is a number for. */
  private static long millis(Instant at) {
    if (at.isBefore(Instant.EPOCH)) {
      return 0;
    }
    Instant last = Instant.ofEpochMilli(Long.MAX_VALUE);
    if (at.isAfter(last)) {
      return Long.MAX_VALUE;
    }
    long millis = at.toEpochMilli();
    return at.equals(Instant.ofEpochMilli(millis)) ? millis : millis + 1;
  }
}
