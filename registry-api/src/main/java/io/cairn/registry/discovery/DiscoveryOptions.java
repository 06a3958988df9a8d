package io.cairn.registry.discovery;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How data is looked at, and within which limits. Immutable; start from {@link #defaults} or {@link
 * #builder}.
 */
public final class DiscoveryOptions {
  /** How much of the data is read. */
  public enum Scan {
    /** The first {@link #sampleRecords} alone. */
    SAMPLE,
    /**
     * The sample decides the types; one pass over everything makes the profile and reports what
     * contradicts the types.
     */
    PROFILE,
    /**
     * Everything decides the types, then everything makes the profile: what does not fit in 16 MiB
     * is read twice.
     */
    FULL
  }

  private static final DiscoveryOptions DEFAULTS = builder().build();

  private final Scan scan;
  private final int sampleRecords;
  private final long maxBytes;
  private final int maxRecordBytes;
  private final int maxFields;
  private final int maxDepth;
  private final Duration timeout;
  private final List<Path> allowedRoots;
  private final @Nullable Schema explicitSchema;
  private final DiscoveryListener listener;

  private DiscoveryOptions(Builder builder) {
    scan = builder.scan;
    sampleRecords = builder.sampleRecords;
    maxBytes = builder.maxBytes;
    maxRecordBytes = builder.maxRecordBytes;
    maxFields = builder.maxFields;
    maxDepth = builder.maxDepth;
    timeout = builder.timeout;
    allowedRoots = builder.allowedRoots;
    explicitSchema = builder.explicitSchema;
    listener = builder.listener;
  }

  public static DiscoveryOptions defaults() {
    return DEFAULTS;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.scan = scan;
    builder.sampleRecords = sampleRecords;
    builder.maxBytes = maxBytes;
    builder.maxRecordBytes = maxRecordBytes;
    builder.maxFields = maxFields;
    builder.maxDepth = maxDepth;
    builder.timeout = timeout;
    builder.allowedRoots = allowedRoots;
    builder.explicitSchema = explicitSchema;
    builder.listener = listener;
    return builder;
  }

  /** How much is read; {@link Scan#PROFILE} by default. */
  public Scan scan() {
    return scan;
  }

  /** How many records decide the types; 1,000 by default. */
  public int sampleRecords() {
    return sampleRecords;
  }

  /** How many bytes are read at most, after decompression; 4 GiB by default. */
  public long maxBytes() {
    return maxBytes;
  }

  /** How many bytes one record may have, after decompression; 16 MiB by default. */
  public int maxRecordBytes() {
    return maxRecordBytes;
  }

  /**
   * How many fields may be found, nested ones included; {@value Schema#MAX_FIELDS} by default and
   * at most.
   */
  public int maxFields() {
    return maxFields;
  }

  /** How deep values may nest; {@value Schema#MAX_DEPTH} by default and at most. */
  public int maxDepth() {
    return maxDepth;
  }

  /** How long one call may take; 60 seconds by default. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * The folders that a {@code file:} URI may reach, links resolved; empty, the default, means all.
   */
  public List<Path> allowedRoots() {
    return allowedRoots;
  }

  /**
   * A schema given by the caller: it overrides what would be found, and the data is validated
   * against it.
   */
  public Optional<Schema> explicitSchema() {
    return Optional.ofNullable(explicitSchema);
  }

  /** Is told how reading goes on; does nothing by default. */
  public DiscoveryListener listener() {
    return listener;
  }

  /**
   * Builds {@link DiscoveryOptions}. Not thread-safe. Every setter refuses a value out of its
   * range.
   */
  public static final class Builder {
    private Scan scan = Scan.PROFILE;
    private int sampleRecords = 1_000;
    private long maxBytes = 4L << 30;
    private int maxRecordBytes = 16 << 20;
    private int maxFields = Schema.MAX_FIELDS;
    private int maxDepth = Schema.MAX_DEPTH;
    private Duration timeout = Duration.ofSeconds(60);
    private List<Path> allowedRoots = List.of();
    private @Nullable Schema explicitSchema;
    private DiscoveryListener listener = progress -> {};

    private Builder() {}

    public Builder scan(Scan value) {
      scan = value;
      return this;
    }

    /** From 1 to 1,000,000. */
    public Builder sampleRecords(int value) {
      sampleRecords = (int) inRange("sampleRecords", value, 1, 1_000_000);
      return this;
    }

    /** From 1. */
    public Builder maxBytes(long value) {
      maxBytes = inRange("maxBytes", value, 1, Long.MAX_VALUE);
      return this;
    }

    /** From 1 to 1 GiB. */
    public Builder maxRecordBytes(int value) {
      maxRecordBytes = (int) inRange("maxRecordBytes", value, 1, 1 << 30);
      return this;
    }

    /** From 1 to {@value Schema#MAX_FIELDS}. */
    public Builder maxFields(int value) {
      maxFields = (int) inRange("maxFields", value, 1, Schema.MAX_FIELDS);
      return this;
    }

    /** From 1 to {@value Schema#MAX_DEPTH}. */
    public Builder maxDepth(int value) {
      maxDepth = (int) inRange("maxDepth", value, 1, Schema.MAX_DEPTH);
      return this;
    }

    /** More than zero. */
    public Builder timeout(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new InvalidInputException("The timeout is " + value + "; it must be more than zero.");
      }
      timeout = value;
      return this;
    }

    public Builder allowedRoots(List<Path> roots) {
      allowedRoots = List.copyOf(roots);
      return this;
    }

    public Builder explicitSchema(Schema schema) {
      explicitSchema = schema;
      return this;
    }

    public Builder listener(DiscoveryListener value) {
      listener = value;
      return this;
    }

    public DiscoveryOptions build() {
      return new DiscoveryOptions(this);
    }

    private static long inRange(String option, long value, long min, long max) {
      if (value < min || value > max) {
        throw new InvalidInputException(
            "The option "
                + option
                + " is "
                + value
                + "; it must be from "
                + min
                + " to "
                + max
                + ".");
      }
      return value;
    }
  }
}
