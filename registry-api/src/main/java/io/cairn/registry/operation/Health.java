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
    /**
     * Everything can go on, but something is not as it should be: a provider of schemas does not
     * work, too much waits to be written, the log cannot be emptied, changes are missing from the
     * file, or what others write is not followed.
     */
    DEGRADED,
    /**
     * Nothing can be written any more, while what is registered can still be looked up; or the
     * registry is closed.
     */
    DOWN
  }

  public Health {
    reasons = List.copyOf(reasons);
    providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
  }
}
