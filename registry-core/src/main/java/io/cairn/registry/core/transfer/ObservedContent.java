package io.cairn.registry.core.transfer;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.SignalWindow;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes values of the lines of what was observed, and believes none of them. */
final class ObservedContent {
  private static final Set<SchemaKind> KINDS =
      EnumSet.of(
          SchemaKind.METRIC,
          SchemaKind.SPAN,
          SchemaKind.LOG,
          SchemaKind.PROFILE,
          SchemaKind.RECORD);
  private static final int MAX_TEXT_LENGTH = 1 << 16;
  private static final Comparator<AspectValue> ORDER =
      Comparator.comparing(AspectValue::aspect)
          .thenComparing(said -> -said.seen().count())
          .thenComparing(AspectValue::value);

  private ObservedContent() {}

  static ObservedSignal signal(Line line) {
    ObservedSignal signal =
        new ObservedSignal(
            name(line),
            line.take("tally", ObservedContent::tally),
            line.take("aspects", text -> Values.arrays(text, ObservedContent::aspect)),
            line.take("windows", text -> Values.arrays(text, ObservedContent::signalWindow)));
    line.requireEmpty();
    long different =
        signal.aspects().stream().map(said -> said.aspect() + said.value()).distinct().count();
    if (different != signal.aspects().size() || !ascend(signal.aspects().stream(), ORDER)) {
      throw line.malformed("its aspects are out of order.");
    }
    requireParts(
        line,
        signal.tally(),
        signal.windows().stream().map(SignalWindow::start).toList(),
        signal.windows().stream().map(SignalWindow::tally).toList());
    return signal;
  }

  static ObservedAttribute attribute(Line line) {
    Signal signal = name(line);
    Attribute attribute =
        new Attribute(
            new AttributeKey(
                line.take("source", FieldSource::valueOf),
                line.take("event", ObservedContent::shortText),
                line.take("attribute", ObservedContent::shortText)),
            line.take("tally", ObservedContent::tally),
            line.integer("types"),
            line.take("peak", ObservedContent::sketch),
            line.take("samples", ObservedContent::samples));
    List<Window> windows =
        line.take("windows", text -> Values.arrays(text, ObservedContent::window));
    line.requireEmpty();
    requireParts(
        line,
        attribute.tally(),
        windows.stream().map(Window::start).toList(),
        windows.stream().map(Window::tally).toList());
    if (windows.stream().anyMatch(window -> (window.types() & ~attribute.types()) != 0)) {
      throw line.malformed("a window has types that the attribute does not have.");
    }
    return new ObservedAttribute(signal, attribute, windows);
  }

  static OfTemplate template(Line line) {
    OfTemplate template =
        new OfTemplate(
            name(line),
            line.count("number"),
            line.take("path", ObservedContent::longText),
            line.take("template", ObservedContent::longText),
            line.take("example", ObservedContent::longText),
            line.take("tally", ObservedContent::tally));
    line.requireEmpty();
    return template;
  }

  static Observed.End end(Line line) {
    Observed.End end =
        new Observed.End(
            name(line),
            line.integer("attributes"),
            line.integer("templates"),
            line.count("lastTemplate"));
    line.requireEmpty();
    return end;
  }

  private static Signal name(Line line) {
    return new Signal(
        line.take("kind", ObservedContent::kind),
        line.take("name", ObservedContent::shortText),
        line.take("variant", ObservedContent::shortText));
  }

  private static SchemaKind kind(String text) {
    SchemaKind kind = SchemaKind.valueOf(text);
    if (!KINDS.contains(kind)) {
      throw new InvalidInputException(kind + " is not observed");
    }
    return kind;
  }

  private static String shortText(String text) {
    return InvalidInputException.requireUnicode("name", text, Signal.MAX_NAME_LENGTH);
  }

  private static String longText(String text) {
    return InvalidInputException.requireUnicode("text", text, MAX_TEXT_LENGTH);
  }

  private static List<String> samples(String text) {
    List<String> samples = Values.texts(text);
    if (samples.size() > TelemetryDelta.MAX_SAMPLES
        || new HashSet<>(samples).size() < samples.size()) {
      throw new InvalidInputException("there are too many, or one stands twice");
    }
    samples.forEach(ObservedContent::longText);
    return samples;
  }

  static Tally tally(String text) {
    return Values.array(text, ObservedContent::tally);
  }

  static Tally tally(Values values) {
    Tally tally = new Tally(values.number(), values.number(), values.number());
    if (tally.count() < 0 || (tally.count() > 0 && tally.first() > tally.last())) {
      throw new InvalidInputException("less than nothing was counted, or it ended before it began");
    }
    return tally;
  }

  private static AspectValue aspect(Values values) {
    return new AspectValue(
        Aspect.valueOf(values.text()), shortText(values.text()), tally(values).seen());
  }

  private static SignalWindow signalWindow(Values values) {
    return new SignalWindow(values.number(), tally(values));
  }

  private static Window window(Values values) {
    long start = values.number();
    long types = values.number();
    if (types < 0 || types > Integer.MAX_VALUE) {
      throw new InvalidInputException("the types of a window are none");
    }
    StoredSketch sketch = sketch(values.text());
    return new Window(start, tally(values), (int) types, sketch);
  }

  private static StoredSketch sketch(String text) {
    try {
      return StoredSketch.of(Base64.getDecoder().decode(text));
    } catch (CorruptDataException damaged) {
      throw new InvalidInputException(String.valueOf(damaged.getMessage()), damaged);
    }
  }

  private static void requireParts(Line line, Tally whole, List<Long> starts, List<Tally> parts) {
    if (starts.contains(TelemetryDelta.NO_WINDOW)
        || !ascend(starts.stream(), Comparator.<Long>naturalOrder())) {
      throw line.malformed("its windows are out of order.");
    }
    long rest = whole.count();
    for (Tally part : parts) {
      rest -= part.count();
      if (rest < 0 || part.first() < whole.first() || part.last() > whole.last()) {
        throw line.malformed("its windows say more than its tally.");
      }
    }
  }

  static <T> boolean ascend(Stream<T> values, Comparator<? super T> order) {
    List<T> all = values.toList();
    for (int i = 1; i < all.size(); i++) {
      if (order.compare(all.get(i - 1), all.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
