package io.cairn.registry.core.store;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to add to what is known from observations. Counts are added, the earliest and the
 * latest time stay, sketches are united: in which order deltas come does not matter, but for
 * samples and templates. What a delta names need not be there before.
 */
public sealed interface TelemetryDelta {
  /** The window of what is in no window any more. */
  long NO_WINDOW = Long.MIN_VALUE;

  /** The most samples of an attribute that are kept: the first ones that come. */
  int MAX_SAMPLES = 10;

  /** Calls the handler's method for this kind of delta. */
  void handle(Handler handler);

  /** Does something for each kind of delta. */
  interface Handler {
    void on(OfSignal delta);

    void on(OfAspect delta);

    void on(OfAttribute delta);

    void on(OfTemplate delta);

    void on(TemplateGone delta);

    void on(Expiry delta);
  }

  /**
   * Observations of a signal in one window.
   *
   * @param window when it begins, in milliseconds since 1970, or {@link #NO_WINDOW}, which counts
   *     in the total alone
   */
  record OfSignal(Signal signal, long window, Tally tally) implements TelemetryDelta {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /** A value of one of a signal's aspects. */
  record OfAspect(Signal signal, Aspect aspect, String value, Tally tally)
      implements TelemetryDelta {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * An attribute in one window.
   *
   * @param window as in {@link OfSignal}
   * @param types the {@linkplain io.cairn.registry.telemetry.ValueType#code codes} of the types
   *     that its values had, as bits
   * @param sketch the values it had in the window; null if none is new. That of {@link #NO_WINDOW}
   *     is one of a window that is gone: it is not kept, but for the peak if it is higher
   * @param samples values to keep if there is room for them; those that are there are passed over
   */
  record OfAttribute(
      Signal signal,
      AttributeKey key,
      long window,
      Tally tally,
      int types,
      @Nullable StoredSketch sketch,
      List<String> samples)
      implements TelemetryDelta {
    public OfAttribute {
      samples = List.copyOf(samples);
    }

    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * A template of a signal's bodies; its text replaces the one before.
   *
   * @param number its number among the signal's templates
   * @param path where the miner keeps it, in the miner's own words
   * @param example kept only if there is none; may be empty
   */
  record OfTemplate(
      Signal signal, long number, String path, String template, String example, Tally tally)
      implements TelemetryDelta {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Removes a template; another one, which comes to be if it is not there, takes over what it
   * counted. Does nothing if the template is not there.
   */
  record TemplateGone(Signal signal, long number, long takenOverBy) implements TelemetryDelta {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }

  /**
   * Removes windows, of signals and attributes and of usages, that began before a time; totals
   * stay.
   *
   * @param before in milliseconds since 1970
   * @param limit how many rows of each kind at most, from 1
   */
  record Expiry(long before, int limit) implements TelemetryDelta {
    @Override
    public void handle(Handler handler) {
      handler.on(this);
    }
  }
}
