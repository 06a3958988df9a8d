package io.cairn.registry.core.rendering;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.core.evolution.History;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning;
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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the renderings are shown by. */
final class Examples {
  /** Names that try to be more than names. */
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'; DROP TABLE orders; --",
          "javascript:alert(1)",
          "&lt;b&gt;",
          "\u202Egnp.exe\u202C",
          "\u2066isolated\u2069",
          "two\nlines\r\nand\tmore",
          "line\u2028separator",
          "| pipe | table |",
          "`code` and ``more``",
          "\\| backslash \\",
          "[link](https://example.com)",
          "https://example.com/?a=1&b=2",
          "@somebody #1 !2",
          "**bold** __init__ ~~gone~~",
          "<!-- comment -->",
          "{ } } %% end",
          "style x fill:#f00;",
          "classDef a fill:#f00;",
          "#35; #lt;",
          "~generic~",
          "method() $",
          "static*",
          "<<interface>>",
          "note \"x\"",
          "--- a",
          "+++ b",
          "@@ -1 +1 @@",
          "@kind RECORD",
          " leading and trailing ",
          "مرحبا",
          "שלום",
          "日本語",
          "e\u0301 Ångström",
          "😀👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿",
          "zero\u200Bwidth\uFEFF",
          "very_".repeat(200) + "long");

  private Examples() {}

  /** Two versions of an order, with a change of every kind, and verdicts written by hand. */
  static Comparison orders() {
    Comparison plain = of("com.acme.orders", ordersBefore(), ordersAfter());
    return new Comparison(
            plain.title(),
            new Comparison.Side("version 4", ordersBefore()),
            new Comparison.Side("proposed", ordersAfter()),
            plain.diff(),
            List.of())
        .with(
            new CompatibilityReport(
                CompatibilityMode.FULL,
                List.of(
                    violation(Rule.TRAIT_CHANGED, "trait owner", "sales", "commerce"),
                    violation(Rule.TYPE_CHANGED, "ordered_at", "TIMESTAMP", "DATETIME"),
                    violation(Rule.NULL_REFUSED, "note", "TEXT (nullable)", "TEXT (required)"),
                    new Violation(
                        Rule.FIELD_MISSING,
                        Direction.FORWARD,
                        "legacy_code",
                        "SMALLINT",
                        "absent",
                        4)),
                List.of(
                    new Warning(
                        Warning.Hint.POSSIBLE_RENAME,
                        "remark",
                        "comment TEXT?",
                        "remark TEXT?",
                        4))))
        .with(CompatibilityReport.compatible(CompatibilityMode.NONE));
  }

  private static Violation violation(Rule rule, String location, String before, String after) {
    return new Violation(rule, Direction.BACKWARD, location, before, after, 4);
  }

  static Comparison of(String title, Schema before, Schema after) {
    return Comparison.of(title, before, after, Differ.byName(before, after));
  }

  private static Schema ordersBefore() {
    return Schema.builder()
        .kind(SchemaKind.USER)
        .trait("owner", "sales")
        .trait("retention", "P30D")
        .field(
            Field.builder("id", ScalarType.BIGINT)
                .key(FieldKey.PRIMARY)
                .doc("Given by the shop, never used again.")
                .build())
        .field(Field.required("placed_at", ScalarType.TIMESTAMP))
        .field(Field.required("total", ScalarType.FLOAT))
        .field(Field.nullable("note", ScalarType.TEXT))
        .field(Field.builder("status", symbols("NEW", "PAID", "SHIPPED")).defaultsTo("NEW").build())
        .field(
            Field.required(
                "customer",
                DataType.struct(
                    "Customer",
                    Field.required("name", ScalarType.TEXT),
                    Field.nullable("mail", ScalarType.TEXT),
                    Field.nullable("fax", ScalarType.TEXT))))
        .field(
            Field.required(
                "items",
                DataType.array(
                    DataType.struct(
                        "Item",
                        Field.required("sku", ScalarType.TEXT),
                        Field.required("price", DataType.decimal(10, 2)),
                        Field.required("count", ScalarType.INT)))))
        .field(Field.required("attributes", DataType.map(ScalarType.TEXT)))
        .field(
            Field.required(
                "payment",
                DataType.union(
                    DataType.struct("Card", Field.required("last4", ScalarType.TEXT)),
                    ScalarType.TEXT)))
        .field(Field.required("legacy_code", ScalarType.SMALLINT))
        .field(
            Field.builder("host", ScalarType.TEXT)
                .source(FieldSource.RESOURCE)
                .doc("Where it was taken.")
                .build())
        .build();
  }

  private static Schema ordersAfter() {
    return Schema.builder()
        .kind(SchemaKind.SHARED)
        .trait("owner", "commerce")
        .trait("region", "eu")
        .field(
            Field.builder("id", ScalarType.BIGINT)
                .key(FieldKey.PRIMARY)
                .doc("Given by the shop. Never used again, not even after a deletion.")
                .build())
        .field(
            Field.builder("ordered_at", ScalarType.DATETIME)
                .key(FieldKey.PARTITION)
                .alias("placed_at")
                .build())
        .field(Field.required("total", ScalarType.DOUBLE))
        .field(Field.builder("note", ScalarType.TEXT).defaultsTo("").build())
        .field(
            Field.builder("status", symbols("NEW", "PAID", "SENT", "RETURNED"))
                .defaultsTo("NEW")
                .build())
        .field(
            Field.builder("currency", ScalarType.TEXT).defaultsTo("EUR").doc("ISO 4217.").build())
        .field(
            Field.builder(
                    "buyer",
                    DataType.struct(
                        "Customer",
                        Field.required("name", ScalarType.TEXT),
                        Field.builder("email", ScalarType.TEXT).nullable().alias("mail").build(),
                        Field.nullable(
                            "address",
                            DataType.struct(
                                "Address",
                                Field.required("street", ScalarType.TEXT),
                                Field.required("city", ScalarType.TEXT)))))
                .alias("customer")
                .build())
        .field(
            Field.required(
                "items",
                DataType.array(
                    DataType.struct(
                        "Item",
                        Field.required("sku", ScalarType.TEXT),
                        Field.required("price", DataType.decimal(12, 2)),
                        Field.required("count", ScalarType.INT),
                        Field.nullable(
                            "product",
                            new ReferenceType(
                                new VersionRef(Subject.of("com.acme", "products"), 2)))))))
        .field(
            Field.required(
                "attributes", new MapType(ScalarType.TEXT, ScalarType.TEXT, Nullability.NULLABLE)))
        .field(
            Field.required(
                "payment",
                DataType.union(
                    DataType.struct("Card", Field.required("last4", ScalarType.TEXT)),
                    DataType.struct("Transfer", Field.required("iban", ScalarType.TEXT)),
                    ScalarType.TEXT)))
        .field(
            Field.builder("host", ScalarType.TEXT)
                .source(FieldSource.RESOURCE)
                .doc("Where it was taken.")
                .build())
        .field(
            Field.builder("stored_at", ScalarType.DATETIME)
                .defaultValue(DefaultValue.call("NOW"))
                .build())
        .build();
  }

  private static EnumType symbols(String... symbols) {
    return DataType.enumeration(symbols);
  }

  /** Hostile text wherever text may stand, on both sides and in every kind of change. */
  static Comparison hostile() {
    List<Field> before = new ArrayList<>();
    List<Field> after = new ArrayList<>();
    Schema.Builder old = Schema.builder();
    Schema.Builder fresh = Schema.builder();
    for (int i = 0; i < HOSTILE.size(); i++) {
      String name = HOSTILE.get(i);
      Field field =
          Field.builder(name, DataType.struct(name, Field.required(name, symbols(name, "x"))))
              .alias(name + i)
              .doc(name)
              .build();
      Field text = Field.builder("text " + i, ScalarType.TEXT).defaultsTo(name).build();
      switch (i % 4) {
        case 0 -> after.add(field);
        case 1 -> before.add(field);
        case 2 -> {
          before.add(Field.builder(name, symbols(name)).doc(name + "!").build());
          after.add(Field.builder(name + " new", ScalarType.TEXT).alias(name).doc(name).build());
        }
        default -> {
          before.add(field);
          after.add(field);
        }
      }
      before.add(Field.required("text " + i, ScalarType.TEXT));
      after.add(text);
      old.trait(name, name);
      fresh.trait(name, name + "!");
    }
    String title = String.join(" ", HOSTILE.subList(0, HOSTILE.size() - 1));
    Comparison plain = of(title, old.fields(before).build(), fresh.fields(after).build());
    return new Comparison(
            title,
            new Comparison.Side(HOSTILE.get(0), plain.before().schema()),
            new Comparison.Side(HOSTILE.get(1), plain.after().schema()),
            plain.diff(),
            List.of())
        .with(
            Compatibility.check(
                CompatibilityMode.FULL,
                plain.after().schema(),
                History.of(
                    ReadingOptions.DEFAULTS,
                    List.of(History.Earlier.of(1, plain.before().schema()))),
                reference -> plain.before().schema()));
  }

  /** Very many fields, half of them changed. */
  static Comparison large(int fields) {
    return of(
        "large",
        new Schema(SchemaKind.RECORD, numbered(fields, false), new TreeMap<>()),
        new Schema(SchemaKind.RECORD, numbered(fields, true), new TreeMap<>()));
  }

  private static List<Field> numbered(int fields, boolean changed) {
    return IntStream.range(0, fields)
        .mapToObj(
            i ->
                Field.required(
                    "field_" + i, changed && i % 2 == 0 ? ScalarType.TEXT : ScalarType.INT))
        .toList();
  }
}
