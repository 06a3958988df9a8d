package io.cairn.registry.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets a test stand between the writer and its connection: it sees every statement executed. */
final class Wire {
  private Wire() {}

  /** What is done instead of executing a statement. */
  interface Step {
    /**
     * Executes a statement, or does not.
     *
     * @param sql its text
     * @param real executes it
     */
    Object run(String sql, Execution real) throws SQLException;
  }

  /** The statement as it would have been executed. */
  interface Execution {
    Object run() throws SQLException;
  }

  static Connection through(Connection real, Step step) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object made = invoke(real, method, arguments);
          if (made instanceof PreparedStatement prepared) {
            return statement(PreparedStatement.class, prepared, (String) arguments[0], step);
          } else if (made instanceof Statement plain) {
            return statement(Statement.class, plain, "", step);
          }
          return made;
        });
  }

  private static <S extends Statement> S statement(Class<S> type, S real, String sql, Step step) {
    return proxy(
        type,
        (method, arguments) -> {
          if (!method.getName().startsWith("execute")) {
            return invoke(real, method, arguments);
          }
          String executed = arguments == null ? sql : (String) arguments[0];
          return step.run(executed, () -> invoke(real, method, arguments));
        });
  }

  /** What a proxy does. */
  private interface Call {
    Object run(Method method, Object[] arguments) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            Wire.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.run(method, arguments)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments)
      throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof SQLException failed) {
        throw failed;
      }
      throw new AssertionError(thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
