package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.UsageWindow;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reads of who uses what, of the store that is in charge. */
final class MovingLineage implements LineageStore {
  private final Supplier<RegistryStore> inCharge;

  MovingLineage(Supplier<RegistryStore> inCharge) {
    this.inCharge = inCharge;
  }

  private LineageStore now() {
    return inCharge.get().lineage();
  }

  @Override
  public void forEachUse(Consumer<Known> reader) {
    now().forEachUse(reader);
  }

  @Override
  public List<Use> uses(Subject subject, Role role) {
    return now().uses(subject, role);
  }

  @Override
  public List<SubjectUse> uses(Participant participant, @Nullable SubjectPlace after, int limit) {
    return now().uses(participant, after, limit);
  }

  @Override
  public List<Subject> orphans(@Nullable Subject after, int limit) {
    return now().orphans(after, limit);
  }

  @Override
  public List<UsageWindow> windows(Subject subject, long from, long to) {
    return now().windows(subject, from, to);
  }
}
