package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.DiscoveryOptions.Scan;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchemaProvider} must do, by the numbers of its contract. A test class
 * implements this and brings the provider and something for it to read.
 */
public interface ProviderContract {

  /** The provider; the same one for the whole test. */
  SchemaProvider provider();

  /** A place with data: more than one record, more than one field, more than a kilobyte. */
  URI source();

  /** A place that the provider could serve if there were anything. */
  URI missing();

  /** How many resources, such as files and connections, are open at the moment. */
  long openResources();

  /**
   * What the source is like: its content, and whatever positions it keeps for its readers. Equal
   * when nothing has changed.
   */
  Object sourceState();

  @Test
  @Tag("P1")
  default void clause1SeveralCallsMayRunAtOnceAndLeaveNoThreadBehind() throws Exception {
    Discovered alone = provider().discover(source(), DiscoveryOptions.defaults());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Thread> callers = new HashSet<>();
    List<Future<Discovered>> calls = new ArrayList<>();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread caller = new Thread(task, "caller");
              callers.add(caller);
              return caller;
            });
    try {
      for (int i = 0; i < 16; i++) {
        calls.add(
            executor.submit(() -> provider().discover(source(), DiscoveryOptions.defaults())));
      }
      for (Future<Discovered> call : calls) {
        assertThat(call.get()).isEqualTo(alone);
      }
    } finally {
      executor.shutdownNow();
    }
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    left.removeAll(callers);
    assertThat(left).as("threads left behind").isEmpty();
  }

  @Test
  @Tag("P1")
  default void clause2SchemesAreWellFormedAndAlwaysTheSame() {
    assertThat(provider().schemes())
        .isNotEmpty()
        .isEqualTo(provider().schemes())
        .allMatch(scheme -> scheme.matches("[a-z][a-z0-9+.-]*"))
        .contains(source().getScheme(), missing().getScheme());
  }

  @Test
  @Tag("P1")
  default void clause3TheSameDataGivesEqualSchemasWhichItFits() {
    for (Scan scan : Scan.values()) {
      DiscoveryOptions options = DiscoveryOptions.builder().scan(scan).build();
      Schema schema = provider().discover(source(), options).schema();
      assertThat(provider().discover(source(), options).schema()).isEqualTo(schema);
      assertThat(provider().validate(source(), schema, options).fits()).isTrue();
    }
  }

  @Test
  @Tag("P1")
  default void clause4TroubleWithTheSourceIsADiscoveryExceptionThatNamesThePlace() {
    for (Throwable thrown :
        List.of(
            thrownBy(() -> provider().discover(missing(), DiscoveryOptions.defaults())),
            thrownBy(
                () -> provider().validate(missing(), Schema.of(), DiscoveryOptions.defaults())))) {
      assertThat(thrown).isInstanceOf(DiscoveryException.class);
      assertThat(thrown).hasMessageContaining(missing().toString());
      assertThat(((DiscoveryException) thrown).source()).isEqualTo(missing());
      assertThat(((DiscoveryException) thrown).reason())
          .isIn(Reason.UNREADABLE, Reason.UNSUPPORTED_LOCATION, Reason.EMPTY);
    }
  }

  @Test
  @Tag("P1")
  default void clause4NullIsNeverReturned() {
    assertThat(provider().discover(source(), DiscoveryOptions.defaults())).isNotNull();
    assertThat(provider().validate(source(), Schema.of(), DiscoveryOptions.defaults())).isNotNull();
  }

  @Test
  @Tag("P1")
  @Tag("P8")
  default void clause5LimitsAreKept() {
    List<DiscoveryOptions> tooLittle =
        List.of(
            DiscoveryOptions.builder().maxBytes(16).build(),
            DiscoveryOptions.builder().maxFields(1).build());
    for (DiscoveryOptions options : tooLittle) {
      assertThat(reason(thrownBy(() -> provider().discover(source(), options))))
          .isEqualTo(Reason.LIMIT_EXCEEDED);
    }
    DiscoveryOptions one = DiscoveryOptions.builder().scan(Scan.SAMPLE).sampleRecords(1).build();
    assertThat(provider().discover(source(), one).profile().records()).isEqualTo(1);
  }

  @Test
  @Tag("P1")
  @Tag("P8")
  default void clause5TimeRunsOut() {
    DiscoveryOptions hurried = DiscoveryOptions.builder().timeout(Duration.ofNanos(1)).build();
    assertThat(reason(thrownBy(() -> provider().discover(source(), hurried))))
        .isEqualTo(Reason.TIMED_OUT);
    assertThat(reason(thrownBy(() -> provider().validate(source(), Schema.of(), hurried))))
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  @Tag("P1")
  @Tag("P8")
  default void clause6AnInterruptEndsACallAndStaysSet() {
    Thread.currentThread().interrupt();
    Throwable thrown;
    boolean flag;
    try {
      thrown = thrownBy(() -> provider().discover(source(), DiscoveryOptions.defaults()));
    } finally {
      flag = Thread.interrupted();
    }
    assertThat(reason(thrown)).isEqualTo(Reason.TIMED_OUT);
    assertThat(flag).as("the interrupt flag").isTrue();
  }

  @Test
  @Tag("P1")
  default void clause7EverythingOpenedIsClosedHoweverACallEnds() {
    provider().discover(source(), DiscoveryOptions.defaults());
    assertThat(openResources()).isZero();
    provider().validate(source(), Schema.of(), DiscoveryOptions.defaults());
    assertThat(openResources()).isZero();
    DiscoveryOptions sample = DiscoveryOptions.builder().scan(Scan.SAMPLE).sampleRecords(1).build();
    provider().discover(source(), sample);
    assertThat(openResources()).isZero();
    DiscoveryOptions narrow = DiscoveryOptions.builder().maxFields(1).build();
    thrownBy(() -> provider().discover(source(), narrow));
    assertThat(openResources()).isZero();
    IllegalStateException enough = new IllegalStateException("enough");
    DiscoveryOptions broken =
        DiscoveryOptions.builder()
            .listener(
                progress -> {
                  throw enough;
                })
            .build();
    assertThat(catchThrowable(() -> provider().discover(source(), broken))).isIn(enough, null);
    assertThat(openResources()).isZero();
  }

  @Test
  @Tag("P1")
  default void clause8TheSourceStaysAsItIs() {
    Object before = sourceState();
    provider().discover(source(), DiscoveryOptions.defaults());
    provider().validate(source(), Schema.of(), DiscoveryOptions.defaults());
    assertThat(sourceState()).isEqualTo(before);
  }

  @Test
  @Tag("P1")
  default void clause9HealthIsAlwaysTold() {
    assertThatCode(() -> assertThat(provider().health()).isNotNull()).doesNotThrowAnyException();
    thrownBy(() -> provider().discover(missing(), DiscoveryOptions.defaults()));
    assertThatCode(() -> assertThat(provider().health()).isNotNull()).doesNotThrowAnyException();
  }

  private static Throwable thrownBy(Runnable call) {
    Throwable thrown = catchThrowable(call::run);
    assertThat(thrown).as("what is thrown").isNotNull();
    return thrown;
  }

  private static Reason reason(Throwable thrown) {
    assertThat(thrown).isInstanceOf(DiscoveryException.class);
    return ((DiscoveryException) thrown).reason();
  }
}
