package io.cairn.registry.core.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M6")
final class SqlDefaultTest {
  @Test
  void everyFormOfDefaultIsAnExpression() {
    assertThat(SqlDefault.render(DefaultValue.NONE)).isEmpty();
    assertThat(SqlDefault.render(DefaultValue.literal(null))).isEqualTo("NULL");
    assertThat(SqlDefault.render(DefaultValue.literal(true))).isEqualTo("TRUE");
    assertThat(SqlDefault.render(DefaultValue.literal(false))).isEqualTo("FALSE");
    assertThat(SqlDefault.render(DefaultValue.literal("plain"))).isEqualTo("'plain'");
    assertThat(SqlDefault.render(DefaultValue.literal(""))).isEqualTo("''");
    assertThat(SqlDefault.render(DefaultValue.literal(100))).isEqualTo("100");
    assertThat(SqlDefault.render(DefaultValue.literal(new BigDecimal("-0.50")))).isEqualTo("-0.5");
    assertThat(SqlDefault.render(DefaultValue.call("NOW"))).isEqualTo("NOW()");
    assertThat(SqlDefault.render(DefaultValue.call("nextval", "it's", 7)))
        .isEqualTo("nextval('it''s', 7)");
  }

  @Test
  void textCannotEndEarly() {
    assertThat(SqlDefault.render(DefaultValue.literal("it's"))).isEqualTo("'it''s'");
    assertThat(SqlDefault.render(DefaultValue.literal("'; DROP TABLE t; --")))
        .isEqualTo("'''; DROP TABLE t; --'");
    assertThat(SqlDefault.render(DefaultValue.literal("\\'"))).isEqualTo("'\\'''");
  }

  @Test
  void listsAndMapsAreQuotedJson() {
    assertThat(SqlDefault.render(DefaultValue.literal(Arrays.asList(1, null, "it's"))))
        .isEqualTo("'[1,null,\"it''s\"]'");
    assertThat(SqlDefault.render(DefaultValue.literal(Map.of("b", List.of(), "a", 1))))
        .isEqualTo("'{\"a\":1,\"b\":[]}'");
  }
}
