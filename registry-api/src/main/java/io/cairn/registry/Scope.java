package io.cairn.registry;

/**
 * Whose view of a subject this is: everybody's ({@link #GLOBAL}) or that of one owner, such as a
 * user or a tenant.
 *
 * <p>Look-ups never fall back from an owner to the global scope by themselves. Immutable and
 * thread-safe.
 *
 * @param owner the owner's name, or the empty string for the global scope; at most {@value
 *     Subject#MAX_PART_LENGTH} characters
 */
public record Scope(String owner) implements Comparable<Scope> {
  /** The scope shared by all owners. */
  public static final Scope GLOBAL = new Scope("");

  public Scope {
    Subject.checkPart("scope owner", owner);
  }

  /**
   * The scope of one owner.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the name is empty, too long or has
   *     control characters
   */
  public static Scope ownedBy(String owner) {
    return new Scope(Subject.checkNotEmpty("scope owner", owner));
  }

  public boolean isGlobal() {
    return owner.isEmpty();
  }

  @Override
  public int compareTo(Scope other) {
    return owner.compareTo(other.owner);
  }
}
