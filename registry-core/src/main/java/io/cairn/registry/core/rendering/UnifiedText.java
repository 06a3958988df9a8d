package io.cairn.registry.core.rendering;

import io.cairn.registry.core.json.LiteralJson;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The unified text of a comparison. */
final class UnifiedText {
  private static final int CONTEXT = 3;

  private record Line(char sign, String text) {
    boolean isSame() {
      return sign == ' ';
    }
  }

  private final List<Line> lines = new ArrayList<>();

  private UnifiedText() {}

  static String of(Comparison comparison) {
    UnifiedText text = new UnifiedText();
    text.list(comparison);
    String hunks = text.hunks();
    return hunks.isEmpty()
        ? ""
        : header("---", comparison, comparison.before())
            + header("+++", comparison, comparison.after())
            + hunks;
  }

  private static String header(String sign, Comparison comparison, Comparison.Side side) {
    return sign + " " + Visible.of(comparison.title()) + " (" + Visible.of(side.label()) + ")\n";
  }

  private void list(Comparison comparison) {
    Schema before = comparison.before().schema();
    Schema after = comparison.after().schema();
    add("@kind " + before.kind(), "@kind " + after.kind());
    Set<String> traits = new TreeSet<>(before.traits().keySet());
    traits.addAll(after.traits().keySet());
    for (String trait : traits) {
      add(trait(before, trait), trait(after, trait));
    }
    for (FieldNode node : SchemaTree.flat(SchemaTree.of(comparison))) {
      add(line(node.before()), line(node.after()));
    }
  }

  private static @Nullable String trait(Schema schema, String name) {
    String value = schema.traits().get(name);
    return value == null ? null : "@trait " + name + " = " + LiteralJson.write(value);
  }

  private static @Nullable String line(FieldNode.@Nullable Located field) {
    return field == null ? null : PartText.line(field.path(), field.field());
  }

  private void add(@Nullable String before, @Nullable String after) {
    if (before != null && before.equals(after)) {
      lines.add(new Line(' ', Visible.of(before)));
      return;
    }
    if (before != null) {
      lines.add(new Line('-', Visible.of(before)));
    }
    if (after != null) {
      lines.add(new Line('+', Visible.of(after)));
    }
  }

  private String hunks() {
    StringBuilder text = new StringBuilder();
    int oldLine = 1;
    int newLine = 1;
    int at = 0;
    while (at < lines.size()) {
      int end = endOfHunk(at);
      if (end > at) {
        hunk(lines.subList(at, end), oldLine, newLine, text);
      } else {
        end = at + 1;
      }
      for (Line line : lines.subList(at, end)) {
        oldLine += line.sign == '+' ? 0 : 1;
        newLine += line.sign == '-' ? 0 : 1;
      }
      at = end;
    }
    return text.toString();
  }

  /** The end of the hunk that starts here, or {@code start} if none does. */
  private int endOfHunk(int start) {
    int end = start;
    int same = 0;
    for (int i = start; i < lines.size() && same <= (end == start ? CONTEXT : 2 * CONTEXT); i++) {
      if (lines.get(i).isSame()) {
        same++;
      } else if (end == start && same > CONTEXT) {
        return start;
      } else {
        same = 0;
        end = i + 1;
      }
    }
    return end == start ? start : Math.min(lines.size(), end + CONTEXT);
  }

  private static void hunk(List<Line> hunk, int oldLine, int newLine, StringBuilder text) {
    long oldCount = hunk.stream().filter(line -> line.sign != '+').count();
    long newCount = hunk.stream().filter(line -> line.sign != '-').count();
    text.append("@@ -").append(range(oldLine, oldCount));
    text.append(" +").append(range(newLine, newCount)).append(" @@\n");
    hunk.forEach(line -> text.append(line.sign).append(line.text).append('\n'));
  }

  private static String range(int first, long count) {
    return (count == 0 ? first - 1 : first) + (count == 1 ? "" : "," + count);
  }
}
