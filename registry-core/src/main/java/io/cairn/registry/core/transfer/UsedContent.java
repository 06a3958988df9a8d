package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore.Use;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.lineage.UsageWindow;
import io.cairn.registry.schema.FieldPath;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes values of the lines of who uses what, and believes none of them. */
final class UsedContent {
  private UsedContent() {}

  static OneUse usage(Line line) {
    Subject subject = line.take("subject", Subject::parse);
    Role role = line.take("role", Role::valueOf);
    String type = line.take("participantType");
    Use use =
        new Use(
            line.take("participant", id -> new Participant(id, type)),
            line.take("tally", ObservedContent::tally),
            line.take("versions", text -> parts(text, UsedContent::version)),
            line.take("fields", text -> parts(text, UsedContent::path)));
    line.requireEmpty();
    requireParts(line, use.tally(), use.versions().values());
    requireParts(line, use.tally(), use.fields().values());
    return new OneUse(subject, role, use);
  }

  static Used.End end(Line line) {
    Used.End end =
        new Used.End(
            line.take("subject", Subject::parse),
            line.integer("usages"),
            line.take("windows", text -> Values.arrays(text, UsedContent::window)));
    line.requireEmpty();
    if (!ObservedContent.ascend(end.windows().stream(), Comparator.comparing(UsageWindow::start))) {
      throw line.malformed("its windows are out of order.");
    }
    return end;
  }

  private static <K extends Comparable<K>> Map<K, Tally> parts(
      String text, Function<Values, K> key) {
    SortedMap<K, Tally> parts = new TreeMap<>();
    List<Boolean> ascend =
        Values.arrays(
            text,
            values -> {
              K next = key.apply(values);
              boolean follows = parts.isEmpty() || parts.lastKey().compareTo(next) < 0;
              parts.put(next, ObservedContent.tally(values));
              return follows;
            });
    if (ascend.contains(false)) {
      throw new InvalidInputException("they are out of order");
    }
    return parts;
  }

  private static int version(Values values) {
    long version = values.number();
    if (version < 0 || version > Integer.MAX_VALUE) {
      throw new InvalidInputException(version + " is no version");
    }
    return (int) version;
  }

  private static String path(Values values) {
    String path =
        InvalidInputException.requireUnicode(
            "path of a field", values.text(), Usage.MAX_PATH_LENGTH);
    if (!path.equals(UsageDelta.UNNAMED) && !FieldPath.parse(path).toString().equals(path)) {
      throw new InvalidInputException("it is not how a path is written");
    }
    return path;
  }

  private static UsageWindow window(Values values) {
    long start = values.number();
    UsageWindow window =
        new UsageWindow(Instant.ofEpochMilli(start), values.number(), values.number());
    if (start == Long.MAX_VALUE
        || window.produced() < 0
        || window.consumed() < 0
        || window.produced() + window.consumed() == 0) {
      throw new InvalidInputException("a window counts nothing, or less than nothing");
    }
    return window;
  }

  private static void requireParts(Line line, Tally whole, Collection<Tally> parts) {
    for (Tally part : parts) {
      if (part.count() > whole.count()
          || part.first() < whole.first()
          || part.last() > whole.last()) {
        throw line.malformed("a version or field says more than its tally.");
      }
    }
  }
}
