package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.telemetry.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one stripe has seen of a signal or an attribute, window by window. Belongs to the stripe.
 *
 * @param <T> what it counts
 */
final class Cell<T> {
  /** Makes equal bits of different types different values. */
  private static final long TYPE_SALT = 0x9E3779B97F4A7C15L;

  final T counted;
  private WindowCell current;
  private List<WindowCell> others = List.of();
  private @Nullable RecentValues recent;
  private @Nullable Samples samples;

  Cell(T counted, long window) {
    this.counted = counted;
    current = new WindowCell(window);
  }

  /** Adds counts that have no value with them. */
  void add(long window, Tally tally, int type, StripeMemory memory) {
    WindowCell cell = in(window, memory);
    cell.counts.add(tally);
    cell.types |= type;
  }

  /** Sees a value that is a text. */
  void see(long window, String text, StripeMemory memory) {
    RecentValues known = recentIn(window, memory);
    if (!known.knows(text)) {
      sketch(window, memory.hasher().hash(text), known, memory);
      if (memory.wantsSamples() && !samples().isFull()) {
        samples().offer(text, memory.maxSampleLength());
      }
    }
  }

  /** Sees a value that is a number or true or false. */
  void see(long window, ValueType type, long bits, StripeMemory memory) {
    RecentValues known = recentIn(window, memory);
    long value = bits ^ type.code() * TYPE_SALT;
    if (!known.knows(value)) {
      sketch(window, memory.hasher().hash(value), known, memory);
      if (memory.wantsSamples() && !samples().isFull()) {
        samples().offer(text(type, bits), memory.maxSampleLength());
      }
    }
  }

  private static String text(ValueType type, long bits) {
    return switch (type) {
      case DOUBLE -> String.valueOf(Double.longBitsToDouble(bits));
      case BOOLEAN -> String.valueOf(bits != 0);
      default -> String.valueOf(bits);
    };
  }

  private Samples samples() {
    if (samples == null) {
      samples = new Samples();
    }
    return samples;
  }

  /**
   * What is recent is so in the current window alone; one that is not current gets its own turn.
   */
  private RecentValues recentIn(long window, StripeMemory memory) {
    if (recent == null) {
      recent = new RecentValues();
    }
    if (window != current.window) {
      makeCurrent(window, memory);
    }
    return recent;
  }

  /** A value that finds no room is new when it comes again. */
  private void sketch(long window, long hash, RecentValues known, StripeMemory memory) {
    if (!memory.hasRoomForValues()) {
      known.clear();
    } else if (window != TelemetryDelta.NO_WINDOW) {
      memory.added(current.add(hash));
    }
  }

  private WindowCell in(long window, StripeMemory memory) {
    if (window != current.window) {
      makeCurrent(window, memory);
    }
    return current;
  }

  private void makeCurrent(long window, StripeMemory memory) {
    if (recent != null) {
      recent.clear();
    }
    if (others.isEmpty()) {
      others = new ArrayList<>(2);
    }
    WindowCell wanted = null;
    for (int i = 0; i < others.size() && wanted == null; i++) {
      if (others.get(i).window == window) {
        wanted = others.remove(i);
      }
    }
    others.add(current);
    current = wanted == null ? new WindowCell(window) : wanted;
    if (wanted == null) {
      memory.addedWindow();
    }
  }

  /** Hands over what is new, and forgets all windows but the one that was used last. */
  void take(Taker<T> taker, boolean dropsValues) {
    for (WindowCell other : others) {
      take(other, taker);
    }
    keepUncounted();
    take(current, taker);
    if (dropsValues) {
      current.dropValues();
    }
  }

  /** What was seen of a shape that has not been folded yet is counted by and by. */
  private void keepUncounted() {
    if (!others.isEmpty()) {
      others.removeIf(other -> !other.hasNewValues());
    }
  }

  private void take(WindowCell cell, Taker<T> taker) {
    if (!cell.counts.isEmpty()) {
      int types = cell.types;
      cell.types = 0;
      taker.take(
          counted,
          new Taken(
              cell.window,
              cell.counts.take(),
              types,
              cell.takeNewValues(),
              samples == null ? List.of() : samples.takeNew()));
    }
  }

  /** How much memory the values of the current window take, in bytes, about. */
  int size() {
    return current.size();
  }

  /** Gets what a cell has counted. */
  interface Taker<T> {
    void take(T counted, Taken taken);
  }
}
