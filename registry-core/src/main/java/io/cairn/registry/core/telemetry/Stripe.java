package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What some of the threads have observed, under one lock: taken once an observation, and by the
 * flusher for short turns. A known shape is found by its hash and counted without allocating
 * anything.
 */
final class Stripe {
  /** How many shapes are known at once; all are forgotten, after folding, when there are more. */
  static final int MAX_SHAPES = 4_096;

  /** How much the known shapes have to keep together, in characters; otherwise as with many. */
  static final int MAX_SHAPE_SIZE = 8 << 20;

  private static final int TABLE = 2 * MAX_SHAPES;

  /** How many things the flusher looks at before observers get their turn. */
  private static final int TURN = 64;

  private final Directory directory;
  private final StripeMemory memory;
  private final Runnable whenFull;
  private final WindowClock clock;
  private final Lock lock = new ReentrantLock();
  private final @Nullable Shape[] table = new Shape[TABLE];
  private final List<Shape> shapes = new ArrayList<>();
  private int shapeSize;
  private final Map<TrackedSignal, Cell<TrackedSignal>> signalCells = new HashMap<>();
  private final Map<TrackedAttribute, Cell<TrackedAttribute>> attributeCells = new HashMap<>();
  private final Map<TrackedSaid, SaidCell> saidCells = new HashMap<>();
  private final List<Cell<TrackedSignal>> allSignals = new ArrayList<>();
  private final List<Cell<TrackedAttribute>> allAttributes = new ArrayList<>();
  private final List<SaidCell> allSaid = new ArrayList<>();

  /** The window of now. */
  private long window;

  private boolean isClosed;

  /**
   * A stripe.
   *
   * @param whenFull asks for what is here to be handed over soon
   */
  Stripe(Directory directory, WindowClock clock, StripeMemory memory, Runnable whenFull) {
    this.directory = directory;
    this.clock = clock;
    this.memory = memory;
    this.whenFull = whenFull;
  }

  /** Whether it is one of those that share a directory. */
  boolean countsIn(Directory shared) {
    return directory == shared;
  }

  /** Counts an observation. */
  void observe(Recording from) {
    boolean wasFilling;
    boolean isFilling;
    if (from.kind == SchemaKind.LOG) {
      directory.askForTemplates(from.signalName());
    }
    from.attributes.forgetEarlier();
    long now = clock.millis();
    long millis = clock.bounded(from.time, now);
    lock.lock();
    try {
      requireOpen();
      wasFilling = memory.isFilling();
      count(from, windowOf(millis, now), millis);
      isFilling = memory.isFilling();
      if (!memory.hasRoomForValues()) {
        directory.note(Overflow.Bound.SKETCHES);
      }
    } finally {
      lock.unlock();
    }
    if (isFilling && !wasFilling) {
      whenFull.run();
    }
  }

