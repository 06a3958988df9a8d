package io.cairn.registry.core.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaId;
import io.cairn.registry.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of all contents against a map of lists. */
@Tag("R2")
class ContentIndexTest {
  private static final long SEED = 20260103;
  private static final Subject ORDERS = Subject.of("com.acme", "orders");

  private final ContentIndex index = new ContentIndex();
  private final Map<SchemaId, List<KnownVersion>> expected = new LinkedHashMap<>();
  private int versions;

  private void add(SchemaId id) {
    KnownVersion version = new KnownVersion(ORDERS, ++versions, id);
    index.add(version);
    expected.computeIfAbsent(id, any -> new ArrayList<>()).add(version);
  }

  private void removeOne(SchemaId id, int which) {
    List<KnownVersion> there = expected.getOrDefault(id, List.of());
    if (!there.isEmpty()) {
      index.remove(there.remove(which % there.size()));
    }
  }

  private void compare() {
    expected.forEach(
        (id, versions) -> {
          assertThat(index.all(id)).as(id.toString()).containsExactlyElementsOf(versions);
          assertThat(index.findFirst(id)).isSameAs(versions.isEmpty() ? null : versions.get(0));
        });
  }

  @Test
  void whatIsAddedIsFoundUntilItIsRemoved() {
    Random random = new Random(SEED);
    for (int step = 0; step < 20_000; step++) {
      // Ids with few lower bits, so that many of them want the same place.
      SchemaId id = new SchemaId(random.nextInt(40), random.nextInt(40));
      if (random.nextInt(3) > 0) {
        add(id);
      } else {
        removeOne(id, random.nextInt(100));
      }
      if (step % 2_000 == 0) {
        compare();
      }
    }
    compare();
  }

  @Test
  void itGrowsAndForgetsWhatIsGone() {
    Random random = new Random(SEED);
    for (int i = 0; i < 30_000; i++) {
      SchemaId id = new SchemaId(random.nextLong(), random.nextLong());
      add(id);
      if (i % 3 == 0) {
        removeOne(id, 0);
      }
    }
    compare();
  }

  @Test
  void aContentThatNobodyHasIsNotFound() {
    add(new SchemaId(1, 1));
    assertThat(index.all(new SchemaId(2, 1))).isEmpty();
    assertThat(index.findFirst(new SchemaId(2, 1))).isNull();
  }
}
