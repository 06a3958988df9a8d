package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ORDERS;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.History;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Changes one subject's history and policy at random, and says what the verdict on a schema must be
 * by looking at nothing but what is registered.
 */
final class VerdictModel {
  /** Few names with few definitions, so that names come back and definitions repeat. */
  private static final List<DataType> TYPES =
      List.of(
          ScalarType.INT,
          ScalarType.INT,
          ScalarType.BIGINT,
          ScalarType.DOUBLE,
          ScalarType.TEXT,
          new EnumType(List.of("A", "B"), "A"),
          new EnumType(List.of("A", "B", "C"), "A"),
          DataType.array(DataType.struct(Field.nullable("x", ScalarType.INT))),
          DataType.array(DataType.struct(Field.nullable("x", ScalarType.TEXT))),
          DataType.array(DataType.struct(Field.nullable("y", ScalarType.INT))));

  private final Random random;
  private final List<List<Field>> fieldsByName = new ArrayList<>();

  /** What came out of a check. */
  enum Verdict {
    FINE,
    WARNED,
    REFUSED;

    static Verdict of(CompatibilityReport report) {
      if (!report.isCompatible()) {
        return REFUSED;
      }
      return report.warnings().isEmpty() ? FINE : WARNED;
    }
  }

  VerdictModel(long seed) {
    random = new Random(seed);
    for (String name : List.of("a", "b", "c", "d")) {
      List<Field> fields = new ArrayList<>();
      for (DataType type : TYPES) {
        fields.add(Field.nullable(name, type));
      }
      fields.add(Field.required(name, ScalarType.INT));
      fields.add(Field.builder(name, ScalarType.INT).defaultsTo(0).build());
      fields.add(Field.builder(name, ScalarType.INT).nullable().alias("e").build());
      fieldsByName.add(fields);
    }
  }

