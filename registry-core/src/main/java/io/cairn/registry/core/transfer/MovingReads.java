package io.cairn.registry.core.transfer;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reads of one store first, and of another one after a turn, in one sequence of revisions. */
final class MovingReads implements VersionStore {
  private volatile Source source;

  private record Source(VersionStore store, Renumbering numbers) {}

  MovingReads(VersionStore first) {
    source = new Source(first, Renumbering.NONE);
  }

  void turnTo(VersionStore next, Renumbering numbers) {
    source = new Source(next, numbers);
  }

  @Override
  public Settings settings() {
    Source now = source;
    Settings settings = now.store.settings();
    return new Settings(
        settings.globalPolicy(),
        now.numbers.outside(StoreKey.Global.SETTINGS, settings.revision()));
  }

  @Override
  public void forEachSubject(Consumer<SubjectRecord> reader) {
    Source now = source;
    now.store.forEachSubject(kept -> reader.accept(outside(now.numbers, kept)));
  }

  @Override
  public Optional<SubjectRecord> findSubject(Subject subject) {
    Source now = source;
    return now.store.findSubject(subject).map(kept -> outside(now.numbers, kept));
  }

  private static SubjectRecord outside(Renumbering numbers, SubjectRecord kept) {
    StoreKey key = new StoreKey.OfSubject(kept.row().subject());
    return new SubjectRecord(kept.row(), numbers.outside(key, kept.revision()), kept.versions());
  }

  @Override
  public Optional<VersionBody> findBody(VersionRef ref) {
    return source.store.findBody(ref);
  }

  @Override
  public List<VersionHistory> history(Subject subject) {
    return source.store.history(subject);
  }

  @Override
  public Optional<SourceDocument> findDocument(DocumentId id) {
    return source.store.findDocument(id);
  }

  @Override
  public List<VersionRef> referrers(VersionRef target) {
    return source.store.referrers(target);
  }

  @Override
  public long counter(StoreKey.OfCounter counter) {
    return source.store.counter(counter);
  }
}
