package io.cairn.registry.core.json;

import io.cairn.registry.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value in a JSON document, with the place where it stands. */
final class JsonPart {
  private final String what;
  private final @Nullable JsonPart parent;
  private final Object step;
  private final @Nullable Object value;

  private JsonPart(String what, @Nullable JsonPart parent, Object step, @Nullable Object value) {
    this.what = what;
    this.parent = parent;
    this.step = step;
    this.value = value;
  }

  static JsonPart root(String what, @Nullable Object value) {
    return new JsonPart(what, null, "$", value);
  }

  JsonPart child(Object keyOrIndex, @Nullable Object child) {
    return new JsonPart(what, this, keyOrIndex, child);
  }

  /** Null, Boolean, String, BigDecimal, List or Map. */
  @Nullable Object value() {
    return value;
  }

  /** The key it stands under in its object. */
  String key() {
    return step.toString();
  }

  boolean isText() {
    return value instanceof String;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  boolean truth() {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong("true or false");
  }

  int integer() {
    if (value instanceof BigDecimal number
        && number.scale() == 0
        && number.unscaledValue().bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    throw wrong("an integer of 32 bits");
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw wrong("one of " + Arrays.toString(type.getEnumConstants()));
  }

  List<JsonPart> items() {
    if (!(value instanceof List<?> list)) {
      throw wrong("an array");
    }
    List<JsonPart> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      items.add(child(i, list.get(i)));
    }
    return items;
  }

  JsonObject object() {
    if (value instanceof Map<?, ?> entries) {
      return new JsonObject(this, entries);
    }
    throw wrong("an object");
  }

  /** What {@code build} makes of this part; if it refuses, the message says where. */
  <T> T build(Supplier<T> build) {
    try {
      return build.get();
    } catch (InvalidInputException refused) {
      throw new InvalidInputException(
          "Cannot read the " + what + " at " + place() + ": " + refused.getMessage(), refused);
    }
  }

  InvalidInputException invalid(String problem) {
    return new InvalidInputException("Cannot read the " + what + " at " + place() + ": " + problem);
  }

  private InvalidInputException wrong(String wanted) {
    return invalid(
        InvalidInputException.abbreviate(String.valueOf(value))
            + " stands where "
            + wanted
            + " belongs.");
  }

  private String place() {
    StringBuilder place = new StringBuilder();
    for (JsonPart part = this; part != null; part = part.parent) {
      place.insert(0, part.shownStep());
    }
    return place.toString();
  }

  private String shownStep() {
    if (parent == null) {
      return step.toString();
    }
    return step instanceof Integer
        ? "[" + step + "]"
        : "." + InvalidInputException.abbreviate(step.toString());
  }
}
