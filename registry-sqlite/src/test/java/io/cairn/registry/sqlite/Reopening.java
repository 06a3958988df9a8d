package io.cairn.registry.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stands for something on a file that is closed and opened again before every call, so that nothing
 * of what a call knows can come from anywhere but the file. A call that meets another one, made by
 * another thread or from within, is served by the same opening. Beyond the first calls of a long
 * test it is opened again more and more rarely.
 */
final class Reopening<T extends AutoCloseable> {
  private static final long ALWAYS = 10;

  private final Supplier<T> opening;
  private final Set<Class<?>> parts;
  private final List<Resumed> resumed = new ArrayList<>();
  private T current;
  private int inside;
  private long calls;
  private long nextOpening = 1;
  private boolean closed;

  /** A subscription, which an opening does not keep, is made again by the next one. */
  private final class Resumed {
    private final Function<T, AutoCloseable> making;
    private AutoCloseable made;

    Resumed(Function<T, AutoCloseable> making, AutoCloseable made) {
      this.making = making;
      this.made = made;
    }

    void end() throws Exception {
      resumed.remove(this);
      made.close();
    }
  }

  private Reopening(Supplier<T> opening, Set<Class<?>> parts) {
    this.opening = opening;
    this.parts = parts;
    current = opening.get();
  }

  /**
   * What is opened again and again.
   *
   * @param parts what its methods return that stands for a part of it
   */
  static <T extends AutoCloseable> T of(Class<T> type, Set<Class<?>> parts, Supplier<T> opening) {
    Reopening<T> reopening = new Reopening<>(opening, parts);
    return reopening.proxy(type, whole -> whole);
  }

  private <P> P proxy(Class<P> type, Function<T, ?> part) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(part, method, arguments)));
  }

  private Object call(Function<T, ?> part, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      return close();
    }
    T served = enter(method.getName().equals("status"));
    try {
      if (parts.contains(method.getReturnType())) {
        invoke(method, part.apply(served), arguments);
        return proxy(method.getReturnType(), whole -> invoke(method, part.apply(whole), arguments));
      }
      Object answer = invoke(method, part.apply(served), arguments);
      return answer instanceof AutoCloseable made
          ? resume(
              method.getReturnType(),
              whole -> (AutoCloseable) invoke(method, part.apply(whole), arguments),
              made)
          : answer;
    } catch (Thrown thrown) {
      throw thrown.getCause();
    } finally {
      leave();
    }
  }

  /** What a call of the real thing has thrown, on its way to the caller. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown(Throwable cause) {
      super(cause);
    }
  }

  private static Object invoke(Method method, Object target, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw new Thrown(thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private synchronized Object resume(
      Class<?> type, Function<T, AutoCloseable> making, AutoCloseable made) {
    Resumed one = new Resumed(making, made);
    resumed.add(one);
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          synchronized (this) {
            one.end();
          }
          return null;
        });
  }

  /** An opening's own state is asked of that opening. */
  private synchronized T enter(boolean asksTheOpening) throws Exception {
    calls++;
    if (inside == 0 && !closed && !asksTheOpening && calls >= nextOpening) {
      nextOpening = calls < ALWAYS ? 0 : calls + calls / 4;
      current.close();
      current = opening.get();
      for (Resumed one : resumed) {
        one.made = one.making.apply(current);
      }
    }
    inside++;
    return current;
  }

  private synchronized void leave() {
    inside--;
  }

  private synchronized Object close() throws Exception {
    closed = true;
    current.close();
    return null;
  }
}
