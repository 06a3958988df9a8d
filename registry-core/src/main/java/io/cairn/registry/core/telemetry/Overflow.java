package io.cairn.registry.core.telemetry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which bounds were reached; each is told once in the log. Thread-safe. */
final class Overflow {
  private static final Logger LOG = LoggerFactory.getLogger(Overflow.class);

  private final Set<Bound> reached = EnumSet.noneOf(Bound.class);
  private final Set<Bound> told = EnumSet.noneOf(Bound.class);

  /** A bound, and what is said when it is reached. */
  enum Bound {
    SIGNALS("There are more signals than there is room for"),
    ATTRIBUTES("There are more attributes than there is room for"),
    VALUES("An aspect of a signal, such as its services, has more values than there is room for"),
    LENGTH("A name is longer than 255 characters"),
    SIZE("An observation has more attributes, events or links than are looked at"),
    TEMPLATES("There are more templates of logs than there is room for"),
    WINDOWS(
        "There are more windows to be written at once than there is room for",
        "is counted in the totals alone"),
    SKETCHES(
        "There are more values to be told apart than there is memory for",
        "is counted, but not told apart");

    private final String warning;

    Bound(String what) {
      this(what, "is counted under __other__");
    }

    Bound(String what, String instead) {
      warning = what + "; what is over " + instead + ".";
    }

    String warning() {
      return warning;
    }
  }

  /** Logs nothing: whoever observes may be a log, and may have locks. */
  void note(Bound bound) {
    synchronized (reached) {
      reached.add(bound);
    }
  }

  /** Logs what was reached since this was called last. */
  void tell() {
    Set<Bound> untold;
    synchronized (reached) {
      untold = EnumSet.copyOf(reached);
      untold.removeAll(told);
      told.addAll(untold);
    }
    untold.forEach(bound -> LOG.warn("Telemetry: {}", bound.warning()));
  }

  /** What was reached, for people. */
  List<String> warnings() {
    synchronized (reached) {
      List<String> warnings = new ArrayList<>();
      reached.forEach(bound -> warnings.add(bound.warning()));
      return warnings;
    }
  }
}
