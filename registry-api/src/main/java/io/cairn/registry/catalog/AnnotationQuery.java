package io.cairn.registry.catalog;

import io.cairn.registry.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which subjects, versions and fields are asked for, by what is said about them. Immutable and
 * thread-safe.
 *
 * @param tag a tag that is on it; null for any or none
 * @param owner who answers for it; null for anybody. One of the two is not null
 */
public record AnnotationQuery(@Nullable String tag, @Nullable String owner) {

  /**
   * @throws InvalidInputException if nothing is asked, or a text is empty, too long or has control
   *     characters
   */
  public AnnotationQuery {
    if (tag == null && owner == null) {
      throw new InvalidInputException("Nothing is asked for; name a tag or an owner, or both.");
    }
    if (tag != null) {
      Annotations.requireName("tag", tag);
    }
    if (owner != null) {
      Annotations.requireName("owner", owner);
    }
  }

  /** What has this tag. */
  public static AnnotationQuery tagged(String tag) {
    return new AnnotationQuery(tag, null);
  }

  /** What this owner answers for. */
  public static AnnotationQuery ownedBy(String owner) {
    return new AnnotationQuery(null, owner);
  }
}
