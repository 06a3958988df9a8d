package io.cairn.registry.core.rendering;

import io.cairn.registry.core.rendering.FieldNode.FieldGroup;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The class diagram of a comparison. Every character of a name but letters, digits and a few more
 * is written as its number, which Mermaid turns back only after it has parsed the diagram.
 */
final class MermaidText {
  private static final int MAX_CHARACTERS = 40_000;
  private static final int MAX_BOXES = 200;
  private static final int MAX_PART = 60;

  private enum Detail {
    ALL,
    CHANGES
  }

  private final Detail detail;
  private final StringBuilder boxes = new StringBuilder();
  private final StringBuilder edges = new StringBuilder();
  private final Map<Mark, List<String>> colours = new EnumMap<>(Mark.class);
  private int count;
  private int left;

  private MermaidText(Detail detail) {
    this.detail = detail;
  }

  static String of(Comparison comparison) {
    FieldGroup root = SchemaTree.of(comparison);
    MermaidText all = new MermaidText(Detail.ALL);
    all.box(comparison.title(), root);
    if (all.left == 0) {
      return all.text();
    }
    MermaidText changes = new MermaidText(Detail.CHANGES);
    changes.box(comparison.title(), root);
    return changes.text();
  }

  private String text() {
    StringBuilder text = new StringBuilder("classDiagram\n  direction LR\n");
    text.append(boxes).append(edges);
    colours.forEach(
        (mark, names) ->
            text.append("  cssClass \"")
                .append(String.join(",", names))
                .append("\" ")
                .append(mark.word())
                .append('\n'));
    if (left > 0) {
      text.append("  note \"… and ").append(left).append(" more\"\n");
    }
    text.append("  classDef added stroke:#2da44e,stroke-width:3px\n");
    text.append("  classDef removed stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 4\n");
    text.append("  classDef changed stroke:#bf8700,stroke-width:3px\n");
    return text.toString();
  }

  /** Draws a box for the fields, and those below it, and returns its name. */
  private String box(String label, FieldGroup group) {
    String name = "C" + count++;
    StringBuilder box = new StringBuilder();
    box.append("  class ").append(name).append("[\"").append(encoded(label)).append("\"] {\n");
    List<FieldNode> drawn = new ArrayList<>();
    int unchanged = 0;
    int over = 0;
    for (FieldNode node : group.nodes()) {
      String member = member(node);
      if (detail == Detail.CHANGES && !isTouched(node)) {
        unchanged++;
      } else if (isFull(box.length() + member.length())) {
        over++;
      } else {
        box.append("    ").append(member).append('\n');
        drawn.add(node);
      }
    }
    left += over;
    more(unchanged, "unchanged", box);
    more(over, "more", box);
    boxes.append(box).append("  }\n");
    Mark mark = mark(group);
    if (mark != Mark.SAME) {
      colours.computeIfAbsent(mark, any -> new ArrayList<>()).add(name);
    }
    drawn.forEach(node -> node.inside().forEach(inner -> below(name, node, inner)));
    return name;
  }

  private static void more(int count, String what, StringBuilder box) {
    if (count > 0) {
      box.append("    … ").append(count).append(' ').append(what).append('\n');
    }
  }

  private void below(String parent, FieldNode node, FieldGroup group) {
    if (detail == Detail.CHANGES && group.nodes().stream().noneMatch(MermaidText::isTouched)) {
      return;
    }
    if (count >= MAX_BOXES || isFull(0)) {
      left++;
      return;
    }
    String path = Objects.requireNonNull(group.path()).toString();
    String child = box(path, group);
    boolean many = path.endsWith("[]") || path.endsWith("{}");
    edges.append("  ").append(parent).append(" *-- ").append(many ? "\"*\" " : "").append(child);
    edges.append(" : ").append(encoded(node.located().field().name())).append('\n');
  }

  private boolean isFull(int more) {
    return boxes.length() + edges.length() + more > MAX_CHARACTERS;
  }

  private static boolean isTouched(FieldNode node) {
    return node.mark() != Mark.SAME
        || node.inside().stream()
            .anyMatch(group -> group.nodes().stream().anyMatch(MermaidText::isTouched));
  }

  /** One mark for a box: that of all its fields, or that something in it changed. */
  private static Mark mark(FieldGroup group) {
    List<Mark> marks = group.nodes().stream().map(FieldNode::mark).distinct().toList();
    return marks.isEmpty() ? Mark.SAME : marks.size() == 1 ? marks.get(0) : Mark.CHANGED;
  }

  private static String member(FieldNode node) {
    Field field = node.located().field();
    StringBuilder member = new StringBuilder();
    switch (node.mark()) {
      case SAME -> {}
      case ADDED -> member.append("«added» ");
      case REMOVED -> member.append("«removed» ");
      case CHANGED -> member.append("«").append(encoded(was(node))).append("» ");
    }
    String key = lastStep(node.located().path());
    member.append(encoded(key)).append(" : ");
    return member
        .append(encoded(PartText.type(field.type()) + PartText.mark(field.nullability())))
        .toString();
  }

  private static String lastStep(FieldPath path) {
    List<FieldPath.Step> steps = path.steps();
    return new FieldPath(steps.subList(steps.size() - 1, steps.size())).toString();
  }

  /** What the field was before, as far as the diagram shows it; else that it changed. */
  private static String was(FieldNode node) {
    FieldNode.Located before = Objects.requireNonNull(node.before());
    List<String> was = new ArrayList<>();
    boolean typed = false;
    for (Change change : node.changes()) {
      if (change instanceof Change.Renamed renamed) {
        was.add(lastStep(renamed.from()));
      } else if (change instanceof Change.TypeChanged
          || change instanceof Change.NullabilityChanged) {
        typed = true;
      }
    }
    if (typed) {
      Field field = before.field();
      was.add(PartText.type(field.type()) + PartText.mark(field.nullability()));
    }
    return was.isEmpty() ? "changed" : "was " + String.join(" : ", was);
  }

  private static String encoded(String part) {
    StringBuilder result = new StringBuilder();
    int[] shown = Visible.shortened(part, MAX_PART).codePoints().toArray();
    for (int i = 0; i < shown.length; i++) {
      boolean inside =
          i > 0
              && i < shown.length - 1
              && Character.isLetterOrDigit(shown[i - 1])
              && Character.isLetterOrDigit(shown[i + 1]);
      boolean plain =
          Character.isLetterOrDigit(shown[i])
              || (inside && (shown[i] == '_' || shown[i] == '.'))
              || (shown[i] == ' ' && i > 0 && i < shown.length - 1);
      if (plain) {
        result.appendCodePoint(shown[i]);
      } else {
        result.append('#').append(shown[i]).append(';');
      }
    }
    return result.toString();
  }
}
