package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.LineageStore.Use;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.UsageWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who uses what, as it is carried from store to store. */
final class Used {
  private Used() {}

  /** Takes subject by subject, each with its producers, its consumers, and its end. */
  interface Sink {
    void on(OneUse use);

    /** The subject is complete. */
    void on(End end);
  }

  /**
   * The end of a subject, by which it is known to be complete.
   *
   * @param usages how many stand before it
   * @param windows the earliest first; they say at most what all usages do
   */
  record End(Subject subject, int usages, List<UsageWindow> windows) {
    End {
      windows = List.copyOf(windows);
    }
  }

  /** In the order in which they were first used, which a copy must keep. */
  static List<Subject> subjects(LineageStore store) {
    List<Subject> subjects = new ArrayList<>();
    store.forEachSubject(subjects::add);
    return subjects;
  }

  /** Reads the windows first: what is counted meanwhile is then in the usages at least. */
  static void read(LineageStore store, Subject subject, Sink sink) {
    List<UsageWindow> windows = store.windows(subject, Long.MIN_VALUE, Long.MAX_VALUE);
    List<OneUse> usages = usages(store, subject);
    usages.forEach(sink::on);
    sink.on(new End(subject, usages.size(), windows));
  }

  /** By role, then participant. */
  static List<OneUse> usages(LineageStore store, Subject subject) {
    List<OneUse> usages = new ArrayList<>();
    for (Role role : Role.values()) {
      store.uses(subject, role).stream()
          .sorted(Comparator.comparing(Use::participant))
          .forEach(use -> usages.add(new OneUse(subject, role, use)));
    }
    return usages;
  }
}
