package io.cairn.registry.core.identity;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import java.util.Arrays;

/**
 * The binary form of a type: its {@linkplain io.cairn.registry.schema.TypeTag tag} and its
 * parameters, little-endian, with everything that {@code equals} minds. What was encoded once is
 * decoded by every later release.
 *
 * <pre>
 * type      := tag:u8 parameters
 * EMBEDDING := dimension:u32                            0D 00 06 00 00 is EMBEDDING(1536)
 * DECIMAL   := precision:u8 scale:u8
 * ENUM      := count:u32 text* optional                 symbols, default symbol
 * ARRAY     := nullable:u8 type
 * MAP       := nullable:u8 type type                    key, value
 * STRUCT    := optional count:u32 field*                name, fields
 * UNION     := count:u32 type*
 * REFERENCE := text text text version:u32               namespace, name, owner
 * optional  := 00 | 01 text
 * field     := source:u8 name:text flags:u8 type [default] [aliases] [doc:text]
 * flags     := 01 nullable, 02 primary, 04 partition, 08 default, 10 aliases, 20 doc
 * </pre>
 *
 * <p>Text, aliases and defaults are written as in {@link CanonicalForm}. All other types have no
 * parameters.
 */
public final class TypeDescriptor {
  private TypeDescriptor() {}

  /**
   * The bytes of a type.
   *
   * @throws InvalidInputException if it is nested deeper than {@value
   *     io.cairn.registry.schema.Schema#MAX_DEPTH} or needs more than 64 MiB
   */
  public static byte[] encode(DataType type) {
    ByteSink sink = new ByteSink(16);
    new TypeEncoder(sink, TypeEncoder.Form.DESCRIPTOR).type(type, 1);
    return sink.toBytes();
  }

  /**
   * The type of these bytes.
   *
   * @throws InvalidInputException if they are not exactly what {@link #encode} gives for a type:
   *     the message names an unknown tag, or the place and what is wrong with it
   */
  public static DataType decode(byte[] descriptor) {
    ByteSource source = new ByteSource(descriptor);
    DataType type = new TypeDecoder(source).type(1);
    source.requireEnd();
    if (!Arrays.equals(descriptor, encode(type))) {
      throw new InvalidInputException(
          "Cannot decode the type "
              + InvalidInputException.abbreviate(type.toString())
              + ": its bytes are not the ones it is encoded to; give them as they were encoded.");
    }
    return type;
  }
}
