package io.cairn.registry.testkit.reading;

import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The refusals that no record bears out, as docs/rules/type-lossy.md says: a decimal without digits
 * after its point is never read as a number of another sort, however few digits it has.
 */
final class WithoutWitness {
  private static final Pattern WHOLE_DECIMAL = Pattern.compile("DECIMAL\\((\\d+),0\\)");

  /** All whole numbers of up to so many digits are numbers of the type. */
  private static final Map<String, Integer> DIGITS =
      Map.of("SMALLINT", 4, "INT", 9, "BIGINT", 18, "FLOAT", 7, "DOUBLE", 15);

  private WithoutWitness() {}

  static boolean has(Violation violation) {
    Matcher writer = WHOLE_DECIMAL.matcher(violation.oldPart());
    Integer digits = DIGITS.get(violation.newPart());
    return violation.rule() == Rule.TYPE_LOSSY
        && digits != null
        && writer.matches()
        && Integer.parseInt(writer.group(1)) <= digits;
  }
}