  /** Does something to the subject, and says what. */
  String step(SchemaRegistry registry) {
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> registerWhateverItIs(registry);
      case 3 -> registerSeveral(registry);
      case 4 -> deleteOne(registry);
      case 5 -> restoreOrPurgeOne(registry);
      case 6 -> revert(registry);
      case 7 -> deleteAndRestoreAll(registry);
      default -> changePolicy(registry);
    };
  }

  /** A schema of some of the few fields; the same field of two schemas is the same object. */
  Schema schema() {
    Schema.Builder schema = Schema.builder();
    List<List<Field>> names = new ArrayList<>(fieldsByName);
    Collections.shuffle(names, random);
    boolean hasAlias = false;
    for (List<Field> fields : names.subList(0, 1 + random.nextInt(3))) {
      Field field = oneOf(fields);
      if (field.aliases().isEmpty() || !hasAlias) {
        schema.field(field);
        hasAlias |= !field.aliases().isEmpty();
      }
    }
    if (random.nextInt(3) == 0) {
      schema.trait("major", random.nextBoolean() ? "1" : "2");
    }
    return schema.build();
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> T oneOf(T[] some) {
    return some[random.nextInt(some.length)];
  }

  /** The policy with one of its options changed, perhaps to what it was. */
  private CompatibilityPolicy change(CompatibilityPolicy policy) {
    return switch (random.nextInt(5)) {
      case 0 -> policy.withMode(oneOf(CompatibilityMode.values()));
      case 1 -> policy.since(1 + random.nextInt(8));
      case 2 -> new CompatibilityPolicy(policy.mode(), policy.reading(), group(), policy.since());
      case 3 -> policy.withReading(oneOf(List.of(ReadingOptions.DEFAULTS, ReadingOptions.AVRO)));
      default ->
          policy.withReading(
              new ReadingOptions(
                  oneOf(OptionalFields.values()),
                  oneOf(UnknownSymbols.values()),
                  oneOf(Promotions.values())));
    };
  }

  private @Nullable String group() {
    return random.nextInt(3) == 0 ? "major" : null;
  }

  /** The options stay as they are, so that what was remembered under them is extended. */
  private String registerWhateverItIs(SchemaRegistry registry) {
    Schema schema = schema();
    CompatibilityPolicy before = registry.evolution().policy(ORDERS);
    registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
    registry.register(ORDERS, schema);
    registry.evolution().changePolicy(ORDERS, before);
    return "registered " + schema;
  }

  private String registerSeveral(SchemaRegistry registry) {
    List<RegistrationRequest> requests =
        List.of(
            RegistrationRequest.of(ORDERS, schema()),
            RegistrationRequest.of(ORDERS, schema()),
            RegistrationRequest.of(ORDERS, schema()));
    try {
      registry.schemas().registerAll(requests);
      return "registered " + requests;
    } catch (IncompatibleSchemaException refused) {
      return "was refused to register " + requests;
    }
  }

  private String deleteOne(SchemaRegistry registry) {
    return find(registry, VersionState.LIVE)
        .map(
            version -> {
              registry.subjects().delete(ORDERS, version);
              return "deleted version " + version;
            })
        .orElse("found nothing to delete");
  }

  private String restoreOrPurgeOne(SchemaRegistry registry) {
    return find(registry, VersionState.DELETED)
        .map(
            version -> {
              if (random.nextBoolean()) {
                registry.subjects().restore(ORDERS, version);
                return "restored version " + version;
              }
              registry.subjects().purge(ORDERS, version);
              return "purged version " + version;
            })
        .orElse("found nothing to restore");
  }

  private String revert(SchemaRegistry registry) {
    return find(registry, VersionState.LIVE)
        .map(
            version -> {
              registry.schemas().revertTo(ORDERS, version, "", "");
              return "reverted to version " + version;
            })
        .orElse("found nothing to revert to");
  }

  private String deleteAndRestoreAll(SchemaRegistry registry) {
    if (registry.subjects().find(ORDERS).isEmpty()) {
      return "found no subject";
    }
    registry.subjects().delete(ORDERS);
    if (random.nextInt(4) == 0) {
      registry.subjects().purge(ORDERS);
      return "purged the subject";
    }
    registry.subjects().restore(ORDERS);
    return "deleted and restored the subject";
  }

  private String changePolicy(SchemaRegistry registry) {
    CompatibilityPolicy policy = change(registry.evolution().policy(ORDERS));
    switch (random.nextInt(5)) {
      case 0 -> registry.evolution().changeGlobalPolicy(policy);
      case 1 -> registry.evolution().inheritPolicy(ORDERS);
      case 2 -> registry.evolution().changeMode(ORDERS, policy.mode());
      default -> registry.evolution().changePolicy(ORDERS, policy);
    }
    return "perhaps changed a policy to " + policy;
  }

  /** Any version in this state. */
  private Optional<Integer> find(SchemaRegistry registry, VersionState state) {
    if (registry.subjects().find(ORDERS).isEmpty()) {
      return Optional.empty();
    }
    List<Integer> candidates =
        registry.subjects().history(ORDERS).stream()
            .filter(details -> details.state() == state)
            .map(details -> details.ref().version())
            .toList();
    return candidates.isEmpty() ? Optional.empty() : Optional.of(oneOf(candidates));
  }

  /** What a check must say, from the registered versions alone. */
  static CompatibilityReport verdict(SchemaRegistry registry, Schema proposed) {
    CompatibilityPolicy policy = registry.evolution().policy(ORDERS);
    if (registry.subjects().find(ORDERS).isEmpty()
        || registry.schemas().findByContent(ORDERS, proposed).isPresent()) {
      return CompatibilityReport.compatible(policy.mode());
    }
    List<History.Earlier> counting = new ArrayList<>();
    for (VersionDetails details : registry.subjects().history(ORDERS)) {
      int version = details.ref().version();
      Schema schema = registry.schemas().version(ORDERS, version).schema();
      if (details.state() == VersionState.LIVE
          && version >= policy.since()
          && group(policy, schema).equals(group(policy, proposed))) {
        counting.add(0, History.Earlier.of(version, schema));
      }
    }
    return Compatibility.check(
        policy.mode(),
        proposed,
        History.of(policy.reading(), counting),
        target -> {
          throw new AssertionError("nothing refers to " + target);
        });
  }

  private static Optional<String> group(CompatibilityPolicy policy, Schema schema) {
    return policy.groupTrait() == null
        ? Optional.empty()
        : Optional.ofNullable(schema.traits().get(Objects.requireNonNull(policy.groupTrait())));
  }
}
