package io.cairn.registry.core.store;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SemanticLabel;
import java.time.Instant;
import java.util.List;

/**
 * Everything kept of a version but its schema.
 *
 * @param head the narrow part
 * @param label its semantic label
 * @param facts how it came to be
 * @param seenCount how often its content was registered again
 * @param lastSeenAt when its content was last registered
 * @param documents what it came from, in the order they were attached
 */
public record VersionHistory(
    VersionHead head,
    SemanticLabel label,
    VersionFacts facts,
    long seenCount,
    Instant lastSeenAt,
    List<DocumentId> documents) {}
