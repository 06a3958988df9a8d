package io.cairn.registry.core.statements;

import io.cairn.registry.SchemaRegistry;

/**
 * Statements as text, in the manner of SQL, over a registry. Thread-safe; closing the registry is
 * the caller's business. The statements:
 *
 * <pre>
 * SHOW SCHEMAS
 * DESCRIBE shop.orders [VERSION 2]
 * SHOW SCHEMA VERSIONS FOR shop.orders
 * SHOW SCHEMA COMPATIBILITY FOR shop.orders
 * CREATE SCHEMA shop.orders (id BIGINT PRIMARY KEY, total DECIMAL(10,2) NOT NULL DEFAULT 0)
 * ALTER SCHEMA shop.orders ADD note TEXT COMMENT 'for people', DROP IF EXISTS remark,
 *   RENAME total TO amount, ALTER COLUMN amount SET DEFAULT 1
 * </pre>
 *
 * <p>Keywords are read in any case of letters; names are kept as they are written. A name may stand
 * in quotes, {@code "…"}, and must if it has other than letters, digits, underscores and hyphens. A
 * subject is {@code namespace.name} or {@code namespace.name@owner}, as {@link
 * io.cairn.registry.Subject} writes it, or with quoted parts. A column may be null unless it says
 * NOT NULL or PRIMARY KEY. Types are those of standard SQL, and beside them the names that DESCRIBE
 * shows.
 */
public final class Statements {
  /** The longest statement, in UTF-16 characters. */
  public static final int MAX_LENGTH = 1_000_000;

  /** The most changes in one ALTER. */
  public static final int MAX_ACTIONS = 1_000;

  private final SchemaRegistry registry;

  private Statements(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** Statements over this registry. */
  public static Statements over(SchemaRegistry registry) {
    return new Statements(registry);
  }

  /**
   * Executes one statement; a semicolon at its end is allowed.
   *
   * <p>CREATE registers the first version of a subject that has no live one. ALTER makes a schema
   * of the latest version and registers it, on condition that this version is still the latest.
   * Both go the way of every registration: the check applies, known content makes no version, and
   * what they made is durable on return. After ALTER … RENAME the column's former name is an alias.
   * An ALTER whose content is that of an older version changes nothing, and answers KNOWN_OLDER;
   * see {@link io.cairn.registry.Schemas#revertTo}.
   *
   * @throws io.cairn.registry.error.MalformedStatementException if the text is not a statement
   * @throws io.cairn.registry.error.InvalidInputException if it is too long, or what it asks for is
   *     not a schema
   * @throws io.cairn.registry.error.NotFoundException if the subject, version or column does not
   *     exist
   * @throws io.cairn.registry.error.DeletedException if the subject is soft-deleted
   * @throws io.cairn.registry.error.VersionConflictException if CREATE finds a live version, or
   *     somebody was faster than ALTER; nothing was done
   * @throws io.cairn.registry.error.IncompatibleSchemaException if the subject's mode forbids the
   *     change
   */
  public StatementResult execute(String text) {
    return Parser.parse(text).execute(registry);
  }
}
