package io.cairn.registry.benchmarks;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.History;
import io.cairn.registry.core.evolution.Ordinals;
import io.cairn.registry.core.evolution.SchemaResolver;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An old schema, its successor, and all that is known about them before they are compared. */
@State(Scope.Benchmark)
public class EvolvingOrders {
  /** No benchmark has a reference. */
  static final SchemaResolver NO_REFERENCES =
      target -> {
        throw new IllegalStateException("Nothing refers to " + target);
      };

  /** What the successor brings. */
  public enum Step {
    UNCHANGED,
    ADDED,
    WIDENED;

    Schema of(int fields) {
      return switch (this) {
        case UNCHANGED -> Orders.of(fields);
        case ADDED -> Orders.withOneMore(fields);
        case WIDENED -> Orders.widened(fields);
      };
    }
  }

  @Param({"50", "1000"})
  int fields;

  @Param Step step = Step.UNCHANGED;

  /** Whether equal parts are one object, as in a registry, or nothing is shared. */
  @Param({"true", "false"})
  boolean interned;

  Schema old = Schema.of();
  Schema fresh = Schema.of();
  Layout oldLayout = new Layout(Map.of());
  Layout newLayout = oldLayout;
  History history = History.of(ReadingOptions.DEFAULTS, List.of());

  @Setup
  public void build() {
    Identity identity = Identity.create();
    old = interned ? identity.intern(Orders.of(fields)) : Orders.of(fields);
    fresh = interned ? identity.intern(step.of(fields)) : step.of(fields);
    Ordinals.Assigned first = Ordinals.assign(old, null, 0);
    SchemaVersion head =
        new SchemaVersion(Samples.subject(0), 1, identity.canonical(old).id(), old, first.layout());
    oldLayout = first.layout();
    newLayout = Ordinals.assign(fresh, head, first.last()).layout();
    history = History.of(ReadingOptions.DEFAULTS, List.of(History.Earlier.of(1, old)));
    Verify.that(oldLayout.paths().size() == fields, "the fields are as many as they should be");
    Verify.that(check(CompatibilityMode.BACKWARD).isCompatible(), "old data can be read");
    Verify.that(
        check(CompatibilityMode.FULL).isCompatible() == (step != Step.WIDENED),
        "only a wider type keeps old readers from reading");
  }

  CompatibilityReport check(CompatibilityMode mode) {
    return Compatibility.check(mode, fresh, history, NO_REFERENCES);
  }
}
