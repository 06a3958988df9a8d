package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Operation;
import java.util.HashSet;
import java.util.Set;

/** Collects the subjects that must be there for operations to be applied. */
final class Named implements Operation.Handler {
  private final Set<Subject> subjects = new HashSet<>();

  private Named() {}

  static Set<Subject> in(Commit commit) {
    Named named = new Named();
    commit.operations().forEach(operation -> operation.handle(named));
    return named.subjects;
  }

  @Override
  public void on(Operation.PutSubject put) {
    subjects.add(put.row().subject());
  }

  @Override
  public void on(Operation.AppendVersion append) {
    subjects.add(append.subject());
    append.references().forEach(reference -> subjects.add(reference.subject()));
  }

  @Override
  public void on(Operation.SetVersionState set) {
    subjects.add(set.ref().subject());
  }

  @Override
  public void on(Operation.EnableDraft enable) {
    subjects.add(enable.ref().subject());
  }

  @Override
  public void on(Operation.SetDeprecation set) {
    subjects.add(set.ref().subject());
  }

  @Override
  public void on(Operation.PurgeVersion purge) {
    subjects.add(purge.ref().subject());
  }

  @Override
  public void on(Operation.AttachDocument attach) {
    subjects.add(attach.ref().subject());
  }

  @Override
  public void on(Operation.PutGlobalPolicy put) {}

  @Override
  public void on(Operation.AddSightings add) {
    subjects.add(add.ref().subject());
  }

  @Override
  public void on(Operation.PutAnnotations put) {
    subjects.add(put.target().subject());
  }

  @Override
  public void on(Operation.AppendAudit append) {
    subjects.add(append.entry().target().subject());
  }

  @Override
  public void on(Operation.AddTelemetry add) {}

  @Override
  public void on(Operation.AddUsage add) {}
}
