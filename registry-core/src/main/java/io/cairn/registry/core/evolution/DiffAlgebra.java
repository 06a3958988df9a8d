package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;

/**
 * Calculating with differences as {@link Differ} makes them. Under one matching of the fields of
 * {@code a} and {@code b},
 *
 * <ul>
 *   <li>{@code apply(a, diff(a, b))} is {@code b}, up to the order of fields, symbols and branches;
 *   <li>{@code inverse(diff(a, b))} holds the same changes as {@code diff(b, a)}.
 * </ul>
 *
 * <p>Layouts match the same way in both directions. Names and aliases do not, as only the new
 * schema's aliases count: there the inverse knows of a renaming that the opposite difference shows
 * as a removal and an addition. It still leads back to {@code a}.
 */
public final class DiffAlgebra {
  private DiffAlgebra() {}

  /**
   * The schema after the changes. Fields that are there keep their order; added ones follow them.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the difference does not fit: it
   *     changes what is not there, or from something other than what is there, or the outcome would
   *     not be a schema; the message names the path
   */
  public static Schema apply(Schema schema, SchemaDiff diff) {
    return new Patch(diff).apply(schema);
  }

  /**
   * The difference that takes the changes back: kind, traits and fields in the order given, then
   * the removals.
   */
  public static SchemaDiff inverse(SchemaDiff diff) {
    return new Inversion(diff).invert();
  }
}
