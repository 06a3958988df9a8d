package io.cairn.registry.testkit;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test an empty in-memory {@link SchemaRegistry} of its own, and the {@link TestClock}
 * it runs by, wherever a method asks for one as a parameter. The registry is closed after the test.
 *
 * <pre>{@code
 * @ExtendWith(RegistryExtension.class)
 * class PriceFeedTest {
 *   @Test
 *   void registersItsSchema(SchemaRegistry registry, TestClock clock) {
 *     new PriceFeed(registry).start();
 *
 *     assertThat(registry).hasLatest(PriceFeed.SUBJECT, 1);
 *   }
 * }
 * }</pre>
 *
 * <p>The test, its {@code @BeforeEach} and {@code @AfterEach} methods and, unless one instance
 * serves the whole class, its constructor get the same two objects. Methods that run once a class
 * get none. May be registered by {@code @ExtendWith} and by {@code @RegisterExtension}; tests may
 * run in parallel.
 */
public final class RegistryExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RegistryExtension.class);

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context.getTestMethod().isPresent()
        && (type == SchemaRegistry.class || type == TestClock.class);
  }

  @Override
  public Object resolveParameter(ParameterContext context, ExtensionContext test) {
    Parameter parameter = context.getParameter();
    Opened opened =
        test.getStore(NAMESPACE)
            .getOrComputeIfAbsent(Opened.class, key -> Opened.open(), Opened.class);
    return parameter.getType() == TestClock.class ? opened.clock : opened.registry;
  }

  /** What one test was given; JUnit closes it with the test's context. */
  private record Opened(SchemaRegistry registry, TestClock clock) implements AutoCloseable {
    static Opened open() {
      TestClock clock = new TestClock();
      return new Opened(EmbeddedRegistry.builder(new MemoryStore()).clock(clock).build(), clock);
    }

    @Override
    public void close() {
      registry.close();
    }
  }
}
