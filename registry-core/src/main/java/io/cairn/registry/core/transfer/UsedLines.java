package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.UsageWindow;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands on what the lines of an export say of who uses what, and sees that they are in order. */
final class UsedLines {
  private final Used.Sink sink;
  private final Set<Subject> complete = new HashSet<>();
  private final Map<Role, Long> counts = new EnumMap<>(Role.class);
  private @Nullable OneUse last;
  private int usages;

  UsedLines(Used.Sink sink) {
    this.sink = sink;
  }

  /** Whether a subject is not complete. */
  boolean isOpen() {
    return last != null;
  }

  void usage(Line line) {
    OneUse next = UsedContent.usage(line);
    boolean isInOrder =
        last == null
            ? !complete.contains(next.subject())
            : last.subject().equals(next.subject()) && last.key().compareTo(next.key()) < 0;
    if (!isInOrder) {
      throw outOfOrder(line);
    }
    last = next;
    usages++;
    counts.merge(next.role(), next.use().tally().count(), Long::sum);
    sink.on(next);
  }

  void end(Line line) {
    Used.End end = UsedContent.end(line);
    if (last == null || !last.subject().equals(end.subject())) {
      throw outOfOrder(line);
    }
    if (end.usages() != usages) {
      throw line.malformed("it is not the end of what stands before it.");
    }
    for (Role role : Role.values()) {
      long rest = counts.getOrDefault(role, 0L);
      for (UsageWindow window : end.windows()) {
        rest -= OneUse.count(window, role);
        if (rest < 0) {
          throw line.malformed("its windows say more than its usages.");
        }
      }
    }
    complete.add(end.subject());
    counts.clear();
    last = null;
    usages = 0;
    sink.on(end);
  }

  private static MalformedExportException outOfOrder(Line line) {
    return line.malformed("it does not stand with its subject, or is out of order.");
  }
}
