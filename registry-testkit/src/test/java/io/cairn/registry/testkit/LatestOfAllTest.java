package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.VersionStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a store is asked for the latest version of everything. */
class LatestOfAllTest {
  private static final int SUBJECTS = 1_400;

  @Test
  @Tag("R15")
  void bodiesAreReadAThousandAtATimeAndOnce() {
    MemoryStore kept = new MemoryStore();
    try (SchemaRegistry registry = EmbeddedRegistry.builder(new KeptMemoryStore(kept)).build()) {
      List<RegistrationRequest> requests = new ArrayList<>();
      for (int i = 0; i < SUBJECTS; i++) {
        requests.add(RegistrationRequest.of(Subject.of("n", "s" + i), V1));
      }
      assertThat(registry.schemas().registerAll(requests)).hasSize(SUBJECTS);
    }
    List<String> reads = new ArrayList<>();
    VersionStore counted = counting(VersionStore.class, kept.versions(), reads);
    RegistryStore store =
        proxy(
            RegistryStore.class,
            (proxy, method, arguments) ->
                method.getName().equals("versions") ? counted : method.invoke(kept, arguments));
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      reads.clear();
      assertThat(registry.schemas().latestOfAll()).hasSize(SUBJECTS);
      assertThat(reads).containsExactly("bodies", "bodies");
      assertThat(registry.schemas().latestOfAll("n")).hasSize(SUBJECTS);
      assertThat(reads).hasSize(2);
    }
  }

  private static <T> T counting(Class<T> type, T real, List<String> calls) {
    return proxy(
        type,
        (proxy, method, arguments) -> {
          calls.add(method.getName());
          return method.invoke(real, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
