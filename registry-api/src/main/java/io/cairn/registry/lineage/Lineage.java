package io.cairn.registry.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * Who produces data of a schema, and who reads it: what they report, and what a change of the
 * schema would mean to them. Thread-safe.
 *
 * <p>Reports are counted in memory and written in batches: about every second while they come, and
 * by {@link io.cairn.registry.SchemaRegistry#flush} and {@code close}. What was not written yet is
 * lost with the process, and, but for {@code flush} and {@code close}, what was written in the last
 * second with a loss of power. Everything asked sees what was written. Times are kept in
 * milliseconds.
 *
 * <p>Memory and file are bounded: 1,000 participants of a subject in a role, 256 fields and 100
 * versions of each of them, 500,000 names all in all. A participant that finds no room is counted
 * as {@link Participant#OTHER}, a subject as {@link #OTHER_SUBJECT}; a field as if none had been
 * named, a version as if none had been said.
 */
public interface Lineage {
  /** Under which usages of subjects are counted for which there was no room. */
  Subject OTHER_SUBJECT = Subject.of("", "__other__");

  /**
   * Counts a usage, of now or of the time that it says. In which order reports come does not
   * matter. Never waits for the store, but for the first report, which reads the names that are
   * there; a service may report each message.
   *
   * @throws io.cairn.registry.error.ReadOnlyException if the registry was opened for reading
   * @throws io.cairn.registry.error.RegistryClosedException if it is closed
   */
  void report(Usage usage);

  /**
   * Who produces data of a subject, in their order; nobody for one that is unknown. The services
   * that telemetry has seen emit a {@linkplain io.cairn.registry.telemetry.Signal#subject signal}
   * are producers of its subject, even if they never reported it.
   */
  List<Participation> producers(Subject subject);

  /** Who reads data of a subject, in their order; nobody for one that is unknown. */
  List<Participation> consumers(Subject subject);

  /**
   * The subjects that somebody produces or reads, as far as was reported, in the order in which
   * they were first used by anybody, those read before those produced.
   */
  Page<SubjectUse> uses(Participant participant, PageRequest page);

  /**
   * The subjects that somebody was reported to produce, and nobody to read, in their order, texts
   * compared code point by code point. Subjects of which nothing was reported are not among them.
   */
  Page<Subject> orphans(PageRequest page);

  /**
   * Whom a proposed schema would concern, of everybody who ever read data of the subject.
   *
   * <p>Each consumer is taken to read with the schema of the version that it used last, or with the
   * latest one if it never said, or that one is gone; and to read the fields that it ever named, or
   * all of them if it was there without naming any. Aliases are followed. A change concerns it that
   * removes, renames or retypes what it reads, or something in that, makes it nullable, or changes
   * the kind or a trait of the schema; and so does whatever keeps such a reader from reading what
   * is written with the proposed schema. Fields that come and documentation concern nobody, and
   * neither do defaults, which a reader takes from its own schema.
   *
   * @throws io.cairn.registry.error.NotFoundException if the schema refers to a version that does
   *     not exist
   * @throws io.cairn.registry.error.DeletedException if the subject is soft-deleted, or a version
   *     referred to is
   * @throws io.cairn.registry.error.IllegalTransitionException if the schema refers to a draft
   */
  Impact impact(Subject subject, Schema proposed);

  /**
   * The same, of those who read data of the subject at this time or later: what was used before
   * that alone, participants and fields, counts as given up. Throws as the other.
   */
  Impact impact(Subject subject, Schema proposed, Instant since);

  /**
   * How often a subject was used over time, the earliest window first; windows without a use are
   * left out. Windows are of one hour, from the full hour in UTC, and are kept for 30 days; a usage
   * of before that counts in the totals alone, and one from more than a window in the future as if
   * it were from now.
   */
  List<UsageWindow> usage(Subject subject, TimeRange range);
}
