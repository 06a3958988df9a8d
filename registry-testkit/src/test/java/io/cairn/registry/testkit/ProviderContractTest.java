package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.cairn.registry.discovery.DataProfile;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.DiscoveryOptions.Scan;
import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract catches a provider that breaks it, and names the clause. */
class ProviderContractTest {

  /** One way to break the contract. */
  enum Defect {
    LEAVES_A_THREAD,
    SHOUTS_ITS_SCHEME,
    FINDS_SOMETHING_ELSE_EACH_TIME,
    THROWS_SOMETHING_ELSE,
    RETURNS_NULL,
    IGNORES_LIMITS,
    IGNORES_TIME,
    IGNORES_INTERRUPTS,
    LEAVES_THINGS_OPEN,
    MOVES_THE_SOURCE,
    HAS_NO_HEALTH
  }

  @Test
  void aGoodProviderPasses() {
    assertThat(failedClauses(EnumSet.noneOf(Defect.class))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LEAVES_A_THREAD, clause1",
    "SHOUTS_ITS_SCHEME, clause2",
    "FINDS_SOMETHING_ELSE_EACH_TIME, clause3",
    "THROWS_SOMETHING_ELSE, clause4",
    "RETURNS_NULL, clause4",
    "IGNORES_LIMITS, clause5",
    "IGNORES_TIME, clause5",
    "IGNORES_INTERRUPTS, clause6",
    "LEAVES_THINGS_OPEN, clause7",
    "MOVES_THE_SOURCE, clause8",
    "HAS_NO_HEALTH, clause9"
  })
  void aBrokenClauseIsNamed(Defect defect, String clause) {
    assertThat(failedClauses(EnumSet.of(defect))).contains(clause);
  }

  private static Set<String> failedClauses(Set<Defect> defects) {
    Set<String> failed = new TreeSet<>();
    for (Method clause : ProviderContract.class.getDeclaredMethods()) {
      if (clause.isAnnotationPresent(Test.class)) {
        try {
          clause.invoke(contract(new Provider(defects)));
        } catch (ReflectiveOperationException e) {
          failed.add(clause.getName().substring(0, "clause1".length()));
        } finally {
          Thread.interrupted();
        }
      }
    }
    return failed;
  }

  private static ProviderContract contract(Provider provider) {
    return new ProviderContract() {
      @Override
      public SchemaProvider provider() {
        return provider;
      }

      @Override
      public URI source() {
        return URI.create("made:/data");
      }

      @Override
      public URI missing() {
        return URI.create("made:/missing");
      }

      @Override
      public long openResources() {
        return provider.open.get();
      }

      @Override
      public Object sourceState() {
        return provider.position.get();
      }
    };
  }

  /** Makes up what it finds, with defects on request. */
  private static final class Provider implements SchemaProvider {
    private final Set<Defect> defects;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger position = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    Provider(Set<Defect> defects) {
      this.defects = defects;
    }

    private boolean has(Defect defect) {
      return defects.contains(defect);
    }

    @Override
    public String name() {
      return "made up";
    }

    @Override
    public Set<String> schemes() {
      return Set.of(has(Defect.SHOUTS_ITS_SCHEME) ? "MADE" : "made");
    }

    @Override
    public Discovered discover(URI source, DiscoveryOptions options) {
      act(source, options);
      if (has(Defect.RETURNS_NULL)) {
        return null;
      }
      int number = has(Defect.FINDS_SOMETHING_ELSE_EACH_TIME) ? calls.incrementAndGet() : 0;
      Schema schema =
          Schema.of(
              Field.required("f" + number, ScalarType.INT), Field.required("g", ScalarType.INT));
      boolean one = options.scan() == Scan.SAMPLE && options.sampleRecords() == 1;
      DataProfile profile = new DataProfile(one ? 1 : 1_000, 4_000, List.of());
      return new Discovered(source, "made up", schema, profile, List.of());
    }

    @Override
    public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
      act(source, options);
      return new Validation(1_000, List.of());
    }

    private void act(URI source, DiscoveryOptions options) {
      if (has(Defect.LEAVES_A_THREAD) && calls.incrementAndGet() > 1) {
        CountDownLatch never = new CountDownLatch(1);
        Thread left = new Thread(() -> Uninterruptibles.awaitUninterruptibly(never), "left");
        left.setDaemon(true);
        left.start();
      }
      if (has(Defect.LEAVES_THINGS_OPEN)) {
        open.incrementAndGet();
      }
      if (has(Defect.MOVES_THE_SOURCE)) {
        position.incrementAndGet();
      }
      if (source.getPath().equals("/missing")) {
        if (has(Defect.THROWS_SOMETHING_ELSE)) {
          throw new IllegalStateException("boom");
        }
        throw new DiscoveryException(Reason.UNREADABLE, source, "Nothing at " + source + ".");
      }
      if (Thread.currentThread().isInterrupted() && !has(Defect.IGNORES_INTERRUPTS)) {
        throw new DiscoveryException(Reason.TIMED_OUT, source, "Interrupted.");
      }
      if (options.timeout().toNanos() < 1_000 && !has(Defect.IGNORES_TIME)) {
        throw new DiscoveryException(Reason.TIMED_OUT, source, "Late.");
      }
      if ((options.maxFields() < 2 || options.maxBytes() < 4_000) && !has(Defect.IGNORES_LIMITS)) {
        throw new DiscoveryException(Reason.LIMIT_EXCEEDED, source, "Too much.");
      }
    }

    @Override
    public ProviderHealth health() {
      if (has(Defect.HAS_NO_HEALTH)) {
        throw new IllegalStateException("ill");
      }
      return ProviderHealth.UP;
    }
  }
}
