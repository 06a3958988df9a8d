package io.cairn.registry.error;

import io.cairn.registry.VersionRef;
import java.util.List;

/**
 * A version is to be deleted permanently while schemas of other versions refer to it. Nothing was
 * written.
 */
public final class StillReferencedException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient List<VersionRef> referrers;

  public StillReferencedException(VersionRef target, List<VersionRef> referrers) {
    super(
        "Cannot delete "
            + target
            + " permanently: it is referenced by "
            + referrers
            + ". Delete those versions permanently first.");
    this.referrers = List.copyOf(referrers);
  }

  public List<VersionRef> referrers() {
    return referrers;
  }
}
