package io.cairn.registry.catalog;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is said about something, with who wants it and why. What it does not mention
 * stays as it is, so that two people who change different things at the same time do not undo each
 * other's work. Immutable.
 */
public final class AnnotationEdit {
  private final Map<String, Boolean> tags;
  private final Map<String, Optional<String>> properties;
  private final @Nullable String owner;
  private final @Nullable String description;
  private final String author;
  private final String reason;

  private AnnotationEdit(Builder builder) {
    tags = Map.copyOf(builder.tags);
    properties = Map.copyOf(builder.properties);
    owner = builder.owner;
    description = builder.description;
    author = builder.author;
    reason = builder.reason;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Who wants it; empty if not said. */
  public String author() {
    return author;
  }

  /** Why; empty if not said. */
  public String reason() {
    return reason;
  }

  /**
   * What is said after this change.
   *
   * @throws InvalidInputException if that would be more than {@link Annotations} may hold
   */
  public Annotations applyTo(Annotations before) {
    Set<String> tagsAfter = new TreeSet<>(before.tags());
    tags.forEach((tag, wanted) -> change(tagsAfter, tag, wanted));
    Map<String, String> propertiesAfter = new TreeMap<>(before.properties());
    properties.forEach(
        (key, value) ->
            value.ifPresentOrElse(
                present -> propertiesAfter.put(key, present), () -> propertiesAfter.remove(key)));
    return new Annotations(
        tagsAfter,
        propertiesAfter,
        owner == null ? before.owner() : owner,
        description == null ? before.description() : description);
  }

  private static void change(Set<String> tags, String tag, boolean wanted) {
    if (wanted) {
      tags.add(tag);
    } else {
      tags.remove(tag);
    }
  }

  /** Builds an {@link AnnotationEdit}; of two changes of the same thing the later one holds. */
  public static final class Builder {
    private final Map<String, Boolean> tags = new LinkedHashMap<>();
    private final Map<String, Optional<String>> properties = new LinkedHashMap<>();
    private @Nullable String owner;
    private @Nullable String description;
    private String author = "";
    private String reason = "";

    private Builder() {}

    /** Adds a tag, unless it is there. */
    public Builder tag(String tag) {
      tags.put(Annotations.requireName("tag", tag), true);
      return this;
    }

    /** Takes a tag away, if it is there. */
    public Builder untag(String tag) {
      tags.put(tag, false);
      return this;
    }

    /** Sets a property, whether or not it has a value already. */
    public Builder property(String key, String value) {
      Annotations.requireName("key of a property", key);
      properties.put(key, Optional.of(value));
      return this;
    }

    /** Takes a property away, if it is there. */
    public Builder removeProperty(String key) {
      properties.put(key, Optional.empty());
      return this;
    }

    /** Sets who answers for it; the empty text says that nobody does. */
    public Builder owner(String who) {
      owner = InvalidInputException.requireText("owner", who, Annotations.MAX_NAME_LENGTH);
      return this;
    }

    /** Sets the description; the empty text takes it away. */
    public Builder description(String text) {
      description =
          InvalidInputException.requireUnicode(
              "description", text, Annotations.MAX_DESCRIPTION_LENGTH);
      return this;
    }

    /** Who wants the change; empty by default. */
    public Builder author(String who) {
      author =
          InvalidInputException.requireUnicode("author", who, RegistrationRequest.MAX_TEXT_LENGTH);
      return this;
    }

    /** Why; empty by default. */
    public Builder reason(String why) {
      reason =
          InvalidInputException.requireUnicode("reason", why, RegistrationRequest.MAX_TEXT_LENGTH);
      return this;
    }

    public AnnotationEdit build() {
      return new AnnotationEdit(this);
    }
  }
}
