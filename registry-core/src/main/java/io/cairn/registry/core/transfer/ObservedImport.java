package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.TelemetryDelta.TemplateGone;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Details;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was observed into a store, each part in a commit of its own. What is there already
 * must be the same, so that an import that ended in the middle can be repeated.
 */
final class ObservedImport implements Observed.Sink {
  private final RegistryStore store;

  /** What the store has of the current signal and was not named yet. */
  private final Map<AttributeKey, ObservedAttribute> attributes = new HashMap<>();

  private final Map<Long, OfTemplate> templates = new HashMap<>();

  /** The highest number of a template that the store had used; what it lacks below is removed. */
  private long lastUsed;

  private @Nullable OfTemplate heir;

  ObservedImport(RegistryStore store) {
    this.store = store;
  }

  @Override
  public void on(ObservedSignal signal) {
    attributes.clear();
    templates.clear();
    lastUsed = 0;
    heir = null;
    TelemetryStore telemetry = store.telemetry();
    List<Details> present = telemetry.details(List.of(signal.signal()));
    if (present.isEmpty()) {
      add(signal.signal(), signal.deltas());
      return;
    }
    Details details = present.get(0);
    requireSame(signal.signal(), signal, ObservedSignal.read(telemetry, details));
    details
        .attributes()
        .forEach(
            one ->
                attributes.put(one.key(), new ObservedAttribute(signal.signal(), one, List.of())));
    lastUsed = telemetry.minerState(signal.signal()).lastNumber();
    Observed.templates(telemetry, signal.signal()).forEach(one -> templates.put(one.number(), one));
  }

  @Override
  public void on(ObservedAttribute attribute) {
    ObservedAttribute present = attributes.remove(attribute.attribute().key());
    if (present == null) {
      add(attribute.signal(), attribute.deltas());
    } else {
      requireSame(
          attribute.signal(),
          attribute,
          ObservedAttribute.read(store.telemetry(), attribute.signal(), present.attribute()));
    }
  }

  @Override
  public void on(OfTemplate template) {
    OfTemplate present = templates.remove(template.number());
    if (present == null && lastUsed > 0 && template.number() <= lastUsed) {
      throw conflict(template.signal());
    } else if (present == null) {
      add(template.signal(), List.of(template));
    } else {
      requireSame(template.signal(), template, present);
    }
    heir = template;
  }

  @Override
  public void on(Observed.End end) {
    long last = store.telemetry().minerState(end.signal()).lastNumber();
    if (!attributes.isEmpty() || !templates.isEmpty() || last > end.lastTemplate()) {
      throw conflict(end.signal());
    }
    if (last < end.lastTemplate() && heir != null) {
      add(end.signal(), used(end.lastTemplate(), heir));
    }
  }

  /** What makes a number one that was used, and nothing else. */
  private static List<TelemetryDelta> used(long number, OfTemplate heir) {
    Tally nothing = new Tally(0, heir.tally().first(), heir.tally().last());
    return List.of(
        new OfTemplate(heir.signal(), number, "", "", "", nothing),
        new TemplateGone(heir.signal(), number, heir.number()));
  }

  private void add(Signal signal, List<TelemetryDelta> deltas) {
    Operation[] operations =
        deltas.stream().map(Operation.AddTelemetry::new).toArray(Operation[]::new);
    CommitOutcome outcome;
    do {
      outcome = StoreImport.commit(store, "what was observed of " + signal, Commit.of(operations));
    } while (!(outcome instanceof CommitOutcome.Applied));
  }

  private static void requireSame(Signal signal, Object wanted, Object present) {
    if (!wanted.equals(present)) {
      throw conflict(signal);
    }
  }

  private static ImportConflictException conflict(Signal signal) {
    return new ImportConflictException(null, "what was observed of " + signal);
  }
}
