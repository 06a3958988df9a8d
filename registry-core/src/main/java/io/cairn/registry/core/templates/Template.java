package io.cairn.registry.core.templates;

/**
 * A template as a miner knows it: all that is needed to go on with it in another miner. Immutable
 * and thread-safe. All texts are well-formed Unicode without U+0000.
 *
 * @param number tells it from others of its miner, from 1; 0 is {@link #OTHER} alone
 * @param path the tree's branches that lead to it below its number of tokens, joined by spaces;
 *     stays the same when the template becomes more general
 * @param text its tokens, joined by spaces; a wildcard is {@link #WILDCARD}
 * @param example the first line it was found in, as far as it is kept; may be empty
 */
public record Template(long number, String path, String text, String example) {
  /** What stands in a template for a token of any text. */
  public static final String WILDCARD = "<*>";

  /** How many UTF-16 characters of an example are kept. */
  public static final int MAX_EXAMPLE_LENGTH = 256;

  /** Counts the lines of which no template is kept. */
  public static final Template OTHER = new Template(0, "", "<other>", "");
}
