package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.Style;
import io.cairn.examples.quickstart.Table;
import io.cairn.examples.quickstart.Table.Align;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.lineage.Participation;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import java.util.List;
import java.util.stream.Collectors;

/** Who produces what, and who reads it, as text. */
final class Participants {
  private static final int MAX_SIGNALS = 40;

  private final SchemaRegistry registry;

  Participants(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** A line for each signal. */
  String render(Style style) {
    List<SignalDetails> signals = Signals.of(registry.telemetry()).all();
    Table table =
        new Table()
            .column("signal", Align.LEFT)
            .column("produced by", Align.LEFT)
            .column("read by", Align.LEFT);
    for (SignalDetails details : signals.subList(0, Math.min(MAX_SIGNALS, signals.size()))) {
      Signal signal = details.signal();
      Subject subject = signal.subject();
      table.row(
          signal,
          names(registry.lineage().producers(subject)),
          names(registry.lineage().consumers(subject)));
    }
    int more = signals.size() - MAX_SIGNALS;
    return table.render(style) + (more > 0 ? "  … and " + more + " more\n" : "");
  }

  private static String names(List<Participation> participations) {
    return participations.isEmpty()
        ? "nobody, as far as reported"
        : participations.stream()
            .map(one -> one.participant().id())
            .collect(Collectors.joining(", "));
  }
}
