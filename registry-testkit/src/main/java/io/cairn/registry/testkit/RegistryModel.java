package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.VersionState;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.stateful.Action;
import net.jqwik.api.stateful.ActionSequence;

/**
 * A registry beside a plain model of what it should be, which takes the same steps: for properties
 * that run {@link #steps} on it. After every step both must be the same. Not thread-safe.
 *
 * <p>Its subjects have six contents between them: those of one half are compatible with each other,
 * and with none of the other half. Processes that die are not among the steps.
 */
public final class RegistryModel implements AutoCloseable {
  static final int CONTENTS = 6;

  private static final List<Subject> SUBJECTS =
      List.of(Subject.of("model", "a"), Subject.of("model", "b"));

  private static final DeprecationNotice NOTICE = DeprecationNotice.of("use another one");

  private final Supplier<SchemaRegistry> opening;
  private final Map<Subject, ModelSubject> subjects = new TreeMap<>();
  private SchemaRegistry registry;

  /** What can be done to a subject. */
  enum Verb {
    REGISTER,
    DRAFT,
    ENABLE,
    DEPRECATE,
    UNDEPRECATE,
    REVERT,
    DELETE,
    RESTORE,
    DELETE_SUBJECT,
    RESTORE_SUBJECT,
    PIN,
    UNPIN,
    PURGE,
    PURGE_SUBJECT,
    CHECK_NOTHING,
    CHECK_BACKWARD,
    REOPEN
  }

  /**
   * A step.
   *
   * @param number a version, or a content
   */
  record Step(Verb verb, Subject subject, int number) implements Action<RegistryModel> {
    @Override
    public RegistryModel run(RegistryModel model) {
      model.take(this);
      return model;
    }
  }

  /** Opens the registry, which must be empty; each opening finds what the one before has left. */
  public RegistryModel(Supplier<SchemaRegistry> opening) {
    this.opening = opening;
    registry = opening.get();
    SUBJECTS.forEach(subject -> subjects.put(subject, new ModelSubject()));
  }

  /** Steps of every kind, registrations most of all. */
  public static Arbitrary<ActionSequence<RegistryModel>> steps() {
    Arbitrary<Verb> verbs =
        Arbitraries.oneOf(Arbitraries.just(Verb.REGISTER), Arbitraries.of(Verb.values()));
    return Arbitraries.sequences(
        Combinators.combine(
                verbs, Arbitraries.of(SUBJECTS), Arbitraries.integers().between(1, CONTENTS))
            .as(Step::new));
  }

  static Schema content(int number) {
    ScalarType id = ModelSubject.isFirstHalf(number) ? ScalarType.BIGINT : ScalarType.TEXT;
    return Schema.of(Field.required("id", id), Field.nullable("f" + number, ScalarType.INT));
  }

  private void take(Step step) {
    if (step.verb == Verb.REOPEN) {
      registry.close();
      registry = opening.get();
    } else {
      ModelSubject model = Objects.requireNonNull(subjects.get(step.subject));
      Class<? extends Throwable> refusal = model.findRefusal(step);
      Throwable thrown = catchThrowable(() -> carryOut(step));
      if (refusal == null) {
        assertThat(thrown).isNull();
        model.apply(step);
      } else {
        assertThat(thrown).isInstanceOf(refusal);
      }
    }
    subjects.forEach(this::requireSame);
  }

  private void carryOut(Step step) {
    Subject subject = step.subject;
    switch (step.verb) {
      case REGISTER -> registry.register(subject, content(step.number));
      case DRAFT ->
          registry.register(
              RegistrationRequest.builder(subject, content(step.number)).draft().build());
      case ENABLE -> registry.subjects().enable(subject, step.number);
      case DEPRECATE -> registry.subjects().deprecate(subject, step.number, NOTICE);
      case UNDEPRECATE -> registry.subjects().undeprecate(subject, step.number);
      case REVERT -> registry.schemas().revertTo(subject, step.number, "", "");
      case DELETE -> registry.subjects().delete(subject, step.number);
      case RESTORE -> registry.subjects().restore(subject, step.number);
      case DELETE_SUBJECT -> registry.subjects().delete(subject);
      case RESTORE_SUBJECT -> registry.subjects().restore(subject);
      case PIN -> registry.subjects().activate(subject, step.number);
      case UNPIN -> registry.subjects().deactivate(subject);
      case PURGE -> registry.subjects().purge(subject, step.number);
      case PURGE_SUBJECT -> registry.subjects().purge(subject);
      case CHECK_NOTHING -> registry.evolution().changeMode(subject, CompatibilityMode.NONE);
      case CHECK_BACKWARD -> registry.evolution().changeMode(subject, CompatibilityMode.BACKWARD);
      case REOPEN -> throw new IllegalStateException("reopening is not done to a subject");
    }
  }

  private void requireSame(Subject subject, ModelSubject model) {
    assertThat(registry.subjects().find(subject).isPresent()).isEqualTo(model.exists());
    if (!model.exists()) {
      return;
    }
    SubjectSummary summary = registry.subjects().find(subject).orElseThrow();
    assertThat(summary.pinnedVersion()).isEqualTo(model.pinned());
    assertThat(summary.state() == VersionState.DELETED).isEqualTo(model.isDeleted());
    assertThat(registry.subjects().history(subject))
        .extracting(RegistryModel::line)
        .containsExactlyElementsOf(model.lines());
    assertThat(registry.schemas().findLatest(subject).map(SchemaVersion::version))
        .isEqualTo(model.findLatest());
  }

  private static String line(VersionDetails version) {
    return version.ref().version()
        + " "
        + version.state()
        + " "
        + version.seenCount()
        + (version.deprecation() == null ? "" : " deprecated");
  }

  @Override
  public void close() {
    registry.close();
  }
}
