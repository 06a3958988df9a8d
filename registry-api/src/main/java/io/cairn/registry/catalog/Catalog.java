package io.cairn.registry.catalog;

import io.cairn.registry.SchemaId;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.FieldPath;
import java.util.List;

/**
 * What is said about subjects, versions and fields beside their schemas, who said it, and finding
 * all of them. Thread-safe.
 *
 * <p>Annotations are no part of a version: changing them makes no version and no content id. They
 * go when what they are about is purged; what is said about a field goes with the last version that
 * has it. Listeners of subjects are not told. Answers that may be long come in {@linkplain Page
 * pages}.
 *
 * <p>Where a subject, version or field does not exist, every method that is given one throws {@link
 * io.cairn.registry.error.NotFoundException}, but for {@link #audit}.
 */
public interface Catalog {

  /**
   * The field at this path in the newest live version.
   *
   * @throws io.cairn.registry.error.DeletedException if the subject, or every version of it, is
   *     soft-deleted
   */
  Target.OfField field(Subject subject, FieldPath path);

  /** The field at this path in a version. */
  Target.OfField field(VersionRef version, FieldPath path);

  /** What is said about something; {@link Annotations#NONE} if nothing is. */
  Annotations annotations(Target target);

  /**
   * What is said about a subject, its fields and its versions, in that order, and of each kind in
   * the order of the numbers.
   */
  List<Annotated> annotationsOf(Subject subject);

  /**
   * Changes what is said about something, and writes down who did and why, in one step; both are
   * durable on return. If nothing would change, nothing is written. Soft-deleted subjects and
   * versions take changes, too.
   *
   * @return what is said since
   * @throws io.cairn.registry.error.InvalidInputException if it would be more than {@link
   *     Annotations} may hold
   */
  Annotations edit(Target target, AnnotationEdit edit);

  /**
   * The changes made of what is said about a subject, its versions and its fields, the newest
   * first. They stay when the subject is purged; one that nobody knows has none.
   */
  Page<AuditEntry> audit(Subject subject, PageRequest page);

  /** Subjects, soft-deleted ones included, in their order. */
  Page<SubjectSummary> subjects(SubjectQuery query, PageRequest page);

  /**
   * Subjects, versions and fields by what is said about them, in the order in which their subjects
   * came into the registry.
   */
  Page<Annotated> annotated(AnnotationQuery query, PageRequest page);

  /**
   * Fields, by their names if the query asks for names and else by their types, then in the order
   * in which their subjects came into the registry. A pattern that begins with {@code *} or {@code
   * ?} has to look at every name, and one of which little is in {@linkplain
   * FieldQuery.Versions#LATEST latest versions} at everything else that it finds.
   */
  Page<FieldMatch> fields(FieldQuery query, PageRequest page);

  /** The versions with this content, soft-deleted ones included, by subjects and versions. */
  Page<VersionRef> versions(SchemaId content, PageRequest page);
}
