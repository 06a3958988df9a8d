package io.cairn.registry.sqlite;

import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes the file of a format that is kept for ever, so that every later release proves that it
 * reads it: {@code formats/format-N.db} and what it must read as, {@code formats/format-N.txt}.
 *
 * <p>Run it once for each new format, from the module's folder, with {@code src/test/resources} as
 * its argument, and read the text before committing both. It never overwrites a file.
 */
final class FormatFixture {
  static final Subject ORDERS = Subject.of("com.acme", "orders");
  static final Subject EVERYTHING = Subject.of("com.acme.types", "every.thing");
  static final Subject OWNED = Subject.of("", "größe").ownedBy("tenant-7");
  static final Subject DELETED = Subject.of("com.acme", "deleted");
  static final Subject AGAIN = Subject.of("com.acme", "again");
  static final Subject PURGED = Subject.of("com.acme", "purged");

  private static final Field ID =
      Field.builder("id", ScalarType.BIGINT).key(FieldKey.PRIMARY).doc("the number").build();
  private static final Field TOTAL = Field.required("total", DataType.decimal(10, 2));
  private static final Field NOTE = Field.nullable("note", ScalarType.TEXT);

  private FormatFixture() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]).resolve("formats"));
    Path work = Files.createTempDirectory("format").resolve("registry.db");
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = SqliteRegistry.builder(work).clock(clock).open()) {
      fill(registry, clock);
    }
    String text;
    try (SchemaRegistry registry = SqliteRegistry.builder(work).clock(clock).open()) {
      text = RegistryText.of(registry);
    }
    Files.copy(work, folder.resolve("format-" + Format.CURRENT + ".db"));
    Files.writeString(Files.createFile(folder.resolve("format-" + Format.CURRENT + ".txt")), text);
  }

  private static void fill(SchemaRegistry registry, TestClock clock) {
    everything(registry);
    clock.advance(Duration.ofDays(1));
    orders(registry, clock);
    registry.register(OWNED, Schema.of());
    registry.register(DELETED, Schema.of(ID));
    registry.subjects().delete(DELETED);
    for (Subject subject : List.of(AGAIN, PURGED)) {
      registry.register(subject, Schema.of(ID));
      registry.subjects().delete(subject);
      registry.subjects().purge(subject);
    }
    registry.register(AGAIN, Schema.of(ID, NOTE));
    registry.evolution().changeMode(OWNED, CompatibilityMode.FULL_TRANSITIVE);
    registry.evolution().changeMode(Subject.of("not", "registered"), CompatibilityMode.FORWARD);
    registry
        .evolution()
        .changePolicy(
            AGAIN,
            CompatibilityPolicy.of(CompatibilityMode.FULL)
                .withReading(ReadingOptions.AVRO)
                .groupedBy("größe")
                .since(2));
    registry.evolution().changeGlobalMode(CompatibilityMode.BACKWARD_TRANSITIVE);
    annotate(registry);
  }

  private static void annotate(SchemaRegistry registry) {
    AnnotationEdit everything =
        AnnotationEdit.builder()
            .tag("größe 😀")
            .tag("pii")
            .property("a \"key\"", "'\n")
            .owner("mia")
            .description("what\tit is")
            .author("otto")
            .reason("asked")
            .build();
    registry.catalog().edit(Target.of(ORDERS), everything);
    registry.catalog().edit(Target.of(new VersionRef(ORDERS, 4)), everything);
    registry.catalog().edit(new Target.OfField(ORDERS, 3), everything);
    registry.catalog().edit(Target.of(ORDERS), AnnotationEdit.builder().untag("pii").build());
  }

  private static int draft(SchemaRegistry registry, Schema schema) {
    return registry
        .register(RegistrationRequest.builder(ORDERS, schema).draft().build())
        .version()
        .version();
  }

  /**
   * Nine versions, two of them drafts: renamed, dropped and added again, one deleted, one purged,
   * one reverted to.
   */
  private static void orders(SchemaRegistry registry, TestClock clock) {
    registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
    SourceDocument avro =
        new SourceDocument("avro", "{\"type\":\"record\"}".getBytes(StandardCharsets.UTF_8));
    SourceDocument bytes = new SourceDocument("bytes", new byte[] {0, -1, 10, 13, 0x5c});
    registry.register(
        RegistrationRequest.builder(ORDERS, Schema.of(ID, TOTAL, NOTE))
            .author("mia")
            .reason("a start, with \"quotes\" and\nlines")
            .document(avro)
            .document(bytes)
            .build());
    clock.advance(Duration.ofMinutes(5).plusNanos(123_456_000));
    registry.register(ORDERS, Schema.of(ID, TOTAL));
    registry.register(
        ORDERS,
        Schema.of(ID, Field.builder("sum", TOTAL.type()).alias("total").doc("net").build(), NOTE));
    registry.register(ORDERS, Schema.of(ID));
    registry.register(ORDERS, Schema.of(Field.required("id", ScalarType.TEXT)));
    registry.schemas().revertTo(ORDERS, 3, "otto", "back");
    registry.subjects().delete(ORDERS, 2);
    registry.subjects().delete(ORDERS, 5);
    registry.subjects().purge(ORDERS, 5);
    registry.subjects().activate(ORDERS, 4);
    registry
        .subjects()
        .deprecate(
            ORDERS,
            3,
            DeprecationNotice.of("use \"4\", größer\n")
                .withSunset(LocalDate.of(2027, 1, 31))
                .withAuthor("mia"));
    draft(registry, Schema.of(ID, NOTE, TOTAL));
    registry.subjects().enable(ORDERS, draft(registry, Schema.of(ID, NOTE)));
    draft(registry, Schema.of(ID, TOTAL));
    clock.advance(Duration.ofHours(1));
    registry.register(ORDERS, Schema.of(ID));
    registry.register(ORDERS, Schema.of(ID));
  }

  private static void everything(SchemaRegistry registry) {
    Subject point = Subject.of("com.acme.types", "point");
    registry.register(point, Schema.of(Field.required("x", ScalarType.DOUBLE)));
    Schema.Builder schema =
        Schema.builder().kind(SchemaKind.METRIC).trait("unit", "ms").trait("temporality", "absent");
    for (ScalarType scalar : ScalarType.values()) {
      schema.field(Field.nullable("scalar " + scalar, scalar));
    }
    Field leaf = Field.builder("leaf", ScalarType.TEXT).alias("blatt").defaultsTo("it's").build();
    DataType named = DataType.struct("Order", ID, leaf);
    schema
        .field(Field.required("embedding", DataType.embedding(1536)))
        .field(Field.required("enum", new EnumType(List.of("NEW", "größer", "😀"), "NEW")))
        .field(Field.required("array", new ArrayType(named, Nullability.NULLABLE)))
        .field(
            Field.required(
                "map",
                new MapType(
                    DataType.enumeration("a", "b"),
                    DataType.array(DataType.map(named)),
                    Nullability.NULLABLE)))
        .field(Field.required("struct", DataType.struct(leaf)))
        .field(
            Field.nullable(
                "union", DataType.union(named, ScalarType.TEXT, DataType.decimal(38, 38))))
        .field(
            Field.required(
                "reference", DataType.array(new ReferenceType(new VersionRef(point, 1)))))
        .field(Field.builder("null", ScalarType.INT).nullable().defaultsTo(null).build())
        .field(Field.builder("one", DataType.decimal(3, 1)).defaultsTo(1.50).build())
        .field(
            Field.builder("list", DataType.array(ScalarType.INT)).defaultsTo(List.of(1, 2)).build())
        .field(
            Field.builder("call", ScalarType.TEXT)
                .defaultValue(DefaultValue.call("concat", "a", 1, true))
                .build())
        .field(
            Field.builder("odd. [name]{}<>:\\", ScalarType.DATE).nullable().doc("\t'--").build());
    for (FieldSource source : FieldSource.values()) {
      schema.field(
          Field.builder("host", ScalarType.TEXT)
              .source(source)
              .nullable()
              .key(FieldKey.PARTITION)
              .build());
    }
    registry.register(EVERYTHING, schema.build());
  }
}
