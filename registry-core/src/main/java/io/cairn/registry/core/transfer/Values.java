package io.cairn.registry.core.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cairn.registry.error.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts and whole numbers of a JSON array, taken one after the other. Every method throws an
 * {@link InvalidInputException} if something else stands there.
 */
final class Values {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser json;
  private @Nullable JsonToken token;

  private Values(JsonParser json) {
    this.json = json;
  }

  /** What {@code read} makes of an array's values, all of which it takes. */
  static <T> T array(String text, Function<Values, T> read) {
    try (JsonParser json = FACTORY.createParser(text)) {
      Values values = new Values(json);
      values.token = json.nextToken();
      return values.nested(read);
    } catch (IOException malformed) {
      throw new InvalidInputException("its JSON is no array of what belongs there", malformed);
    }
  }

  /** The same for each of the arrays in an array. */
  static <T> List<T> arrays(String text, Function<Values, T> read) {
    return array(text, values -> values.all(each -> each.nested(read)));
  }

  /** The texts in an array. */
  static List<String> texts(String text) {
    return array(text, values -> values.all(Values::text));
  }

  private <T> List<T> all(Function<Values, T> read) {
    List<T> all = new ArrayList<>();
    while (token != JsonToken.END_ARRAY) {
      all.add(read.apply(this));
    }
    return all;
  }

  private <T> T nested(Function<Values, T> read) {
    pass(JsonToken.START_ARRAY);
    T value = read.apply(this);
    pass(JsonToken.END_ARRAY);
    return value;
  }

  String text() {
    require(JsonToken.VALUE_STRING);
    try {
      String text = json.getText();
      token = json.nextToken();
      return text;
    } catch (IOException malformed) {
      throw wrong(malformed);
    }
  }

  long number() {
    require(JsonToken.VALUE_NUMBER_INT);
    try {
      long number = json.getLongValue();
      token = json.nextToken();
      return number;
    } catch (IOException malformed) {
      throw wrong(malformed);
    }
  }

  private void pass(JsonToken expected) {
    require(expected);
    try {
      token = json.nextToken();
    } catch (IOException malformed) {
      throw wrong(malformed);
    }
  }

  private void require(JsonToken expected) {
    if (token != expected) {
      throw new InvalidInputException(token + " stands where " + expected + " belongs");
    }
  }

  private static InvalidInputException wrong(IOException malformed) {
    return new InvalidInputException("it is no value that belongs there", malformed);
  }
}
