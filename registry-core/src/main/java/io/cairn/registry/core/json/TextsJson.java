package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/**
 * Texts as a JSON array of strings. Strict and bounded as {@link SchemaJson}; stateless and
 * thread-safe.
 */
public final class TextsJson {
  private static final String WHAT = "texts";

  private TextsJson() {}

  /** The JSON text of texts, in their order. */
  public static String write(List<String> texts) {
    StringBuilder json = new StringBuilder("[");
    for (String text : texts) {
      json.append(json.length() == 1 ? "\"" : ",\"");
      JsonStringEncoder.getInstance().quoteAsString(text, json);
      json.append('"');
    }
    return json.append(']').toString();
  }

  /**
   * The texts of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not an array of strings;
   *     the message says where
   */
  public static List<String> read(String text) {
    return JsonText.read(WHAT, text).items().stream().map(JsonPart::text).toList();
  }
}
