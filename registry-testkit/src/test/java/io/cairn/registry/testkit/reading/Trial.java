package io.cairn.registry.testkit.reading;

import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.testkit.reading.Misreading.Flaw;
import io.cairn.registry.testkit.reading.Stored.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Holds a verdict against what happens. Records of the writer are read, and each misreading has to
 * be in the report, and each violation of the report among the misreadings, in the same place.
 */
final class Trial {
  private final Pair pair;
  private final ReadingOptions options;
  private final List<Row> records;

  /** Each with the record that shows it first. */
  private final Map<Misreading, String> misreadings = new LinkedHashMap<>();

  private final List<String> objections = new ArrayList<>();

  private Trial(Pair pair, ReadingOptions options, Random random) {
    this.pair = pair;
    this.options = options;
    this.records = new Records(random, pair.schemas()).of(pair.writer());
  }

  /** What speaks against the verdict; empty if nothing does. */
  static List<String> objections(
      Pair pair, ReadingOptions options, CompatibilityReport verdict, Random random) {
    Trial trial = new Trial(pair, options, random);
    trial.read();
    trial.hear(verdict);
    return trial.objections;
  }

  private void read() {
    Understanding.differences(pair.reader(), pair.writer(), pair.schemas())
        .forEach(misreading -> misreadings.put(misreading, "any record"));
    Validity validity = new Validity(pair.schemas());
    for (Row row : records) {
      NaiveReader reader = new NaiveReader(pair.schemas(), options);
      Row read = reader.read(pair.reader(), row);
      if (reader.misreadings().isEmpty() && !validity.holds(pair.reader(), read)) {
        objections.add("is read as what is no record of the reader: " + row + " as " + read);
      }
      for (Misreading misreading : reader.misreadings()) {
        if (!misreadings.containsKey(misreading)) {
          misreadings.put(misreading, row.toString());
        }
      }
    }
  }

  private void hear(CompatibilityReport verdict) {
    Set<Misreading> foreseen = new LinkedHashSet<>();
    for (Violation violation : verdict.violations()) {
      Misreading misreading = new Misreading(flaw(violation.rule()), violation.location());
      foreseen.add(misreading);
      boolean happens = misreadings.containsKey(misreading);
      if (happens == WithoutWitness.has(violation)) {
        objections.add((happens ? "has a witness after all: " : "no witness of ") + violation);
      }
    }
    misreadings.forEach(
        (misreading, record) -> {
          if (!foreseen.contains(misreading)) {
            objections.add("is misread and not refused: " + misreading + " of " + record);
          }
        });
  }

  private static Flaw flaw(Rule rule) {
    return switch (rule) {
      case FIELD_MISSING -> Flaw.NOTHING_TO_READ;
      case NULL_REFUSED -> Flaw.NULL;
      case ENUM_SYMBOL_UNKNOWN -> Flaw.SYMBOL;
      case UNION_BRANCH_UNKNOWN -> Flaw.BRANCH;
      case TYPE_NARROWED, TYPE_LOSSY, TYPE_CHANGED, DECIMAL_SCALE_CHANGED, EMBEDDING_CHANGED ->
          Flaw.VALUE;
      case KEY_CHANGED -> Flaw.KEYS;
      case KIND_CHANGED -> Flaw.KIND;
      case TRAIT_CHANGED -> Flaw.TRAIT;
    };
  }
}
