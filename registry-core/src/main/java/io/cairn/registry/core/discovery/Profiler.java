package io.cairn.registry.core.discovery;

import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.discovery.Contradiction;
import io.cairn.registry.discovery.FieldProfile;
import io.cairn.registry.discovery.RecordSink;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares records with a schema and sums up their values. Fields are found by name, then by alias;
 * their source plays no part. Inside JSON, unions and references anything goes. Not thread-safe.
 */
final class Profiler implements RecordSink {
  private static final String KNOWN_FIELD = "a known field";

  private final ReadGuard guard;
  private final Contradictions contradictions = new Contradictions();
  private final ProfileNode root;
  private final JsonOutline outline;
  private final ScalarFit fit;
  private ProfileNode[] open = new ProfileNode[8];
  private int[] seen = new int[8];
  private int level;
  private int skipped;
  private @Nullable ProfileNode pending;
  private String unknown = "";

  /**
   * @param mixed the text fields that take any scalar
   */
  Profiler(Schema schema, Set<FieldPath> mixed, ReadGuard guard) {
    this.guard = guard;
    ValueHasher hasher = ValueHasher.create();
    root = ProfileNode.root(schema.fields(), hasher);
    root.takeAnyScalar(mixed);
    outline = new JsonOutline(hasher);
    fit = new ScalarFit(this::contradict);
  }

  List<FieldProfile> profiles() {
    List<FieldProfile> profiles = new ArrayList<>();
    root.profile(null, profiles);
    return profiles;
  }

  List<Contradiction> contradictions() {
    return contradictions.list();
  }

  @Override
  public void beginRecord() {
    level = 0;
    skipped = 0;
    enter(root);
  }

  @Override
  public boolean endRecord() {
    leaveObject();
    return true;
  }

  private void enter(ProfileNode node) {
    if (level == open.length) {
      open = Arrays.copyOf(open, 2 * level);
      seen = Arrays.copyOf(seen, 2 * level);
    }
    open[level] = node;
    seen[level] = 0;
    node.beginObject();
  }

  private void leaveObject() {
    ProfileNode node = open[level];
    if (seen[level] < node.requiredFields()) {
      node.missing().forEach(child -> contradict(child, "absent", ""));
    }
    level--;
  }

  private void contradict(ProfileNode node, String found, String example) {
    String expected = Contradictions.expected(node);
    contradictions.add(node.path(), expected, found, example, guard.records() + 1);
  }

  @Override
  public void field(String name) {
    if (skipped > 0) {
      outline.name(name);
      return;
    }
    ProfileNode parent = open[level];
    if (parent.slot() == Slot.MAP) {
      pending = parent.element();
      return;
    }
    pending = parent.findChild(name);
    if (pending == null) {
      unknown = name;
    } else if (pending.arrive(parent) && pending.isRequired()) {
      seen[level]++;
    }
  }

  /** The node of the next value; null if the value's field is not known. */
  private @Nullable ProfileNode next() {
    ProfileNode parent = open[level];
    if (parent.slot() != Slot.ARRAY) {
      return pending;
    }
    seen[level]++;
    return parent.element();
  }

  private void unknownField(String found, String example) {
    addUnknown(open[level].pathOf(shortened(unknown)), found, example);
  }

  private void addUnknown(FieldPath path, String found, String example) {
    contradictions.add(path, KNOWN_FIELD, found, example, guard.records() + 1);
  }

  private static String shortened(String name) {
    return name.length() > Field.MAX_NAME_LENGTH ? InvalidInputException.abbreviate(name) : name;
  }

  @Override
  public void surplus(String name, String cell) {
    if (!cell.isBlank()) {
      addUnknown(FieldPath.of(name), ValueKind.TEXT.shown(), cell);
    }
  }

  @Override
  public void nullValue() {
    if (skipped > 0) {
      outline.value(0, "null");
      return;
    }
    ProfileNode node = next();
    if (node == null) {
      unknownField(ValueKind.NULL.shown(), "");
    } else {
      fit.nullValue(node);
    }
  }

