package io.cairn.registry.core.json;

import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;

/**
 * Policies as JSON, without what is as in {@link CompatibilityPolicy#of}:
 *
 * <pre>
 * {"mode":"FULL","optional":"DEFAULTED","unknownSymbols":"READ_AS_DEFAULT",
 *  "promotions":"AVRO","groupTrait":"major","since":3}
 * </pre>
 *
 * <p>Strict and bounded as {@link SchemaJson}; stateless and thread-safe.
 */
public final class PolicyJson {
  private static final String WHAT = "policy";

  private PolicyJson() {}

  /** The JSON text of a policy. */
  public static String write(CompatibilityPolicy policy) {
    ReadingOptions reading = policy.reading();
    ReadingOptions usual = ReadingOptions.DEFAULTS;
    return JsonText.write(
        WHAT,
        json -> {
          json.writeStartObject();
          json.writeStringField("mode", policy.mode().name());
          if (reading.optional() != usual.optional()) {
            json.writeStringField("optional", reading.optional().name());
          }
          if (reading.unknownSymbols() != usual.unknownSymbols()) {
            json.writeStringField("unknownSymbols", reading.unknownSymbols().name());
          }
          if (reading.promotions() != usual.promotions()) {
            json.writeStringField("promotions", reading.promotions().name());
          }
          if (policy.groupTrait() != null) {
            json.writeStringField("groupTrait", policy.groupTrait());
          }
          if (policy.since() > 1) {
            json.writeNumberField("since", policy.since());
          }
          json.writeEndObject();
        });
  }

  /**
   * The policy of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not one of a policy; the
   *     message says where
   */
  public static CompatibilityPolicy read(String text) {
    JsonPart root = JsonText.read(WHAT, text);
    JsonObject object = root.object();
    ReadingOptions usual = ReadingOptions.DEFAULTS;
    CompatibilityMode mode = object.take("mode").constant(CompatibilityMode.class);
    ReadingOptions reading =
        new ReadingOptions(
            constant(object, "optional", OptionalFields.class, usual.optional()),
            constant(object, "unknownSymbols", UnknownSymbols.class, usual.unknownSymbols()),
            constant(object, "promotions", Promotions.class, usual.promotions()));
    String groupTrait = object.find("groupTrait").map(JsonPart::text).orElse(null);
    int since = object.find("since").map(JsonPart::integer).orElse(1);
    object.requireEmpty();
    return root.build(() -> new CompatibilityPolicy(mode, reading, groupTrait, since));
  }

  private static <E extends Enum<E>> E constant(
      JsonObject object, String key, Class<E> type, E otherwise) {
    return object.find(key).map(part -> part.constant(type)).orElse(otherwise);
  }
}
