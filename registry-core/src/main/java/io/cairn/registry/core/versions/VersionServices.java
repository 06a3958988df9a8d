package io.cairn.registry.core.versions;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Schemas;
import io.cairn.registry.Subject;
import io.cairn.registry.Subjects;
import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.turns.RepeatedTurn;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.schema.Schema;
import java.time.Clock;
import java.time.Duration;

/** Everything about subjects and versions over one store. Thread-safe. */
public final class VersionServices implements AutoCloseable {
  private final Sightings sightings;
  private final SchemasFacet schemas;
  private final SubjectsFacet subjects;
  private final EvolutionFacet evolution;
  private final CatalogFacet catalog;
  private final Follower follower;

  /**
   * What may be chosen.
   *
   * @param clock tells the time of registrations
   * @param maxBodyBytes how much memory bodies may take, estimated; with 0 each is read again
   *     whenever somebody looks at it
   */
  public record Options(Clock clock, long maxBodyBytes) {
    /** The memory for bodies if nothing is said. */
    public static final long DEFAULT_MAX_BODY_BYTES = 64 << 20;
  }

  /** Reads the index of what the store keeps. */
  public VersionServices(
      RegistryStore store, Identity identity, Options options, Recorder recorder) {
    Clock clock = options.clock;
    VersionIndex index = new VersionIndex(store);
    Listeners listeners = new Listeners();
    Bodies parts = new Bodies(identity);
    BodyReader bodies =
        new BodyReader(store.versions(), identity, parts, options.maxBodyBytes, recorder);
    Transactions transactions = new Transactions(store, index, listeners, bodies, recorder);
    Registrar registrar = new Registrar(store.versions(), identity, bodies, parts, clock);
    sightings = new Sightings(store, clock);
    schemas = new SchemasFacet(index, transactions, registrar, bodies, sightings);
    Audit audit = new Audit(store.catalog(), clock);
    Drafts drafts = new Drafts(store.versions(), registrar, bodies, parts);
    subjects =
        new SubjectsFacet(
            index, transactions, store.versions(), sightings, listeners, drafts, audit, clock);
    evolution = new EvolutionFacet(index, transactions, registrar, bodies, recorder);
    catalog = new CatalogFacet(index, transactions, bodies, store.catalog(), audit);
    follower = new Follower(store, index, transactions, listeners);
  }

  public Schemas schemas() {
    return schemas;
  }

  public Subjects subjects() {
    return subjects;
  }

  public Evolution evolution() {
    return evolution;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** Registers one schema of which nothing more is said. */
  public Registration register(Subject subject, Schema schema) {
    return schemas.register(subject, schema);
  }

  /** The newest live version. */
  public SchemaVersion latest(Subject subject) {
    return schemas.latest(subject);
  }

  /**
   * Takes over what others have written to the store since this was last called, and tells
   * listeners.
   */
  public void catchUp() {
    follower.catchUp();
  }

  /**
   * Catches up again and again, until what is returned is closed: whatever was committed is known
   * after one interval and the time that reading it takes. The first turn is one interval from now.
   */
  public RepeatedTurn follow(Duration interval) {
    return new RepeatedTurn(
        new RepeatedTurn.Work(
            "cairn-follower",
            this::catchUp,
            "What others write to the registry cannot be followed, so that look-ups may be out of"
                + " date; it is tried again every {}.",
            "What others write to the registry is followed again."),
        interval);
  }

  /** Makes durable what is still in memory alone, and refuses to count any more. */
  @Override
  public void close() {
    sightings.close();
    sightings.write();
  }

  /** Makes durable what is still in memory alone. */
  public void flush() {
    sightings.write();
  }
}
