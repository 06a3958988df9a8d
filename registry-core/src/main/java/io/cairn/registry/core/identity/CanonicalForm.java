package io.cairn.registry.core.identity;

import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The bytes that are hashed to a content id. Version 1 is
 *
 * <pre>
 * form     := F0 kind:u8 traits fields
 * traits   := count:u32 (name:text value:text)*         sorted by name
 * fields   := count:u32 field*                          sorted by source, then name
 * field    := source:u8 name:text flags:u8 type [default] [aliases]
 * aliases  := count:u32 text*                           sorted
 * default  := 01 literal | 02 function:text count:u32 literal*
 * literal  := 00 null | 01 false | 02 true | 03 text | 04 scale:u32 unscaled:block
 *           | 05 count:u32 literal* | 06 count:u32 (key:text literal)*    sorted by key
 * type     := tag:u8 and its parameters, see {@link TypeDescriptor}; symbols and branches sorted
 * text     := length:u32 UTF-8
 * </pre>
 *
 * with little-endian numbers. Text is sorted by its UTF-8 bytes. What is not listed (docs, the
 * order of fields, symbols, branches and aliases) is not part of the identity. Every part is behind
 * its length or count, so equal bytes mean equal content. Any change needs a new first byte.
 */
final class CanonicalForm {
  private static final int BYTES_PER_FIELD = 32;
  private static final int MAX_FIRST_CAPACITY = 1 << 16;

  private static final Comparator<Map.Entry<String, String>> BY_NAME =
      Map.Entry.comparingByKey(CanonicalOrder.TEXT);

  private CanonicalForm() {}

  static byte[] encode(Schema schema) {
    int capacity = 64 + BYTES_PER_FIELD * schema.fields().size();
    ByteSink sink = new ByteSink(Math.min(capacity, MAX_FIRST_CAPACITY));
    sink.u8(WireCodes.CANONICAL_V1);
    sink.u8(WireCodes.kind(schema.kind()));
    sink.u32(schema.traits().size());
    if (!schema.traits().isEmpty()) {
      List<Map.Entry<String, String>> traits = new ArrayList<>(schema.traits().entrySet());
      for (Map.Entry<String, String> trait : CanonicalOrder.sorted(traits, BY_NAME)) {
        sink.text(trait.getKey());
        sink.text(trait.getValue());
      }
    }
    new TypeEncoder(sink, TypeEncoder.Form.CANONICAL).fields(schema.fields(), 1);
    return sink.toBytes();
  }
}
