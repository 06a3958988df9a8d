package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.TelemetryStore.Presence;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.telemetry.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a schema of what a signal was like in a time. */
final class SignalSchema {
  private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.BIGINT, ValueType.DOUBLE);
  private static final Set<ValueType> NUMBER_ARRAYS =
      EnumSet.of(ValueType.BIGINT_ARRAY, ValueType.DOUBLE_ARRAY);
  private static final Set<ValueType> NESTED =
      EnumSet.of(
          ValueType.JSON,
          ValueType.TEXT_ARRAY,
          ValueType.BIGINT_ARRAY,
          ValueType.DOUBLE_ARRAY,
          ValueType.BOOLEAN_ARRAY);

  private final Signal signal;
  private final Schema.Builder schema;
  private final long count;

  private SignalSchema(Signal signal, long count) {
    this.signal = signal;
    this.count = count;
    schema = Schema.builder().kind(signal.kind());
  }

  /**
   * The schema.
   *
   * @param attributes those it had in that time
   * @param count how often it was observed in that time
   */
  static Schema of(SignalDetails details, List<Presence> attributes, long count, TimeRange range) {
    SignalSchema schema = new SignalSchema(details.signal(), count);
    schema.addTraits(details, range);
    schema.addFields(attributes);
    return schema.schema.build();
  }

  private void addTraits(SignalDetails details, TimeRange range) {
    schema.trait("metric_type", latest(details, Aspect.TYPE, range));
    schema.trait("unit", latest(details, Aspect.UNIT, range));
    schema.trait("temporality", latest(details, Aspect.TEMPORALITY, range));
    schema.trait("monotonicity", latest(details, Aspect.MONOTONICITY, range));
    boolean hasKind =
        signal.kind() == SchemaKind.SPAN && !signal.variant().equals(SpanKind.UNSPECIFIED.name());
    schema.trait("span_kind", hasKind ? signal.variant() : null);
  }

  /**
   * What was said last of what had been said by the end of that time; of nothing such, what was
   * said last.
   */
  private static @Nullable String latest(SignalDetails details, Aspect aspect, TimeRange range) {
    return details.values(aspect).stream()
        .filter(value -> !value.value().equals(Signal.OTHER))
        .max(
            Comparator.comparing((AspectValue value) -> value.seen().first().isBefore(range.to()))
                .thenComparing(value -> value.seen().last())
                .thenComparing(AspectValue::value))
        .map(AspectValue::value)
        .orElse(null);
  }

  private void addFields(List<Presence> attributes) {
    Map<String, List<Field>> events = new TreeMap<>();
    for (Presence attribute : attributes) {
      if (isOther(attribute.key())) {
        continue;
      }
      if (attribute.key().source() == FieldSource.EVENT) {
        Field field = Field.nullable(attribute.key().name(), type(attribute.types()));
        events.computeIfAbsent(attribute.key().event(), any -> new ArrayList<>()).add(field);
      } else {
        schema.field(field(attribute));
      }
    }
    events.forEach(
        (event, fields) ->
            schema.field(
                Field.builder(event, new StructType(null, fields))
                    .source(FieldSource.EVENT)
                    .nullable()
                    .build()));
  }

  /** Whether it stands for several, which have nothing in common. */
  private static boolean isOther(AttributeKey key) {
    return key.name().equals(Signal.OTHER) || key.event().equals(Signal.OTHER);
  }

  /** The columns of records are fields like any other. */
  private Field field(Presence attribute) {
    FieldSource source = attribute.key().source();
    Field.Builder field =
        Field.builder(attribute.key().name(), type(attribute.types()))
            .source(source == FieldSource.COLUMN ? null : source);
    return attribute.count() < count || source == FieldSource.LINK
        ? field.nullable().build()
        : field.build();
  }

  private static DataType type(int bits) {
    Set<ValueType> types = Profiles.types(bits);
    if (types.size() == 1) {
      return types.iterator().next().dataType();
    } else if (NUMBERS.containsAll(types)) {
      return ScalarType.DOUBLE;
    } else if (NUMBER_ARRAYS.containsAll(types)) {
      return ValueType.DOUBLE_ARRAY.dataType();
    }
    return NESTED.containsAll(types) ? ScalarType.JSON : ScalarType.TEXT;
  }
}
