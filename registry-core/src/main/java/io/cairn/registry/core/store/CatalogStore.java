package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.catalog.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reads of what is said about subjects, versions and fields, and of fields by name and type.
 * Each sees one consistent state; none waits for a commit under way.
 *
 * <p>The order of subjects is the one in which their rows were first written, and never changes. Of
 * one subject, itself comes first, then its fields, then its versions, by their numbers.
 */
public interface CatalogStore {

  /** What is said about something; {@link Annotations#NONE} if nothing is. */
  Annotations annotations(Target target);

  /** What is said about a subject, its fields and its versions; empty for an unknown subject. */
  List<Annotated> annotationsOf(Subject subject);

  /** What was found, in order: at most {@code limit} after the one given, or from the first. */
  List<Annotated> annotated(AnnotationQuery query, @Nullable Target after, int limit);

  /** The subjects that are themselves what is asked for, in no order. */
  Set<Subject> subjects(AnnotationQuery query);

  /**
   * The entries of a subject with numbers lower than {@code before}, the highest first; empty for
   * an unknown subject.
   */
  List<NumberedEntry> audit(Subject subject, long before, int limit);

  /** The fields found, in the order of their {@linkplain FieldPosition positions}. */
  List<FieldRun> fields(FieldSearch search);

  /**
   * An entry of the audit.
   *
   * @param number its number in its subject, from 1 without gaps
   */
  record NumberedEntry(long number, AuditEntry entry) {}

  /** What fields are ordered by first, code point by code point. */
  enum FieldKey {
    NAME,
    TYPE
  }

  /**
   * Which fields are looked for.
   *
   * @param key what they are ordered by
   * @param name the pattern of their names
   * @param type the pattern of their types
   * @param after the position behind which to start; null for the first
   * @param limit how many at most
   */
  record FieldSearch(
      FieldKey key, NamePattern name, NamePattern type, @Nullable FieldPosition after, int limit) {
    /** The pattern of what the fields are ordered by. */
    public NamePattern keyPattern() {
      return key == FieldKey.NAME ? name : type;
    }
  }

  /**
   * Where a run of versions stands.
   *
   * @param key the field's name or type
   * @param subject its subject
   * @param ordinal its ordinal
   * @param since the run's first number
   */
  record FieldPosition(String key, Subject subject, int ordinal, int since) {}

  /**
   * Versions of a subject, those with numbers from {@code since} until before {@code until}, in
   * which a field stayed the same. Numbers among them may be of no version, and a field may go on
   * to be the same in the run that follows.
   */
  record FieldRun(
      Subject subject, int ordinal, String name, String path, String type, int since, int until) {
    /** Where it stands. */
    public FieldPosition position(FieldKey key) {
      return new FieldPosition(key == FieldKey.NAME ? name : type, subject, ordinal, since);
    }
  }
}