  @Override
  public void booleanValue(boolean value) {
    if (skipped > 0) {
      outline.value(value ? 1 : 2, String.valueOf(value));
      return;
    }
    ProfileNode node = next();
    if (node == null) {
      unknownField(ValueKind.BOOLEAN.shown(), String.valueOf(value));
    } else {
      fit.booleanValue(node, value);
    }
  }

  @Override
  public void integer(long value) {
    if (skipped > 0) {
      outline.value(value, Long.toString(value));
      return;
    }
    ProfileNode node = next();
    if (node == null) {
      unknownField(ValueKind.ofLong(value).shown(), Long.toString(value));
    } else {
      fit.integer(node, value);
    }
  }

  @Override
  public void number(String literal) {
    number(literal.toCharArray(), 0, literal.length());
  }

  @Override
  public void number(char[] buffer, int offset, int length) {
    if (skipped > 0) {
      outline.text(buffer, offset, length, "");
      return;
    }
    ProfileNode node = next();
    if (node == null) {
      unknownField("a number", new String(buffer, offset, length));
    } else {
      fit.number(node, buffer, offset, length);
    }
  }

  @Override
  public void text(String value) {
    text(value.toCharArray(), 0, value.length());
  }

  @Override
  public void text(char[] buffer, int offset, int length) {
    if (skipped > 0) {
      outline.text(buffer, offset, length, "\"");
      return;
    }
    ProfileNode node = next();
    if (node == null) {
      unknownField(ValueKind.TEXT.shown(), new String(buffer, offset, length));
    } else {
      fit.text(node, buffer, offset, length);
    }
  }

  @Override
  public void untyped(String cell) {
    untyped(cell.toCharArray(), 0, cell.length());
  }

  @Override
  public void untyped(char[] buffer, int offset, int length) {
    if (skipped > 0) {
      return;
    }
    ProfileNode node = next();
    if (node == null) {
      unknownField(ValueKind.TEXT.shown(), new String(buffer, offset, length));
    } else {
      fit.cell(node, buffer, offset, length);
    }
  }

  @Override
  public void beginObject() {
    if (skipped > 0) {
      skip('{');
      return;
    }
    ProfileNode node = next();
    if (node != null && (node.slot() == Slot.STRUCT || node.slot() == Slot.MAP)) {
      level++;
      enter(node);
    } else {
      passOver(node, ValueKind.STRUCT, '{');
    }
  }

  @Override
  public void beginArray() {
    if (skipped > 0) {
      skip('[');
      return;
    }
    ProfileNode node = next();
    if (node != null && node.slot() == Slot.ARRAY) {
      level++;
      enter(node);
    } else {
      passOver(node, ValueKind.ARRAY, '[');
    }
  }

  private void passOver(@Nullable ProfileNode node, ValueKind found, char bracket) {
    if (node == null) {
      unknownField(found.shown(), "");
      outline.start(null);
    } else if (node.slot() == Slot.ANY) {
      node.countValue();
      outline.start(node);
    } else {
      node.countValue();
      contradict(node, found.shown(), "");
      outline.start(null);
    }
    skip(bracket);
  }

  private void skip(char bracket) {
    skipped++;
    outline.open(bracket);
  }

  private void endSkipped(char bracket) {
    outline.close(bracket);
    if (--skipped == 0) {
      outline.finish();
    }
  }

  @Override
  public void endObject() {
    if (skipped > 0) {
      endSkipped('}');
    } else {
      leaveObject();
    }
  }

  @Override
  public void endArray() {
    if (skipped > 0) {
      endSkipped(']');
      return;
    }
    ProfileNode node = open[level];
    if (node.type() instanceof EmbeddingType embedding && seen[level] != embedding.dimension()) {
      contradict(node, seen[level] + " elements", "");
    }
    level--;
  }
}
