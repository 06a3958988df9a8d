package io.cairn.registry.core.versions;

import io.cairn.registry.core.evolution.History;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a subject that count under a policy, whatever its mode, for schemas of one group.
 *
 * @param reading how strictly they are compared
 * @param groupTrait the trait that groups them; null if none does
 * @param group the value of that trait; null if the schemas lack it
 * @param since the first version that counts
 * @param history the versions
 */
record PolicyHistory(
    ReadingOptions reading,
    @Nullable String groupTrait,
    @Nullable String group,
    int since,
    History history) {

  static PolicyHistory of(
      CompatibilityPolicy policy,
      @Nullable String group,
      List<KnownVersion> newestFirst,
      BodyReader bodies) {
    List<History.Earlier> counting =
        newestFirst.stream()
            .filter(version -> version.number() >= policy.since())
            .filter(
                version ->
                    policy.groupTrait() == null
                        || Objects.equals(group, group(policy, version.version(bodies).schema())))
            .map(version -> earlier(version, bodies))
            .toList();
    return new PolicyHistory(
        policy.reading(),
        policy.groupTrait(),
        group,
        policy.since(),
        History.of(policy.reading(), counting));
  }

  /** The group of a schema; null if it has none, or none is asked for. */
  static @Nullable String group(CompatibilityPolicy policy, Schema schema) {
    return group(policy.groupTrait(), schema);
  }

  private static @Nullable String group(@Nullable String trait, Schema schema) {
    return trait == null ? null : schema.traits().get(trait);
  }

  boolean isFor(CompatibilityPolicy policy, @Nullable String wanted) {
    return since == policy.since()
        && Objects.equals(group, wanted)
        && Objects.equals(groupTrait, policy.groupTrait())
        && reading.equals(policy.reading());
  }

  /** The same after one version more. */
  PolicyHistory plus(KnownVersion version, BodyReader bodies) {
    return version.number() < since
            || !Objects.equals(group, group(groupTrait, version.version(bodies).schema()))
        ? this
        : new PolicyHistory(
            reading, groupTrait, group, since, history.plus(earlier(version, bodies)));
  }

  /** It does not hold the schema, whose memory is bounded elsewhere. */
  private static History.Earlier earlier(KnownVersion version, BodyReader bodies) {
    return new History.Earlier(version.number(), () -> version.version(bodies).schema());
  }
}
