package io.cairn.registry.core.json;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.SchemaKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one change. */
final class ChangeReader {
  private static final String FROM = "from";
  private static final String TO = "to";

  private final JsonObject object;

  private ChangeReader(JsonObject object) {
    this.object = object;
  }

  static Change read(JsonObject object) {
    ChangeKind kind = object.take("change").constant(ChangeKind.class);
    return new ChangeReader(object).read(kind);
  }

  private Change read(ChangeKind kind) {
    return switch (kind) {
      case ADDED -> new Change.Added(path(), field());
      case REMOVED -> new Change.Removed(path(), field());
      case RENAMED -> new Change.Renamed(DiffJson.path(object, FROM), DiffJson.path(object, TO));
      case TYPE_CHANGED -> new Change.TypeChanged(path(), type(FROM), type(TO));
      case NULLABILITY_CHANGED ->
          new Change.NullabilityChanged(path(), nullability(FROM), nullability(TO));
      case DEFAULT_CHANGED ->
          new Change.DefaultChanged(path(), defaultValue(FROM), defaultValue(TO));
      case KEYS_CHANGED -> new Change.KeysChanged(path(), keys(FROM), keys(TO));
      case ALIASES_CHANGED -> new Change.AliasesChanged(path(), texts(FROM), texts(TO));
      case DOC_CHANGED ->
          new Change.DocChanged(path(), object.take(FROM).text(), object.take(TO).text());
      case KIND_CHANGED -> new Change.KindChanged(kind(FROM), kind(TO));
      case TRAIT_CHANGED ->
          new Change.TraitChanged(object.take("trait").text(), findText(FROM), findText(TO));
    };
  }

  private FieldPath path() {
    return DiffJson.path(object, "path");
  }

  private Field field() {
    return FieldJson.read(object.take("field"), 1);
  }

  private DataType type(String key) {
    return TypeJson.read(object.take(key), 1);
  }

  private Nullability nullability(String key) {
    return object.take(key).constant(Nullability.class);
  }

  private DefaultValue defaultValue(String key) {
    return DefaultJson.read(object.find(key));
  }

  private Set<FieldKey> keys(String key) {
    return FieldJson.readKeys(object.take(key));
  }

  private Set<String> texts(String key) {
    return FieldJson.readTexts(object.take(key));
  }

  private SchemaKind kind(String key) {
    return object.take(key).constant(SchemaKind.class);
  }

  private @Nullable String findText(String key) {
    return object.find(key).map(JsonPart::text).orElse(null);
  }
}
