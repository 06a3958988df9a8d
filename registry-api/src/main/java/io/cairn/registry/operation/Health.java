package io.cairn.registry.operation;

import io.cairn.registry.discovery.ProviderHealth;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a registry can go on. Immutable.
 *
 * @param status the worst of what follows
 * @param reasons why it is not up, for people; empty if it is
 * @param store what the store says of itself
 * @param providers the state of each provider of schemas, by its name
 * @param lastDiscovery when data was last found out to look like something; null if it never was
 *     since the registry was opened
 * @param cache how the cache of discovered schemas is used
 */
public record Health(
    Status status,
    List<String> reasons,
    StoreStatus store,
    SortedMap<String, ProviderHealth> providers,
    @Nullable Instant lastDiscovery,
    CacheStatus cache) {

  /** How well it goes, from best to worst. */
  public enum Status {
    /** Everything works. */
    UP,
    /** Something does not work that most can do without, such as one provider of schemas. */
    DEGRADED,
    /** Nothing can be written any more. What is registered can still be looked up. */
    DOWN
  }

  public Health {
    reasons = List.copyOf(reasons);
    providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
  }
}
