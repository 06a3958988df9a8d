package io.cairn.registry.core.json;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DeprecationNotice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * Deprecations as JSON, without what was not said:
 *
 * <pre>
 * {"since":"2026-01-01T00:00:00Z","message":"use version 4","sunset":"2027-01-01","author":"mia"}
 * </pre>
 *
 * <p>Strict and bounded as {@link SchemaJson}; stateless and thread-safe.
 */
public final class DeprecationJson {
  private static final String WHAT = "deprecation";

  private DeprecationJson() {}

  /** The JSON text of a deprecation. */
  public static String write(Deprecation deprecation) {
    DeprecationNotice notice = deprecation.notice();
    return JsonText.write(
        WHAT,
        json -> {
          json.writeStartObject();
          json.writeStringField("since", deprecation.since().toString());
          json.writeStringField("message", notice.message());
          if (notice.sunset() != null) {
            json.writeStringField("sunset", notice.sunset().toString());
          }
          if (!notice.author().isEmpty()) {
            json.writeStringField("author", notice.author());
          }
          json.writeEndObject();
        });
  }

  /**
   * The deprecation of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not one of a deprecation;
   *     the message says where
   */
  public static Deprecation read(String text) {
    JsonPart root = JsonText.read(WHAT, text);
    JsonObject object = root.object();
    Instant since = time(object.take("since"), Instant::parse);
    String message = object.take("message").text();
    LocalDate sunset = object.find("sunset").map(part -> time(part, LocalDate::parse)).orElse(null);
    String author = object.find("author").map(JsonPart::text).orElse("");
    object.requireEmpty();
    return root.build(() -> new Deprecation(new DeprecationNotice(message, sunset, author), since));
  }

  private static <T> T time(JsonPart part, Function<String, T> parse) {
    try {
      return parse.apply(part.text());
    } catch (DateTimeException malformed) {
      throw part.invalid("it is not a time in the form of ISO-8601.");
    }
  }
}
