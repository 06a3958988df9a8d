package io.cairn.registry.testkit.avro;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import java.util.List;

/** Names that Avro takes, different for different names; plain words stay as they are. */
final class AvroNames {
  private AvroNames() {}

  static String of(Field field) {
    return of(FieldPath.of(field).toString());
  }

  static String ofAlias(FieldSource source, String alias) {
    return of(new FieldPath(List.of(new FieldPath.Named(source, alias))).toString());
  }

  static String of(String name) {
    if (name.matches("[A-Za-z][A-Za-z0-9]*")) {
      return name;
    }
    StringBuilder escaped = new StringBuilder("_");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        escaped.append(c);
      } else {
        escaped.append('_').append(Integer.toHexString(c)).append('_');
      }
    }
    return escaped.toString();
  }
}
