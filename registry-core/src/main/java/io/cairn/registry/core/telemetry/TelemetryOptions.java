package io.cairn.registry.core.telemetry;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.telemetry.TemplateSettings;
import java.time.Duration;
import java.util.function.Function;

/**
 * How observations are counted, and what bounds that. What is over a bound is counted under {@link
 * io.cairn.registry.telemetry.Signal#OTHER}. Immutable and thread-safe.
 */
public final class TelemetryOptions {
  /** What holds if nothing is said. */
  public static final TelemetryOptions DEFAULTS = builder().build();

  private final Builder chosen;

  private TelemetryOptions(Builder chosen) {
    this.chosen = chosen;
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** How long observations are in memory alone. */
  public Duration flushInterval() {
    return chosen.flushInterval;
  }

  /** How long a window is. */
  public Duration window() {
    return chosen.window;
  }

  /** How long windows are kept. */
  public Duration retention() {
    return chosen.retention;
  }

  /** The most signals. */
  public int maxSignals() {
    return chosen.maxSignals;
  }

  /** The most attributes of one signal. */
  public int maxAttributesPerSignal() {
    return chosen.maxAttributesPerSignal;
  }

  /** The most attributes of all signals. */
  public int maxAttributes() {
    return chosen.maxAttributes;
  }

  /** The most values of one aspect of a signal, such as services. */
  public int maxValuesPerAspect() {
    return chosen.maxValuesPerAspect;
  }

  /** How much memory is meant for telling values apart, in bytes. */
  public long maxSketchBytes() {
    return chosen.maxSketchBytes;
  }

  /** The longest sample, in UTF-16 characters. */
  public int maxSampleLength() {
    return chosen.maxSampleLength;
  }

  /** The most templates of all logs. */
  public int maxTemplates() {
    return chosen.maxTemplates;
  }

  /** What is kept of values. */
  public Redaction redaction() {
    return chosen.redaction;
  }

  /** How templates are made of the logs of a service. */
  public TemplateSettings templates(String service) {
    return chosen.templates.apply(service);
  }

  /** Puts options together. Not thread-safe. */
  public static final class Builder implements Cloneable {
    private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);
    private static final Duration MIN_WINDOW = Duration.ofSeconds(1);
    private static final Duration MAX_WINDOW = Duration.ofDays(30);
    private static final Duration MAX_RETENTION = Duration.ofDays(3_660);
    private static final int MANY = 10_000_000;

    private Duration flushInterval = Duration.ofSeconds(1);
    private Duration window = Duration.ofHours(1);
    private Duration retention = Duration.ofDays(30);
    private int maxSignals = 10_000;
    private int maxAttributesPerSignal = 200;
    private int maxAttributes = 50_000;
    private int maxValuesPerAspect = 100;
    private long maxSketchBytes = 64 << 20;
    private int maxSampleLength = 256;
    private int maxTemplates = 20_000;
    private Redaction redaction = Redaction.NONE;
    private Function<String, TemplateSettings> templates = service -> TemplateSettings.DEFAULTS;

    private Builder() {}

    /**
     * How long observations are in memory alone, and so may be lost with the process; one second by
     * default.
     *
     * @throws InvalidInputException if it is not from a millisecond to an hour
     */
    public Builder flushInterval(Duration value) {
      flushInterval = within("flush interval", value, MIN_INTERVAL, MAX_INTERVAL);
      return this;
    }

    /**
     * How long a window is; one hour by default. Keep it: windows that are there stay as they are.
     *
     * @throws InvalidInputException if it is not from a second to 30 days
     */
    public Builder window(Duration value) {
      window = within("window", value, MIN_WINDOW, MAX_WINDOW);
      return this;
    }

    /**
     * How long windows are kept; 30 days by default.
     *
     * @throws InvalidInputException if it is not from a second to ten years
     */
    public Builder retention(Duration value) {
      retention = within("retention", value, MIN_WINDOW, MAX_RETENTION);
      return this;
    }

    /**
     * The most signals; 10,000 by default.
     *
     * @throws InvalidInputException if it is not from 1 to 10,000,000, as with all bounds
     */
    public Builder maxSignals(int value) {
      maxSignals = within("number of signals", value);
      return this;
    }

    /** The most attributes of one signal; 200 by default. */
    public Builder maxAttributesPerSignal(int value) {
      maxAttributesPerSignal = within("number of attributes of a signal", value);
      return this;
    }

    /** The most attributes of all signals; 50,000 by default. */
    public Builder maxAttributes(int value) {
      maxAttributes = within("number of attributes", value);
      return this;
    }

    /** The most values of one aspect of a signal, such as its services; 100 by default. */
    public Builder maxValuesPerAspect(int value) {
      maxValuesPerAspect = within("number of values of an aspect", value);
      return this;
    }

    /**
     * How much memory is meant for telling values apart, in bytes; 64 MiB by default. Where it is
     * used up, everything is written sooner; at twice as much values are counted, but not told
     * apart any more until that is done.
     *
     * @throws InvalidInputException if it is negative
     */
    public Builder maxSketchBytes(long value) {
      if (value < 0) {
        throw new InvalidInputException(
            "The memory for telling values apart is " + value + " bytes; give 0 or more.");
      }
      maxSketchBytes = value;
      return this;
    }

    /** The longest sample; what is longer is cut. 256 characters by default. */
    public Builder maxSampleLength(int value) {
      maxSampleLength = within("length of samples", value);
      return this;
    }

    /** The most templates of all logs; 20,000 by default. */
    public Builder maxTemplates(int value) {
      maxTemplates = within("number of templates", value);
      return this;
    }

    /** What is kept of values; {@link Redaction#NONE} by default, which keeps them as they are. */
    public Builder redaction(Redaction value) {
      redaction = value;
      return this;
    }

    /**
     * How templates are made of the logs of a service, asked once for each; {@link
     * TemplateSettings#DEFAULTS} for all by default.
     */
    public Builder templates(Function<String, TemplateSettings> value) {
      templates = value;
      return this;
    }

    /** The options. */
    public TelemetryOptions build() {
      try {
        return new TelemetryOptions((Builder) clone());
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }

    private static Duration within(String what, Duration value, Duration min, Duration max) {
      if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
        throw new InvalidInputException(
            "The " + what + " is " + value + "; it must be from " + min + " to " + max + ".");
      }
      return value;
    }

    private static int within(String what, int value) {
      if (value < 1 || value > MANY) {
        throw new InvalidInputException(
            "The " + what + " is " + value + "; it must be from 1 to " + MANY + ".");
      }
      return value;
    }
  }
}
