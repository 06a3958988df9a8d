package io.cairn.registry;

import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.Telemetry;
import java.net.URI;

/**
 * A schema registry inside the process: the few verbs of every day, and a facet for each other
 * question.
 *
 * <p>Thread-safe; share one instance. Whatever a method changed is durable when it returns, except
 * the seen counts of content that was known already, and what {@link Telemetry} observes: these are
 * kept in memory and written in batches, at the latest by {@link #flush} and {@link #close}.
 *
 * <p>Everything thrown on purpose is a {@link io.cairn.registry.error.RegistryException}. What is
 * said of single methods apart, every method that changes something may throw
 *
 * <ul>
 *   <li>{@link io.cairn.registry.error.StoreException}: nothing was written;
 *   <li>{@link io.cairn.registry.error.OverloadedException}: nothing was written, too much was
 *       waiting to be;
 *   <li>{@link io.cairn.registry.error.CommitOutcomeUnknownException}: it may or may not be
 *       durable;
 *   <li>{@link io.cairn.registry.error.SchemaCollisionException}: a schema's content id belongs to
 *       other content;
 *   <li>{@link io.cairn.registry.error.ReadOnlyException}: the registry was opened for reading;
 * </ul>
 *
 * every method that reads {@link io.cairn.registry.error.CorruptDataException}, and after {@link
 * #close} every method {@link io.cairn.registry.error.RegistryClosedException} as far as it needs
 * the store.
 */
public interface SchemaRegistry extends AutoCloseable {

  /**
   * Registers a schema as the next version of its subject, unless its content is known there
   * already.
   *
   * @throws io.cairn.registry.error.IncompatibleSchemaException if the subject's mode forbids the
   *     change
   * @throws io.cairn.registry.error.DeletedException if the subject is soft-deleted
   * @throws io.cairn.registry.error.NotFoundException if the schema refers to a version that does
   *     not exist
   */
  Registration register(Subject subject, Schema schema);

  /**
   * Registers a schema with what else is said in the request; see {@link Schemas#registerAll} for
   * what it throws.
   */
  Registration register(RegistrationRequest request);

  /**
   * The newest live version.
   *
   * @throws io.cairn.registry.error.NotFoundException if the subject is unknown, or has drafts
   *     alone
   * @throws io.cairn.registry.error.DeletedException if it, or every version of it, is soft-deleted
   */
  SchemaVersion latest(Subject subject);

  /**
   * What the data at this place looks like; nothing is registered.
   *
   * @throws io.cairn.registry.error.DiscoveryException if it cannot be read as data
   */
  Discovered discover(URI source);

  /** Registering, and looking up. */
  Schemas schemas();

  /** Subjects and the life of their versions. */
  Subjects subjects();

  /** Compatibility and differences. */
  Evolution evolution();

  /** What is said about subjects, versions and fields; finding them. */
  Catalog catalog();

  /** What services emit, and what it looks like. */
  Telemetry telemetry();

  /** Finding schemas in data. */
  Discovery discovery();

  /** Who produces data of a schema, and who reads it. */
  Lineage lineage();

  /** How the registry is doing. */
  Operations operations();

  /**
   * Makes everything durable that was said before. A registry that follows what others write knows
   * on return, too, what they had committed before.
   */
  void flush();

  /** Flushes, stops the registry's threads and gives its file free. Closing twice does nothing. */
  @Override
  void close();
}
