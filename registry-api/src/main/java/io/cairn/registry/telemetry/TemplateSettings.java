package io.cairn.registry.telemetry;

import io.cairn.registry.error.InvalidInputException;
import java.util.EnumSet;
import java.util.Set;

/**
 * How templates are found in log lines, and within which limits. Immutable and thread-safe; start
 * from {@link #DEFAULTS}.
 *
 * <p>Lines are compared with the templates at one leaf of a tree of fixed depth: the root, then the
 * number of tokens, then the first {@code depth - 3} tokens, then the templates.
 *
 * @param depth the levels of that tree, root and templates counted, from 3 to 16; 4 by default, so
 *     that the first token alone leads to a leaf. A line with fewer tokens has fewer levels
 * @param maxChildren how many branches a node may have, from 1 to 10,000; 100 by default. The last
 *     one is for all tokens that have none of their own
 * @param maxClusters how many templates one source of lines keeps, from 1 to 1,000,000; 1,000 by
 *     default. The one unused for longest makes room for a new one
 * @param similarity which share of a line's tokens must stand in a template at the same place, for
 *     the line to belong to it, from 0 to 1; 0.7 by default. A wildcard is no such token
 * @param masks which values are masked first; all by default
 * @param maxLineLength how many UTF-16 characters of a line are looked at, from 16 to 65,536; 2,048
 *     by default
 * @param maxTokens how many tokens of a line are looked at, from 1 to 4,096; 256 by default. All
 *     further ones are one wildcard together
 */
public record TemplateSettings(
    int depth,
    int maxChildren,
    int maxClusters,
    double similarity,
    Set<TemplateMask> masks,
    int maxLineLength,
    int maxTokens) {

  /** What each option is by default. */
  public static final TemplateSettings DEFAULTS =
      new TemplateSettings(4, 100, 1_000, 0.7, EnumSet.allOf(TemplateMask.class), 2_048, 256);

  /**
   * @throws InvalidInputException if an option is out of its range
   */
  public TemplateSettings {
    requireRange("depth", depth, 3, 16);
    requireRange("maxChildren", maxChildren, 1, 10_000);
    requireRange("maxClusters", maxClusters, 1, 1_000_000);
    if (!(similarity >= 0 && similarity <= 1)) {
      throw new InvalidInputException(
          "The option similarity is " + similarity + "; it must be from 0 to 1.");
    }
    requireRange("maxLineLength", maxLineLength, 16, 65_536);
    requireRange("maxTokens", maxTokens, 1, 4_096);
    masks = Set.copyOf(masks);
  }

  /** These settings with another depth. */
  public TemplateSettings depth(int value) {
    return new TemplateSettings(
        value, maxChildren, maxClusters, similarity, masks, maxLineLength, maxTokens);
  }

  /** These settings with other branches per node. */
  public TemplateSettings maxChildren(int value) {
    return new TemplateSettings(
        depth, value, maxClusters, similarity, masks, maxLineLength, maxTokens);
  }

  /** These settings with another number of templates. */
  public TemplateSettings maxClusters(int value) {
    return new TemplateSettings(
        depth, maxChildren, value, similarity, masks, maxLineLength, maxTokens);
  }

  /** These settings with another similarity. */
  public TemplateSettings similarity(double value) {
    return new TemplateSettings(
        depth, maxChildren, maxClusters, value, masks, maxLineLength, maxTokens);
  }

  /** These settings with other masks; none is fine. */
  public TemplateSettings masks(Set<TemplateMask> value) {
    return new TemplateSettings(
        depth, maxChildren, maxClusters, similarity, value, maxLineLength, maxTokens);
  }

  /** These settings with another length of lines, in UTF-16 characters. */
  public TemplateSettings maxLineLength(int value) {
    return new TemplateSettings(
        depth, maxChildren, maxClusters, similarity, masks, value, maxTokens);
  }

  /** These settings with another number of tokens. */
  public TemplateSettings maxTokens(int value) {
    return new TemplateSettings(
        depth, maxChildren, maxClusters, similarity, masks, maxLineLength, value);
  }

  private static void requireRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InvalidInputException(
          "The option "
              + option
              + " is "
              + value
              + "; it must be from "
              + min
              + " to "
              + max
              + ".");
    }
  }
}
