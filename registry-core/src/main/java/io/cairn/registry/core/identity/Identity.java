package io.cairn.registry.core.identity;

import com.google.common.collect.MapMaker;
import io.cairn.registry.DocumentId;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * Computes the identities of schemas and documents, and makes equal parts of schemas one object. It
 * remembers, as long as a schema object is alive, what it computed for that object. Thread-safe.
 */
public final class Identity {
  private final ContentHasher hasher;
  private final ConcurrentMap<Schema, CanonicalSchema> known = new MapMaker().weakKeys().makeMap();

  private final Interning interning = new Interning();

  private Identity(ContentHasher hasher) {
    this.hasher = hasher;
  }

  /** With the hash that content ids are defined by, {@link ContentHasher#xxh3}. */
  public static Identity create() {
    return of(ContentHasher.xxh3());
  }

  /** With another hash, such as one that collides. */
  public static Identity of(ContentHasher hasher) {
    return new Identity(hasher);
  }

  /**
   * The canonical form of a schema and its content id.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the form has more than 64 MiB
   */
  public CanonicalSchema canonical(Schema schema) {
    CanonicalSchema canonical = known.get(schema);
    if (canonical == null) {
      canonical = compute(schema);
      known.put(schema, canonical);
    }
    return canonical;
  }

  /**
   * An equal schema in which every field, nested ones too, is the one object that all equal fields
   * of interned schemas are, as long as anybody uses it.
   */
  public Schema intern(Schema schema) {
    Schema shared = interning.intern(schema);
    CanonicalSchema canonical = known.get(schema);
    if (canonical != null) {
      known.put(shared, canonical);
    }
    return shared;
  }

  /** The one object that all equal fields of interned schemas are. */
  public Field intern(Field field) {
    return interning.intern(field);
  }

  /** The one entry of a layout equal to this. */
  public Map.Entry<FieldPath, Integer> intern(Map.Entry<FieldPath, Integer> ordinal) {
    return interning.intern(ordinal);
  }

  /** The content id of a schema, of which nothing is remembered. */
  public SchemaId id(Schema schema) {
    CanonicalSchema canonical = known.get(schema);
    return (canonical == null ? compute(schema) : canonical).id();
  }

  /** The id of a document: the hash of its format's name, behind its length, and its bytes. */
  public DocumentId id(SourceDocument document) {
    byte[] bytes = document.bytes();
    ByteSink sink = new ByteSink(bytes.length + 256);
    sink.text(document.format());
    sink.raw(bytes);
    byte[] form = sink.toBytes();
    ContentHasher.Hash hash = hasher.hash(form, 0, form.length);
    return new DocumentId(hash.high(), hash.low());
  }

  private CanonicalSchema compute(Schema schema) {
    byte[] form = CanonicalForm.encode(schema);
    ContentHasher.Hash hash = hasher.hash(form, 0, form.length);
    return new CanonicalSchema(new SchemaId(hash.high(), hash.low()), form);
  }
}
