package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.io.IOException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes one change. */
final class ChangeWriter {
  private final JsonGenerator json;

  private ChangeWriter(JsonGenerator json) {
    this.json = json;
  }

  static void write(JsonGenerator json, Change change) throws IOException {
    json.writeStartObject();
    new ChangeWriter(json).write(change);
    json.writeEndObject();
  }

  private void write(Change change) throws IOException {
    if (change instanceof Change.Added added) {
      field(ChangeKind.ADDED, added.path(), added.field());
    } else if (change instanceof Change.Removed removed) {
      field(ChangeKind.REMOVED, removed.path(), removed.field());
    } else if (change instanceof Change.Renamed renamed) {
      start(ChangeKind.RENAMED);
      texts(renamed.from().toString(), renamed.to().toString());
    } else if (change instanceof Change.TypeChanged type) {
      start(ChangeKind.TYPE_CHANGED, type.path());
      json.writeFieldName("from");
      TypeJson.write(json, type.from());
      json.writeFieldName("to");
      TypeJson.write(json, type.to());
    } else if (change instanceof Change.NullabilityChanged nullability) {
      start(ChangeKind.NULLABILITY_CHANGED, nullability.path());
      texts(nullability.from().name(), nullability.to().name());
    } else if (change instanceof Change.DefaultChanged defaults) {
      start(ChangeKind.DEFAULT_CHANGED, defaults.path());
      DefaultJson.write(json, "from", defaults.from());
      DefaultJson.write(json, "to", defaults.to());
    } else if (change instanceof Change.KeysChanged keys) {
      start(ChangeKind.KEYS_CHANGED, keys.path());
      FieldJson.writeKeys(json, "from", keys.from());
      FieldJson.writeKeys(json, "to", keys.to());
    } else if (change instanceof Change.AliasesChanged aliases) {
      start(ChangeKind.ALIASES_CHANGED, aliases.path());
      FieldJson.writeTexts(json, "from", new TreeSet<>(aliases.from()));
      FieldJson.writeTexts(json, "to", new TreeSet<>(aliases.to()));
    } else if (change instanceof Change.DocChanged doc) {
      start(ChangeKind.DOC_CHANGED, doc.path());
      texts(doc.from(), doc.to());
    } else if (change instanceof Change.KindChanged kind) {
      start(ChangeKind.KIND_CHANGED);
      texts(kind.from().name(), kind.to().name());
    } else if (change instanceof Change.TraitChanged trait) {
      start(ChangeKind.TRAIT_CHANGED);
      json.writeStringField("trait", trait.trait());
      texts(trait.from(), trait.to());
    } else {
      throw new AssertionError("unknown change: " + change.getClass());
    }
  }

  private void field(ChangeKind kind, FieldPath path, Field field) throws IOException {
    start(kind, path);
    json.writeFieldName("field");
    FieldJson.write(json, field);
  }

  private void start(ChangeKind kind, FieldPath path) throws IOException {
    start(kind);
    json.writeStringField("path", path.toString());
  }

  private void start(ChangeKind kind) throws IOException {
    json.writeStringField("change", kind.name());
  }

  private void texts(@Nullable String from, @Nullable String to) throws IOException {
    if (from != null) {
      json.writeStringField("from", from);
    }
    if (to != null) {
      json.writeStringField("to", to);
    }
  }
}
