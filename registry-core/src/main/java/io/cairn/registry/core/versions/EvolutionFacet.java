package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Modes, verdicts and differences. */
final class EvolutionFacet implements Evolution {
  private final VersionIndex index;
  private final Transactions transactions;
  private final Registrar registrar;
  private final BodyReader bodies;

  EvolutionFacet(
      VersionIndex index, Transactions transactions, Registrar registrar, BodyReader bodies) {
    this.index = index;
    this.transactions = transactions;
    this.registrar = registrar;
    this.bodies = bodies;
  }

  @Override
  public CompatibilityMode globalMode() {
    return index.settings().globalMode();
  }

  @Override
  public void changeGlobalMode(CompatibilityMode mode) {
    transactions.run(
        List.of(),
        transaction -> {
          if (transaction.settings().globalMode() != mode) {
            transaction.write(mode);
          }
          return mode;
        });
  }

  @Override
  public CompatibilityMode mode(Subject subject) {
    return findOwnMode(subject).orElseGet(this::globalMode);
  }

  @Override
  public Optional<CompatibilityMode> findOwnMode(Subject subject) {
    return Optional.ofNullable(index.subject(subject).row().mode());
  }

  @Override
  public void changeMode(Subject subject, CompatibilityMode mode) {
    setMode(subject, mode);
  }

  @Override
  public void inheritMode(Subject subject) {
    setMode(subject, null);
  }

  private void setMode(Subject subject, @Nullable CompatibilityMode mode) {
    transactions.run(
        List.of(subject),
        transaction -> {
          SubjectEntry entry = transaction.subject(subject);
          SubjectRow row = entry.row().withMode(mode);
          if (!Objects.equals(entry.row(), row)) {
            transaction.write(entry, row);
            transaction.tell(new SubjectEvent.CompatibilityChanged(subject, mode));
          }
          return row;
        });
  }

  @Override
  public CompatibilityReport check(Subject subject, Schema proposed) {
    return transactions.run(
        List.of(),
        transaction -> {
          SubjectEntry entry = transaction.subject(subject);
          entry.requireNotDeleted();
          if (registrar.findKnown(entry, proposed) != null) {
            return new CompatibilityReport(mode(subject), List.of());
          }
          for (VersionRef reference : SchemaWalk.references(proposed)) {
            transaction.subject(reference.subject()).requireLive(reference.version());
          }
          return registrar.check(transaction, entry, proposed);
        });
  }

  @Override
  public CompatibilityReport canRead(Schema reader, Schema writer) {
    return Compatibility.canRead(
        reader,
        writer,
        target ->
            index.subject(target.subject()).require(target.version()).version(bodies).schema());
  }

  @Override
  public SchemaDiff diff(Subject subject, int from, int to) {
    SubjectEntry entry = index.subject(subject);
    SchemaVersion old = entry.require(from).version(bodies);
    SchemaVersion fresh = entry.require(to).version(bodies);
    return Differ.byLayout(old.schema(), old.layout(), fresh.schema(), fresh.layout());
  }

  @Override
  public SchemaDiff diff(Schema from, Schema to) {
    return Differ.byName(from, to);
  }
}
