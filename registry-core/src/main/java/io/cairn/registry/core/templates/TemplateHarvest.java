package io.cairn.registry.core.templates;

import java.util.List;

/**
 * What a miner found since it was harvested before. Immutable and thread-safe. Apply {@link #gone}
 * first, then {@link #counted}.
 *
 * @param counted the templates that had lines, the one unused for longest first; {@link
 *     Template#OTHER} last, if it had lines
 * @param gone templates that earlier harvests told of, or that were restored, and are no more
 */
public record TemplateHarvest(List<Counted> counted, List<Gone> gone) {

  public TemplateHarvest {
    counted = List.copyOf(counted);
    gone = List.copyOf(gone);
  }

  /**
   * New lines of a template.
   *
   * @param template the template as it is now
   * @param count how many lines it had, 1 at least
   * @param firstEpochMillis the least time of these lines
   * @param lastEpochMillis the greatest time of these lines
   */
  public record Counted(
      Template template, long count, long firstEpochMillis, long lastEpochMillis) {}

  /**
   * A template that is no more.
   *
   * @param number the template
   * @param takenOverBy the template that now has its lines, which lives; 0 if it made room for
   *     another, so that its lines belong to {@link Template#OTHER}
   */
  public record Gone(long number, long takenOverBy) {}
}
