package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.RecordSink;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the schema that all records taken fit. Not thread-safe.
 *
 * <p>The schema is a {@link SchemaKind#RECORD}, its fields without source, in the order of their
 * first appearance, their names exactly as found. The types:
 *
 * <ul>
 *   <li>integers: INT if all have 32 bits, BIGINT if all have 64, DECIMAL(p,0) if all have at most
 *       38 digits; longer ones are DOUBLE in JSON and TEXT in a cell, where they are identifiers
 *       rather than quantities; SMALLINT and FLOAT are never inferred
 *   <li>any number with a point or an exponent, {@code NaN}, {@code Infinity}, {@code -Infinity}:
 *       DOUBLE, together with any integers
 *   <li>a number beyond the range of a double: JSON; TEXT in a cell
 *   <li>{@code true} and {@code false}: BOOLEAN; in a cell in any case, in JSON text never
 *   <li>{@code 2012-01-31}: DATE; {@code 23:59} or {@code 23:59:59.5}: TIME; both joined by {@code
 *       T}: TIMESTAMP; with {@code Z} or {@code +05:30} at the end: DATETIME; also in JSON text.
 *       Anything less strict is TEXT, and so are mixtures of these. What is finer than a
 *       microsecond is cut off
 *   <li>UUIDs of 8-4-4-4-12 hexadecimal digits: UUID
 *   <li>{@code 00501}, {@code +49 30}, {@code 1,000}: TEXT, never a number; {@code .5} and {@code
 *       5.} are numbers in a cell; JSON text that looks like a number is TEXT
 *   <li>blanks around a cell do not count, a cell of blanks is null, quoted or not
 *   <li>scalars of several kinds: TEXT; objects or arrays mixed with anything else: JSON
 *   <li>objects: STRUCT of all fields found in any of them; arrays: ARRAY of what all elements of
 *       all arrays fit, ARRAY&lt;JSON&gt; if there never was an element but null
 *   <li>null, an empty cell, or absence where the record or object is there: nullable
 *   <li>never anything but null, as all fields of a CSV that has only a header: TEXT, nullable
 * </ul>
 */
final class TypeInference implements RecordSink {
  private final ReadGuard guard;
  private final LiteralScanner scanner = new LiteralScanner();
  private final Shape root = new Shape();
  private Shape[] open = new Shape[8];
  private boolean[] inArray = new boolean[8];
  private int level;
  private Shape pending = root;
  private int fields;

  TypeInference(ReadGuard guard) {
    this.guard = guard;
  }

  /**
   * What was found.
   *
   * @param schema the schema
   * @param mixed the fields that are TEXT because they have numbers or booleans beside text
   */
  record Inferred(Schema schema, Set<FieldPath> mixed) {}

  /** Whether there is a field, or at least a record. */
  boolean hasData() {
    return guard.records() > 0 || root.hasFields();
  }

  Inferred result() {
    Set<FieldPath> mixed = new HashSet<>();
    Schema schema = Schema.builder().fields(root.fields(null, mixed)).build();
    return new Inferred(schema, Set.copyOf(mixed));
  }

  @Override
  public void header(List<String> names) {
    names.stream().filter(name -> !root.hasField(name)).forEach(name -> addField(root, name));
  }

  @Override
  public void beginRecord() {
    level = 0;
    open[0] = root;
    inArray[0] = false;
    root.beginObject();
  }

  @Override
  public boolean endRecord() {
    return true;
  }

  @Override
  public void field(String name) {
    Shape parent = open[level];
    Shape child = parent.findChild(name);
    pending = child != null ? child : addField(parent, name);
  }

  private Shape addField(Shape parent, String name) {
    checkName(name);
    if (++fields > guard.options().maxFields()) {
      throw guard.exceeded("has more than maxFields = " + guard.options().maxFields() + " fields");
    }
    return parent.addChild(name);
  }

  private void checkName(String name) {
    if (name.isEmpty()) {
      throw guard.malformed("record " + (guard.records() + 1) + " has a field with an empty name");
    }
    if (name.length() > Field.MAX_NAME_LENGTH) {
      throw guard.failure(
          Reason.LIMIT_EXCEEDED,
          "the field name \""
              + InvalidInputException.abbreviate(name)
              + "\" has "
              + name.length()
              + " characters; at most "
              + Field.MAX_NAME_LENGTH
              + " are allowed",
          null);
    }
    try {
      InvalidInputException.requireUnicode("field name", name, Field.MAX_NAME_LENGTH);
    } catch (InvalidInputException e) {
      throw guard.failure(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private Shape next() {
    return inArray[level] ? open[level] : pending;
  }

  @Override
  public void nullValue() {
    next().add(ValueKind.NULL);
  }

  @Override
  public void booleanValue(boolean value) {
    next().add(ValueKind.BOOLEAN);
  }

  @Override
  public void integer(long value) {
    next().add(ValueKind.ofLong(value));
  }

  @Override
  public void number(String literal) {
    number(literal.toCharArray(), 0, literal.length());
  }

  @Override
  public void number(char[] buffer, int offset, int length) {
    Shape shape = next();
    ValueKind kind = scanner.number(buffer, offset, length);
    shape.add(kind);
    noteDigits(shape, kind);
  }

  private void noteDigits(Shape shape, ValueKind kind) {
    if (kind == ValueKind.DECIMAL) {
      shape.addDigits(scanner.digits());
    }
  }

  @Override
  public void text(String value) {
    text(value.toCharArray(), 0, value.length());
  }

  @Override
  public void text(char[] buffer, int offset, int length) {
    next().add(scanner.text(buffer, offset, length));
  }

  @Override
  public void untyped(String cell) {
    untyped(cell.toCharArray(), 0, cell.length());
  }

  @Override
  public void untyped(char[] buffer, int offset, int length) {
    Shape shape = next();
    ValueKind kind = scanner.cell(buffer, offset, length);
    shape.addCell(kind);
    noteDigits(shape, kind);
  }

  @Override
  public void beginObject() {
    Shape shape = next();
    shape.beginObject();
    push(shape, false);
  }

  @Override
  public void endObject() {
    level--;
  }

  @Override
  public void beginArray() {
    push(next().beginArray(), true);
  }

  @Override
  public void endArray() {
    level--;
  }

  private void push(Shape shape, boolean array) {
    if (++level == open.length) {
      open = Arrays.copyOf(open, 2 * level);
      inArray = Arrays.copyOf(inArray, 2 * level);
    }
    open[level] = shape;
    inArray[level] = array;
  }
}
