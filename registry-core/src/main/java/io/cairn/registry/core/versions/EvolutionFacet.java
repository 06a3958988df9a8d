package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.core.versions.Transactions.Transaction;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Policies, verdicts and differences. */
final class EvolutionFacet implements Evolution {
  private final VersionIndex index;
  private final Transactions transactions;
  private final Registrar registrar;
  private final BodyReader bodies;
  private final Recorder recorder;

  EvolutionFacet(
      VersionIndex index,
      Transactions transactions,
      Registrar registrar,
      BodyReader bodies,
      Recorder recorder) {
    this.index = index;
    this.transactions = transactions;
    this.registrar = registrar;
    this.bodies = bodies;
    this.recorder = recorder;
  }

  @Override
  public CompatibilityPolicy globalPolicy() {
    return index.settings().globalPolicy();
  }

  @Override
  public void changeGlobalPolicy(CompatibilityPolicy policy) {
    changeGlobal(present -> policy);
  }

  @Override
  public void changeGlobalMode(CompatibilityMode mode) {
    changeGlobal(present -> present.withMode(mode));
  }

  private void changeGlobal(UnaryOperator<CompatibilityPolicy> change) {
    transactions.run(
        OperationKind.CHANGE,
        () -> "",
        List.of(),
        transaction -> {
          CompatibilityPolicy present = transaction.settings().globalPolicy();
          CompatibilityPolicy next = change.apply(present);
          if (!next.equals(present)) {
            transaction.write(next);
          }
          return next;
        });
  }

  @Override
  public CompatibilityPolicy policy(Subject subject) {
    return findOwnPolicy(subject).orElseGet(this::globalPolicy);
  }

  @Override
  public Optional<CompatibilityPolicy> findOwnPolicy(Subject subject) {
    return Optional.ofNullable(index.subject(subject).row().policy());
  }

  @Override
  public void changePolicy(Subject subject, CompatibilityPolicy policy) {
    change(subject, transaction -> policy);
  }

  @Override
  public void changeMode(Subject subject, CompatibilityMode mode) {
    change(
        subject,
        transaction -> {
          CompatibilityPolicy own = transaction.subject(subject).row().policy();
          return (own == null ? transaction.settings().globalPolicy() : own).withMode(mode);
        });
  }

  @Override
  public void inheritPolicy(Subject subject) {
    change(subject, transaction -> null);
  }

  private void change(
      Subject subject, Function<Transaction, @Nullable CompatibilityPolicy> change) {
    transactions.run(
        OperationKind.CHANGE,
        subject::toString,
        List.of(subject),
        transaction -> {
          SubjectEntry entry = transaction.subject(subject);
          CompatibilityPolicy policy = change.apply(transaction);
          if (!Objects.equals(entry.row().policy(), policy)) {
            transaction.write(entry, entry.row().withPolicy(policy));
            transaction.tell(new SubjectEvent.CompatibilityChanged(subject, policy));
          }
          return entry;
        });
  }

  @Override
  public CompatibilityReport check(Subject subject, Schema proposed) {
    return transactions.run(
        OperationKind.CHECK,
        subject::toString,
        List.of(),
        transaction -> {
          CompatibilityReport verdict = verdict(transaction, subject, proposed);
          transaction.judged();
          return verdict;
        });
  }

  private CompatibilityReport verdict(Transaction transaction, Subject subject, Schema proposed) {
    SubjectEntry entry = transaction.subject(subject);
    entry.requireNotDeleted();
    if (registrar.findKnown(entry, proposed) != null) {
      return CompatibilityReport.compatible(policy(subject).mode());
    }
    for (VersionRef reference : SchemaWalk.references(proposed)) {
      transaction.subject(reference.subject()).requireLive(reference.version());
    }
    return registrar.check(transaction, entry, proposed);
  }

  @Override
  public CompatibilityReport canRead(Schema reader, Schema writer) {
    return canRead(reader, writer, ReadingOptions.DEFAULTS);
  }

  @Override
  public CompatibilityReport canRead(Schema reader, Schema writer, ReadingOptions options) {
    return recorder.measure(
        OperationKind.CHECK,
        () -> "",
        () -> {
          CompatibilityReport verdict =
              Compatibility.canRead(reader, writer, options, this::referenced);
          recorder.count(Counter.COMPATIBILITY_CHECKS, 1);
          return verdict;
        });
  }

  private Schema referenced(VersionRef target) {
    return index.subject(target.subject()).require(target.version()).version(bodies).schema();
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
