package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.ValueType;
import java.util.EnumSet;
import java.util.Set;

/** Makes what is told of a signal out of what is kept of it. */
final class Profiles {
  private Profiles() {}

  static SignalDetails of(TelemetryStore.Details kept) {
    return new SignalDetails(
        kept.signal(),
        kept.tally().seen(),
        kept.aspects(),
        kept.attributes().stream().map(attribute -> of(attribute, kept)).toList());
  }

  private static AttributeProfile of(TelemetryStore.Attribute kept, TelemetryStore.Details in) {
    long count = kept.tally().count();
    return new AttributeProfile(
        kept.key(),
        kept.tally().seen(),
        share(count, wholes(kept, in)),
        types(kept.types()),
        kept.peak().cardinality().atMost(count),
        kept.samples());
  }

  /** How often the attribute could have been there. */
  private static long wholes(TelemetryStore.Attribute kept, TelemetryStore.Details in) {
    if (kept.key().source() == FieldSource.EVENT) {
      return said(in, Aspect.EVENT, kept.key().event());
    }
    return kept.key().source() == FieldSource.LINK
        ? said(in, Aspect.LINK, Sayings.LINK)
        : in.tally().count();
  }

  private static long said(TelemetryStore.Details in, Aspect aspect, String value) {
    for (AspectValue said : in.aspects()) {
      if (said.aspect() == aspect && said.value().equals(value)) {
        return said.seen().count();
      }
    }
    return 0;
  }

  /** A part of a whole; what was counted under one name for several things is no more than all. */
  static double share(long count, long whole) {
    return whole == 0 ? 0 : Math.min(1, (double) count / whole);
  }

  static Set<ValueType> types(int bits) {
    Set<ValueType> types = EnumSet.noneOf(ValueType.class);
    for (ValueType type : ValueType.values()) {
      if ((bits & (1 << type.code())) != 0) {
        types.add(type);
      }
    }
    return types;
  }
}
