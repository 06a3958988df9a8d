package io.cairn.registry.core.transfer;

import io.cairn.registry.core.transfer.RegistryMove.Differences;
import java.util.ArrayList;
import java.util.List;

/** Counts differences and keeps the first of them. Thread-safe. */
final class DifferenceLog {
  private final List<String> listed = new ArrayList<>();
  private long count;

  synchronized void add(String difference) {
    count++;
    if (listed.size() < RegistryMove.MAX_LISTED) {
      listed.add(difference);
    }
  }

  synchronized Differences all() {
    return new Differences(count, listed);
  }
}
