package io.cairn.registry.core.templates;

import io.cairn.registry.core.counts.Counts;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.templates.TemplateHarvest.Counted;
import io.cairn.registry.core.templates.TemplateHarvest.Gone;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the templates of one source of log lines by Drain, and counts their lines. Thread-safe: one
 * lock, held for one line or one harvest. Keeps at most {@link TemplateSettings#maxClusters}
 * templates, each about three times as long as a line may be at most. A line of a known template
 * allocates nothing.
 *
 * <p>Each line is counted exactly once, under its template or under {@link Template#OTHER}: the
 * counts of all harvests together are the lines added before the last of them.
 */
public final class TemplateMiner {
  private final Object lock = new Object();
  private final int maxClusters;
  private final TemplateBudget budget;
  private final UnaryOperator<String> redaction;
  private final LineScanner scanner;
  private final Similarity similarity;
  private final PrefixTree tree;
  private final Recency clusters = new Recency();
  private final Counts other = new Counts();
  private Map<Long, Long> gone = new LinkedHashMap<>();
  private long lastNumber;

  /** A miner with a budget of its own, which keeps examples as they are. */
  public TemplateMiner(TemplateSettings settings) {
    this(settings, TemplateBudget.unlimited(), UnaryOperator.identity());
  }

  /**
   * @param budget how many templates it and others may keep together; when it is used up, the
   *     template unused for longest makes room, and if there is none, lines are counted under
   *     {@link Template#OTHER}
   * @param redaction what to keep of an example; empty for nothing, also if it fails. Is called by
   *     the thread that harvests, without a lock
   */
  public TemplateMiner(
      TemplateSettings settings, TemplateBudget budget, UnaryOperator<String> redaction) {
    this.maxClusters = settings.maxClusters();
    this.budget = budget;
    this.redaction = redaction;
    this.scanner = new LineScanner(settings);
    this.similarity = new Similarity(settings.similarity());
    this.tree = new PrefixTree(settings.depth() - 3, settings.maxChildren());
  }

  /**
   * Goes on where an earlier miner was: the same lines get the same numbers. If the settings have
   * changed, templates that no longer fit are kept, and lines get others. What does not fit into
   * the bounds is told as gone by the next harvest.
   *
   * @param kept its templates, the one unused for longest first, as {@link #templates} lists them;
   *     in another order other templates make room later, all else is the same
   * @param lastNumber the highest number it ever gave
   * @throws IllegalStateException if this miner has had lines or templates
   * @throws IllegalArgumentException if a number is less than 1 or is there twice
   */
  public void restore(Collection<Template> kept, long lastNumber) {
    requireNumbers(kept);
    synchronized (lock) {
      if (this.lastNumber > 0 || !other.isEmpty()) {
        throw new IllegalStateException("Templates are restored into a new miner only");
      }
      this.lastNumber = lastNumber;
      for (Template template : kept) {
        this.lastNumber = Math.max(this.lastNumber, template.number());
        restore(template);
      }
    }
  }

  /**
   * Takes a line in.
   *
   * @return the number of its template, or 0 if there is no room for one
   */
  public long add(String line, long epochMillis) {
    synchronized (lock) {
      Tokens tokens = scanner.scan(line);
      Node leaf = tree.find(tokens);
      Cluster known = leaf == null ? null : similarity.best(leaf.clusters(), tokens);
      Cluster cluster = known == null ? create(tokens, line) : known;
      if (cluster == null) {
        other.add(epochMillis);
        return 0;
      }
      if (cluster == known && !similarity.hasWhole()) {
        cluster.generalise(tokens);
      }
      clusters.touch(cluster);
      cluster.counts().add(epochMillis);
      return cluster.number();
    }
  }

  /** Takes out, exactly once, what changed since the last harvest. */
  public TemplateHarvest harvest() {
    List<Ripe> ripe = new ArrayList<>();
    Tally rest;
    Map<Long, Long> successors;
    synchronized (lock) {
      for (Cluster cluster : clusters.counted()) {
        cluster.tell();
        ripe.add(Ripe.of(cluster, cluster.counts().take()));
      }
      rest = other.take();
      successors = gone;
      gone = new LinkedHashMap<>();
    }
    List<Counted> counted = new ArrayList<>();
    ripe.forEach(each -> counted.add(counted(each.template(redaction), each.tally())));
    if (rest.count() > 0) {
      counted.add(counted(Template.OTHER, rest));
    }
    return new TemplateHarvest(counted, resolved(successors));
  }

  /** All templates as they are now, the one unused for longest first. */
  public List<Template> templates() {
    List<Ripe> all = new ArrayList<>();
    synchronized (lock) {
      for (Cluster cluster : clusters.all()) {
        all.add(Ripe.of(cluster, cluster.counts().tally()));
      }
    }
    return all.stream().map(each -> each.template(redaction)).toList();
  }

  /** The highest number given so far; 0 if none was. */
  public long lastNumber() {
    synchronized (lock) {
      return lastNumber;
    }
  }

  /**
   * Lets all templates make room, and gives their part of the budget back; the next harvest tells
   * so.
   */
  public void evictAll() {
    synchronized (lock) {
      while (evictOldest()) {
        budget.giveBack();
      }
    }
  }

  private static void requireNumbers(Collection<Template> kept) {
    Set<Long> numbers = new HashSet<>();
    for (Template template : kept) {
      if (template.number() < 1 || !numbers.add(template.number())) {
        throw new IllegalArgumentException(
            "The number " + template.number() + " is less than 1 or there twice");
      }
    }
  }

  private void restore(Template template) {
    if (!makeRoom()) {
      gone.put(template.number(), 0L);
      return;
    }
    Token[] tokens = TemplateText.cut(template.text());
    Node leaf = tree.reach(tokens, TemplateText.cut(template.path()));
    Example example = Example.ofShown(template.example());
    Cluster cluster = new Cluster(template.number(), leaf, tokens, example);
    cluster.tell();
    insert(cluster);
    mergeTwin(cluster);
  }

  private @Nullable Cluster create(Tokens line, String raw) {
    if (!makeRoom()) {
      return null;
    }
    Token[] tokens = line.toArray();
    Cluster cluster = new Cluster(++lastNumber, tree.reach(tokens), tokens, Example.ofLine(raw));
    insert(cluster);
    return cluster;
  }

  private void insert(Cluster cluster) {
    cluster.leaf().add(cluster);
    clusters.add(cluster);
  }

  /**
   * Joins a restored cluster with one of the same template; the older one stays. Lines make no such
   * twins: the line that would make a template equal to another is as similar to that one, and
   * belongs to it for its wildcards.
   */
  private void mergeTwin(Cluster cluster) {
    for (Cluster twin : cluster.leaf().clusters()) {
      if (twin != cluster && twin.sameTemplateAs(cluster)) {
        boolean older = twin.number() < cluster.number();
        remove(older ? cluster : twin, Math.min(twin.number(), cluster.number()));
        budget.giveBack();
        return;
      }
    }
  }

  private boolean makeRoom() {
    boolean fits = clusters.size() < maxClusters && budget.tryTake();
    return fits || evictOldest();
  }

  private boolean evictOldest() {
    Cluster oldest = clusters.oldest();
    if (oldest == null) {
      return false;
    }
    remove(oldest, Template.OTHER.number());
    other.add(oldest.counts().take());
    return true;
  }

  private void remove(Cluster cluster, long successor) {
    tree.remove(cluster);
    clusters.remove(cluster);
    if (cluster.isTold()) {
      gone.put(cluster.number(), successor);
    }
  }

  /** A successor may itself be gone since; only what was told of is there. */
  private static List<Gone> resolved(Map<Long, Long> successors) {
    List<Gone> resolved = new ArrayList<>();
    successors.forEach(
        (number, successor) -> {
          long living = successor;
          for (Long next = successor; next != null; next = successors.get(next)) {
            living = next;
          }
          resolved.add(new Gone(number, living));
        });
    return resolved;
  }

  private static Counted counted(Template template, Tally tally) {
    return new Counted(template, tally.count(), tally.first(), tally.last());
  }

  /** What is taken of a cluster under the lock, to be shown without it. */
  private record Ripe(long number, String path, String text, Example example, Tally tally) {
    static Ripe of(Cluster cluster, Tally tally) {
      return new Ripe(
          cluster.number(), cluster.leaf().path(), cluster.text(), cluster.example(), tally);
    }

    Template template(UnaryOperator<String> redaction) {
      return new Template(number, path, text, example.shown(redaction));
    }
  }
}
