package io.cairn.registry.testkit.reading;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.SchemaArbitraries;
import io.cairn.registry.testkit.SchemaEvolution;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/**
 * Pairs of schemas from a seed, each from the seed and its own number alone: schemas as people edit
 * them, the same after further edits in many places, and a few that have nothing to do with each
 * other.
 */
final class Pairs {
  private static final int TRIES = 1_000;
  private static final int PAIRS_OF_A_LIBRARY = 100;

  private final long seed;
  private final RandomGenerator<SchemaEvolution> evolutions =
      generator(SchemaArbitraries.evolutions());
  private final RandomGenerator<Schema> schemas = generator(SchemaArbitraries.schemas());
  private final RandomGenerator<Field> fields = generator(SchemaArbitraries.fields());
  private final Map<Integer, Library> libraries = new HashMap<>();

  Pairs(long seed) {
    this.seed = seed;
  }

  private static <T> RandomGenerator<T> generator(Arbitrary<T> values) {
    return values.generator(TRIES, true);
  }

  /** For what else is left to chance about the pair of this number. */
  Random random(int number) {
    return new Random(seed * 1_000_003 + number);
  }

  Pair pair(int number) {
    Library library = library(number / PAIRS_OF_A_LIBRARY);
    Random random = random(number);
    SchemaEvolution evolution = evolutions.next(random).value();
    Schema before = evolution.before();
    Schema more = Targets.added(before, random);
    return switch (number % 10) {
      case 0, 1, 2 -> new Pair(evolution.after(), before, library::find);
      case 3 -> new Pair(edited(evolution.after(), true, library, random), before, library::find);
      case 4 ->
          new Pair(
              number % 50 == 4
                  ? unrelated(random)
                  : edited(evolution.after(), false, library, random),
              before,
              library::find);
      case 5, 6 -> new Pair(edited(more, false, library, random), more, library::find);
      default -> new Pair(edited(more, true, library, random), more, library::find);
    };
  }

  private Schema unrelated(Random random) {
    return evolutions.next(random).value().after();
  }

  private Schema edited(Schema schema, boolean gentle, Library library, Random random) {
    return new SchemaEdits(random, gentle, () -> fields.next(random).value(), library::find)
        .edit(schema);
  }

  private Library library(int number) {
    Library found = libraries.get(number);
    if (found == null) {
      Random random = random(-1 - number);
      found =
          new Library(
              random, () -> schemas.next(random).value(), () -> fields.next(random).value());
      libraries.clear();
      libraries.put(number, found);
    }
    return found;
  }
}
