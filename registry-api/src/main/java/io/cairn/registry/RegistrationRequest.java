package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A schema to be registered, with what may be said about it. Immutable. */
public final class RegistrationRequest {
  /** The longest author and reason, in UTF-16 characters. */
  public static final int MAX_TEXT_LENGTH = 10_000;

  private final Subject subject;
  private final Schema schema;
  private final String author;
  private final String reason;
  private final int expectedLatest;
  private final List<SourceDocument> documents;
  private final boolean draft;

  private RegistrationRequest(Builder builder) {
    subject = builder.subject;
    schema = builder.schema;
    author = builder.author;
    reason = builder.reason;
    expectedLatest = builder.expectedLatest;
    documents = List.copyOf(builder.documents);
    draft = builder.draft;
  }

  /** A request for which nothing more is said. */
  public static RegistrationRequest of(Subject subject, Schema schema) {
    return builder(subject, schema).build();
  }

  public static Builder builder(Subject subject, Schema schema) {
    return new Builder(subject, schema);
  }

  public Subject subject() {
    return subject;
  }

  public Schema schema() {
    return schema;
  }

  /** Who registers it; empty if not said. */
  public String author() {
    return author;
  }

  /** Why; empty if not said. */
  public String reason() {
    return reason;
  }

  /** The version that must be the latest one for the request to be carried out; 0 for none. */
  public OptionalInt expectedLatest() {
    return expectedLatest < 0 ? OptionalInt.empty() : OptionalInt.of(expectedLatest);
  }

  /** The documents that the schema came from. */
  public List<SourceDocument> documents() {
    return documents;
  }

  /** Whether a new version is to be a draft. */
  public boolean isDraft() {
    return draft;
  }

  /** Builds a {@link RegistrationRequest}. Not thread-safe. */
  public static final class Builder {

    /** The most documents in one request. */
    public static final int MAX_DOCUMENTS = 10;

    private final Subject subject;
    private final Schema schema;
    private String author = "";
    private String reason = "";
    private int expectedLatest = -1;
    private final List<SourceDocument> documents = new ArrayList<>();
    private boolean draft;

    private Builder(Subject subject, Schema schema) {
      this.subject = subject;
      this.schema = schema;
    }

    /** Who registers it; empty by default. */
    public Builder author(String who) {
      author = InvalidInputException.requireUnicode("author", who, MAX_TEXT_LENGTH);
      return this;
    }

    /** Why; empty by default. */
    public Builder reason(String why) {
      reason = InvalidInputException.requireUnicode("reason", why, MAX_TEXT_LENGTH);
      return this;
    }

    /**
     * Registers only if this version is the latest one; 0 means the subject must have none. Not
     * checked by default.
     */
    public Builder expectedLatest(int version) {
      if (version < 0) {
        throw new InvalidInputException(
            "Version " + version + " cannot be expected; give 0 for none, or a version from 1.");
      }
      expectedLatest = version;
      return this;
    }

    /** Attaches a document that the schema came from; at most {@value #MAX_DOCUMENTS}. */
    public Builder document(SourceDocument document) {
      if (documents.size() == MAX_DOCUMENTS) {
        throw new InvalidInputException(
            "A request carries at most " + MAX_DOCUMENTS + " documents.");
      }
      documents.add(document);
      return this;
    }

    /**
     * Makes the new version a draft: it gets its number at once, is not checked, and counts for
     * nothing until {@link Subjects#enable} makes it live. Content that is live already stays what
     * it is.
     */
    public Builder draft() {
      draft = true;
      return this;
    }

    public RegistrationRequest build() {
      return new RegistrationRequest(this);
    }
  }
}
