package io.cairn.registry.testkit;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what is registered. */
public final class SchemaRegistryAssert
    extends AbstractAssert<SchemaRegistryAssert, SchemaRegistry> {

  SchemaRegistryAssert(SchemaRegistry actual) {
    super(actual, SchemaRegistryAssert.class);
  }

  /** The subject exists, soft-deleted or not. */
  public SchemaRegistryAssert knows(Subject subject) {
    isNotNull();
    if (actual.subjects().find(subject).isEmpty()) {
      failWithMessage("Expected subject %s, but there are only %s", subject, subjects());
    }
    return this;
  }

  /** The subject does not exist: nothing was ever registered under it, or it was purged. */
  public SchemaRegistryAssert doesNotKnow(Subject subject) {
    isNotNull();
    actual
        .subjects()
        .find(subject)
        .ifPresent(
            found -> failWithMessage("Expected no subject %s, but there is %s", subject, found));
    return this;
  }

  /** The newest live version of the subject has this number. */
  public SchemaRegistryAssert hasLatest(Subject subject, int version) {
    SchemaVersion latest = latest(subject);
    if (latest.version() != version) {
      failWithMessage(
          "Expected version %s of %s to be the latest, but version %s is: %s",
          version, subject, latest.version(), latest.schema());
    }
    return this;
  }

  /** The newest live version of the subject has the content of this schema. */
  public SchemaRegistryAssert hasLatest(Subject subject, Schema schema) {
    SchemaVersion latest = latest(subject);
    if (!latest.id().equals(actual.schemas().idOf(schema))) {
      failWithMessage(
          "Expected the latest version of %s to have the content%n  %s%nbut version %s has%n  %s%nThe changes from one to the other: %s",
          subject,
          schema,
          latest.version(),
          latest.schema(),
          actual.evolution().diff(schema, latest.schema()).changes());
    }
    return this;
  }

  private SchemaVersion latest(Subject subject) {
    knows(subject);
    Optional<SchemaVersion> latest = actual.schemas().findLatest(subject);
    if (latest.isEmpty()) {
      failWithMessage("Expected a live version of %s, but all of it is soft-deleted", subject);
    }
    return latest.orElseThrow();
  }

  private List<Subject> subjects() {
    return actual.subjects().list().stream().map(SubjectSummary::subject).toList();
  }
}
