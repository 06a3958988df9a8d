package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.UsageWindow;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who uses what, as the store says that is in charge at the time. */
final class MovingLineage implements LineageStore {
  private final Supplier<LineageStore> now;

  MovingLineage(Supplier<LineageStore> now) {
    this.now = now;
  }

  @Override
  public void forEachUse(Consumer<Known> reader) {
    now.get().forEachUse(reader);
  }

  @Override
  public void forEachSubject(Consumer<Subject> reader) {
    now.get().forEachSubject(reader);
  }

  @Override
  public List<Use> uses(Subject subject, Role role) {
    return now.get().uses(subject, role);
  }

  @Override
  public List<SubjectUse> uses(Participant participant, @Nullable SubjectPlace after, int limit) {
    return now.get().uses(participant, after, limit);
  }

  @Override
  public List<Subject> orphans(@Nullable Subject after, int limit) {
    return now.get().orphans(after, limit);
  }

  @Override
  public long oldestWindow() {
    return now.get().oldestWindow();
  }

  @Override
  public List<UsageWindow> windows(Subject subject, long from, long to) {
    return now.get().windows(subject, from, to);
  }
}
