package io.cairn.registry.core.store;

import io.cairn.registry.VersionOrigin;
import java.time.Instant;

/**
 * How a version came to be; written once, and for a draft again when it is enabled.
 *
 * @param origin in which way
 * @param previous the version it was compared with; 0 for none
 * @param changes what changed since then, as JSON
 * @param registeredAt when, in whole microseconds
 * @param author who; may be empty
 * @param reason why; may be empty
 */
public record VersionFacts(
    VersionOrigin origin,
    int previous,
    String changes,
    Instant registeredAt,
    String author,
    String reason) {}
