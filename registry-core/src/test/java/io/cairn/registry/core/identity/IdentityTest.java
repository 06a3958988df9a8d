package io.cairn.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SourceDocument;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class IdentityTest {
  private static final Schema SCHEMA = Schema.of(Field.required("id", ScalarType.BIGINT));

  @Test
  @Tag("H4")
  void sameShapeHasTheSameIdAtAnyTime() {
    Schema again = Schema.of(Field.required("id", ScalarType.BIGINT));

    assertThat(Identity.create().canonical(again))
        .isEqualTo(Identity.create().canonical(SCHEMA))
        .hasToString(Identity.create().canonical(SCHEMA).id().toString());
  }

  @Test
  @Tag("H2")
  void localeAndTimeZoneDoNotMatter() {
    List<String> before = idsOfAllSamples();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertThat(idsOfAllSamples()).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static List<String> idsOfAllSamples() {
    Identity identity = Identity.create();
    return Samples.schemas().values().stream()
        .map(schema -> identity.canonical(schema).id().toString())
        .toList();
  }

  @Test
  @Tag("H6")
  void collidingContentsHaveOneIdAndAreToldApart() {
    Identity colliding = Identity.of((bytes, offset, length) -> new ContentHasher.Hash(1, 2));
    CanonicalSchema one = colliding.canonical(SCHEMA);
    CanonicalSchema other = colliding.canonical(Schema.of());

    assertThat(one.id()).isEqualTo(other.id());
    assertThat(one.hasContentOf(other)).isFalse();
    assertThat(one).isNotEqualTo(other);
    assertThat(one.hasContentOf(colliding.canonical(SCHEMA.toBuilder().build()))).isTrue();
  }

  @Test
  @Tag("H1")
  void oneSchemaObjectIsHashedOnce() {
    AtomicInteger hashed = new AtomicInteger();
    Identity counting =
        Identity.of(
            (bytes, offset, length) -> {
              hashed.incrementAndGet();
              return ContentHasher.xxh3().hash(bytes, offset, length);
            });

    assertThat(counting.canonical(SCHEMA)).isSameAs(counting.canonical(SCHEMA));
    assertThat(hashed).hasValue(1);
    counting.canonical(SCHEMA.toBuilder().build());
    assertThat(hashed).hasValue(2);
  }

  @Test
  @Tag("H1")
  void documentsDifferByFormatAndByEachByte() {
    Identity identity = Identity.create();

    assertThat(identity.id(document("avro", "{}")))
        .isEqualTo(identity.id(document("avro", "{}")))
        .isNotEqualTo(identity.id(document("avro", "{ }")))
        .isNotEqualTo(identity.id(document("json-schema", "{}")));
    assertThat(identity.id(document("a", "bc"))).isNotEqualTo(identity.id(document("ab", "c")));
  }

  private static SourceDocument document(String format, String text) {
    return new SourceDocument(format, text.getBytes(StandardCharsets.UTF_8));
  }
}