  private long windowOf(long millis, long now) {
    if (!clock.isIn(window, now)) {
      window = clock.begin(now);
    }
    if (clock.isIn(window, millis)) {
      return window;
    }
    long wanted = clock.windowOf(millis, now);
    if (wanted != TelemetryDelta.NO_WINDOW && !memory.hasRoomForWindows()) {
      directory.note(Overflow.Bound.WINDOWS);
      return TelemetryDelta.NO_WINDOW;
    }
    return wanted;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new RegistryClosedException();
    }
  }

  private void count(Recording from, long window, long millis) {
    TrackedSignal signal = countPart(from, from.part(0), window, millis).parts.tracked();
    for (int i = 1; i < from.parts(); i++) {
      Shape unused = countPart(from, from.part(i), window, millis);
    }
    if (from.excess > 0) {
      countExcess(signal, from, window, millis);
    }
    String body = from.body;
    if (body != null) {
      signal.mine(body, millis);
    }
  }

  private Shape countPart(Recording from, Recording.Part part, long window, long millis) {
    Shape shape = shape(from, part, window);
    shape.count(window, millis, memory);
    List<Cell<TrackedAttribute>> cells = shape.parts.attributes();
    for (int i = part.start, cell = 0; i < part.end; i++, cell++) {
      String text = from.attributes.texts[i];
      if (text != null) {
        cells.get(cell).see(window, text, memory);
      } else {
        cells.get(cell).see(window, from.attributes.types[i], from.attributes.bits[i], memory);
      }
    }
    if (!shape.isKept()) {
      shape.fold(memory);
    }
    return shape;
  }

  private void countExcess(TrackedSignal signal, Recording from, long window, long millis) {
    directory.note(Overflow.Bound.SIZE);
    TrackedAttribute other = signal.attribute(from.excessSource(), "", Signal.OTHER);
    cell(other, window)
        .add(window, new Tally(from.excess, millis, millis), 1 << ValueType.TEXT.code(), memory);
  }

  private Shape shape(Recording from, Recording.Part part, long window) {
    long hash = Shape.hash(from, part);
    int slot = (int) hash & (TABLE - 1);
    for (Shape shape = table[slot]; shape != null; shape = table[slot]) {
      if (shape.hash == hash && shape.isOf(from, part)) {
        return shape;
      }
      slot = (slot + 1) & (TABLE - 1);
    }
    Shape shape = new Shape(hash, from, part, new Resolution(from, part, window).parts());
    if (shape.isKept()) {
      keep(shape, slot);
    }
    return shape;
  }

  private void keep(Shape shape, int slot) {
    if (shapes.size() == MAX_SHAPES || shapeSize + shape.size() > MAX_SHAPE_SIZE) {
      shapes.forEach(known -> known.fold(memory));
      shapes.clear();
      shapeSize = 0;
      Arrays.fill(table, null);
      table[(int) shape.hash & (TABLE - 1)] = shape;
    } else {
      table[slot] = shape;
    }
    shapes.add(shape);
    shapeSize += shape.size();
  }

  /** How much the known shapes have to keep, in characters, about. */
  int shapeSize() {
    lock.lock();
    try {
      return shapeSize;
    } finally {
      lock.unlock();
    }
  }

  /** Finds out what a part of an observation is counted by. */
  private final class Resolution {
    private final Recording from;
    private final Recording.Part part;
    private final long window;
    private final TrackedSignal signal;

    Resolution(Recording from, Recording.Part part, long window) {
      this.from = from;
      this.part = part;
      this.window = window;
      signal = directory.signal(from.signal());
    }

    Shape.Parts parts() {
      boolean isWhole = part.owner == Recording.Owner.OBSERVATION;
      List<SaidCell> said = new ArrayList<>();
      Sayings.of(from, part, (aspect, value) -> said.add(cell(signal.said(aspect, value))));
      String event = part.owner == Recording.Owner.EVENT ? event() : "";
      List<Cell<TrackedAttribute>> attributes = new ArrayList<>(part.end - part.start);
      for (int i = part.start; i < part.end; i++) {
        attributes.add(
            cell(
                signal.attribute(from.attributes.sources[i], event, from.attributes.names[i]),
                window));
      }
      return new Shape.Parts(signal, isWhole ? cell(signal, window) : null, said, attributes);
    }

    private String event() {
      return signal.said(Aspect.EVENT, part.event).value;
    }
  }

  private Cell<TrackedSignal> cell(TrackedSignal signal, long window) {
    return signalCells.computeIfAbsent(
        signal,
        counted -> {
          Cell<TrackedSignal> cell = new Cell<>(counted, window);
          allSignals.add(cell);
          memory.met();
          return cell;
        });
  }

  private Cell<TrackedAttribute> cell(TrackedAttribute attribute, long window) {
    return attributeCells.computeIfAbsent(
        attribute,
        counted -> {
          Cell<TrackedAttribute> cell = new Cell<>(counted, window);
          allAttributes.add(cell);
          memory.met();
          return cell;
        });
  }

  private SaidCell cell(TrackedSaid said) {
    return saidCells.computeIfAbsent(
        said,
        counted -> {
          SaidCell cell = new SaidCell(counted);
          allSaid.add(cell);
          memory.met();
          return cell;
        });
  }

  /**
   * Hands over what was counted since this was called last; signals last, so that none has fewer
   * observations than an attribute of it.
   */
  void take(Harvest into) {
    inTurns(shapes, shape -> shape.fold(memory));
    boolean dropsValues = memory.isOver();
    long[] bytes = new long[1];
    inTurns(
        allAttributes,
        cell -> {
          cell.take(into::addAttribute, dropsValues);
          bytes[0] += cell.size();
        });
    inTurns(allSaid, cell -> into.add(cell));
    inTurns(allSignals, cell -> cell.take(into::addSignal, false));
    lock.lock();
    try {
      memory.reset(bytes[0]);
    } finally {
      lock.unlock();
    }
  }

  /** What comes in meanwhile is looked at now or the next time. */
  private <T> void inTurns(List<T> all, Consumer<T> taker) {
    boolean goesOn = true;
    for (int from = 0; goesOn; from += TURN) {
      lock.lock();
      try {
        int to = Math.min(all.size(), from + TURN);
        for (int i = from; i < to; i++) {
          taker.accept(all.get(i));
        }
        goesOn = to < all.size();
      } finally {
        lock.unlock();
      }
    }
  }

  /** From here on nothing is counted any more. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
    } finally {
      lock.unlock();
    }
  }
}
