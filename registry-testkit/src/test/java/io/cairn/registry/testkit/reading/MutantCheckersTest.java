package io.cairn.registry.testkit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** The campaign tells wrong verdicts from right ones: each of these mistakes is found. */
@Tag("C9")
@Tag("once")
class MutantCheckersTest {
  private static final long SEED = 20_240_229;
  private static final int PAIRS = 5_000;

  @Example
  void integersReadAsFloats() {
    assertFound(overlooking(violation -> isChange(violation, "INT", "FLOAT")));
  }

  @Example
  void longIntegersReadAsDoubles() {
    assertFound(overlooking(violation -> isChange(violation, "BIGINT", "DOUBLE")));
  }

  @Example
  void longIntegersReadAsDecimalsWithADigitTooFew() {
    assertFound(overlooking(violation -> isChange(violation, "BIGINT", "DECIMAL(18,0)")));
  }

  @Example
  void integersReadAsDecimalsWithAPoint() {
    assertFound(
        overlooking(
            violation -> violation.oldPart().equals("INT") && violation.newPart().endsWith(",2)")));
  }

  @Example
  void textReadAsJson() {
    assertFound(overlooking(violation -> isChange(violation, "TEXT", "JSON")));
  }

  @Example
  void anyRuleForgotten() {
    for (Rule rule : Rule.values()) {
      assertFound(overlooking(violation -> violation.rule() == rule));
    }
  }

  @Example
  void nothingRefusedInsideLists() {
    assertFound(overlooking(violation -> violation.location().contains("[]")));
  }

  @Example
  void nothingRefusedInTheKeysOfMaps() {
    assertFound(overlooking(violation -> violation.location().contains("{key}")));
  }

  @Example
  void nothingRefusedInsideUnions() {
    assertFound(overlooking(violation -> violation.location().contains(">.")));
  }

  @Example
  void onlyTheFirstViolationReported() {
    assertFound(pair -> report(verdict(pair).violations().stream().limit(1).toList()));
  }

  @Example
  void aliasesNotTried() {
    assertFound(editingReaders(field -> with(field, field.defaultValue(), Set.of())));
  }

  @Example
  void defaultsNotTaken() {
    assertFound(editingReaders(field -> with(field, DefaultValue.NONE, field.aliases())));
  }

  @Example
  void readerTakenForWriter() {
    assertFound(pair -> verdict(pair.exchanged()));
  }

  @Example
  void everyChangeRefused() {
    assertFound(
        pair ->
            pair.reader().equals(pair.writer())
                ? verdict(pair)
                : verdict(
                    new Pair(
                        Schema.of(Field.required("any", ScalarType.INT)),
                        Schema.of(),
                        pair.schemas())));
  }

  private static void assertFound(Checker mutant) {
    assertThat(new Campaign(SEED, ReadingOptions.DEFAULTS, mutant).firstObjection(PAIRS))
        .isNotEmpty();
  }

  private static Checker overlooking(Predicate<Violation> overlooked) {
    return pair -> report(verdict(pair).violations().stream().filter(overlooked.negate()).toList());
  }

  /** Top-level fields alone, which is enough. */
  private static Checker editingReaders(UnaryOperator<Field> edit) {
    return pair -> {
      Schema reader = pair.reader();
      List<Field> fields = reader.fields().stream().map(edit).toList();
      return verdict(
          new Pair(
              new Schema(reader.kind(), fields, reader.traits()), pair.writer(), pair.schemas()));
    };
  }

  private static Field with(Field field, DefaultValue defaultValue, Set<String> aliases) {
    return new Field(
        field.source(),
        field.name(),
        field.type(),
        field.nullability(),
        field.keys(),
        defaultValue,
        aliases,
        field.doc());
  }

  private static boolean isChange(Violation violation, String written, String read) {
    return violation.oldPart().equals(written) && violation.newPart().equals(read);
  }

  private static CompatibilityReport verdict(Pair pair) {
    return Compatibility.canRead(
        pair.reader(), pair.writer(), ReadingOptions.DEFAULTS, pair.schemas()::apply);
  }

  private static CompatibilityReport report(List<Violation> violations) {
    return new CompatibilityReport(CompatibilityMode.BACKWARD, violations, List.of());
  }
}
