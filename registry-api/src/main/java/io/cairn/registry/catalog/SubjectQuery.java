package io.cairn.registry.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which subjects are asked for: those for which everything holds that is asked. Immutable and
 * thread-safe.
 *
 * @param namespace the pattern of their namespaces
 * @param name the pattern of their names
 * @param tag a tag that is on the subject itself; null for any or none
 * @param owner who answers for it, as an annotation of the subject itself says; null for anybody
 */
public record SubjectQuery(
    NamePattern namespace, NamePattern name, @Nullable String tag, @Nullable String owner) {
  /** All of them. */
  public static final SubjectQuery ALL =
      new SubjectQuery(NamePattern.ANY, NamePattern.ANY, null, null);

  /**
   * @throws io.cairn.registry.error.InvalidInputException if the tag or owner is empty, too long or
   *     has control characters
   */
  public SubjectQuery {
    if (tag != null) {
      Annotations.requireName("tag", tag);
    }
    if (owner != null) {
      Annotations.requireName("owner", owner);
    }
  }

  /** Asks for namespaces of a pattern, such as {@code com.acme*}. */
  public SubjectQuery inNamespace(String pattern) {
    return new SubjectQuery(new NamePattern(pattern), name, tag, owner);
  }

  /** Asks for names of a pattern, such as {@code order*}. */
  public SubjectQuery named(String pattern) {
    return new SubjectQuery(namespace, new NamePattern(pattern), tag, owner);
  }

  /** Asks for a tag. */
  public SubjectQuery tagged(String wanted) {
    return new SubjectQuery(namespace, name, wanted, owner);
  }

  /** Asks for an owner. */
  public SubjectQuery ownedBy(String wanted) {
    return new SubjectQuery(namespace, name, tag, wanted);
  }
}
