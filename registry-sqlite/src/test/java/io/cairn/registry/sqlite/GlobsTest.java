package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.catalog.NamePattern;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** SQLite finds the names of a pattern that the pattern itself says are its own. */
@Tag("R15")
final class GlobsTest {
  private static Connection database;

  @BeforeContainer
  static void open() throws SQLException {
    database = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterContainer
  static void close() throws SQLException {
    database.close();
  }

  /** Of few characters, so that names and patterns often meet. */
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "b", "*", "?", "[", "]", "\\", "^", "-", "😀", "\uFFFF", "\uD7FF")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<NamePattern> patterns() {
    return Arbitraries.oneOf(
        Arbitraries.of("a", "b", "*", "?", "[", "]", "\\\\", "\\*", "\\?", "^", "-", "😀", "\\😀")
            .list()
            .ofMaxSize(6)
            .map(parts -> new NamePattern(String.join("", parts))),
        names().map(NamePattern::exactly));
  }

  @Property
  void aNameIsOfAPatternAsSqliteSees(
      @ForAll("names") String name, @ForAll("patterns") NamePattern pattern) throws SQLException {
    assertThat(isFound(name, pattern)).isEqualTo(pattern.matches(name));
  }

  @Property
  void everyNameIsOfItsExactPattern(@ForAll("names") String name) throws SQLException {
    NamePattern exact = NamePattern.exactly(name);
    assertThat(exact.isExact()).isTrue();
    assertThat(exact.prefix()).isEqualTo(name);
    assertThat(exact.matches(name)).isTrue();
    assertThat(isFound(name, exact)).isTrue();
  }

  @Example
  void thereIsAnEndBehindEveryPrefix() throws SQLException {
    for (String prefix : new String[] {"\uDBFF\uDFFF", "a\uDBFF\uDFFF", "\uD7FF", "\uFFFF", ""}) {
      NamePattern pattern = new NamePattern(prefix + "*");
      assertThat(isFound(prefix, pattern)).isTrue();
      assertThat(isFound(prefix + "\uDBFF\uDFFF\uDBFF\uDFFF", pattern)).isTrue();
    }
  }

  private static boolean isFound(String name, NamePattern pattern) throws SQLException {
    try (PreparedStatement query =
        database.prepareStatement("SELECT ?1 >= ?2 AND ?1 <= ?3 AND ?1 GLOB ?4")) {
      Globs.Range range = Globs.range(pattern);
      query.setString(1, name);
      query.setString(2, range.from());
      range.bindEnd(query, 3);
      query.setString(4, Globs.of(pattern));
      try (ResultSet row = query.executeQuery()) {
        return row.getBoolean(1);
      }
    }
  }
}
