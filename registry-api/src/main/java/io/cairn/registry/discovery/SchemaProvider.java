package io.cairn.registry.discovery;

import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.Set;

/**
 * Finds the schema of data behind URIs of some schemes. Implement it for a source of your own;
 * files and what is like them need only a {@link DataLocation} or a {@link DataFormat}.
 *
 * <p>The contract, each number proven by the testkit's provider contract:
 *
 * <ol>
 *   <li>Thread-safe: several calls may run at once. A provider starts no thread that outlives a
 *       call.
 *   <li>{@link #schemes} is never empty, always the same, and of lower-case letters, digits, {@code
 *       +}, {@code -} and {@code .}.
 *   <li>{@link #discover} of the same data gives equal schemas.
 *   <li>Trouble with the source is a {@link io.cairn.registry.error.DiscoveryException} whose
 *       reason fits and whose message names the place; nothing else is thrown for it, and null is
 *       never returned.
 *   <li>The limits of the options are kept, and time runs out within 1.5 times {@link
 *       DiscoveryOptions#timeout}.
 *   <li>Interrupting the calling thread ends a call with reason {@code TIMED_OUT}, the interrupt
 *       flag set.
 *   <li>Every resource opened by a call is closed when it returns or throws.
 *   <li>Nothing is written to the source, and no position or offset in it is moved for others.
 *   <li>{@link #health} never throws.
 * </ol>
 */
public interface SchemaProvider {

  /** A short name for people and health reports, such as {@code files}. */
  String name();

  /** The schemes of the URIs it serves, without the colon. */
  Set<String> schemes();

  /**
   * Reads a sample, or all, of the data and says what it looks like.
   *
   * @throws io.cairn.registry.error.DiscoveryException if it cannot be read as data
   */
  Discovered discover(URI source, DiscoveryOptions options);

  /**
   * Whether data is what a schema says.
   *
   * @throws io.cairn.registry.error.DiscoveryException if it cannot be read as data at all
   */
  Validation validate(URI source, Schema schema, DiscoveryOptions options);

  /** Whether the provider can work at the moment. */
  ProviderHealth health();
}
