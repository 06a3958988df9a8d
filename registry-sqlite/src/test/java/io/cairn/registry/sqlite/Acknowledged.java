package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@link CrashingProcess}es on one file have said was done, and so must be there. */
final class Acknowledged {
  private final Map<String, String> versions = new HashMap<>();
  private long counted;
  private long tried;

  /** A process, and what it has printed. */
  void process(List<String> lines) {
    started();
    lines.forEach(this::line);
  }

  /** Every process counts once more by registering what is counted. */
  void started() {
    tried++;
  }

  /** A line that was cut short acknowledges nothing. */
  void line(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length == 3 && parts[2].equals("durable")) {
      if (parts[0].equals("trying")) {
        tried += Long.parseLong(parts[1]);
      } else if (parts[0].equals("counted")) {
        counted += Long.parseLong(parts[1]);
      } else {
        versions.put(parts[0], parts[1]);
      }
    }
  }

  int versions() {
    return versions.size();
  }

  long counted() {
    return counted;
  }

  /** Every version, numbers without gaps, and of what belongs together all or nothing. */
  void requireIn(SchemaRegistry registry, String where) {
    versions.forEach(
        (version, id) -> {
          String[] parts = version.split("#", -1);
          assertThat(
                  registry
                      .schemas()
                      .findVersion(Subject.parse(parts[0]), Integer.parseInt(parts[1]))
                      .map(kept -> kept.id().toString()))
              .as("%s, %s", where, version)
              .contains(id);
        });
    for (SubjectSummary subject : registry.subjects().list()) {
      assertThat(registry.subjects().history(subject.subject()))
          .as(where)
          .extracting((VersionDetails details) -> details.ref().version())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, subject.versions()).boxed().toList());
    }
    assertThat(registry.subjects().find(CrashingProcess.LEFT).map(SubjectSummary::versions))
        .as(where)
        .isEqualTo(registry.subjects().find(CrashingProcess.RIGHT).map(SubjectSummary::versions));
  }

  /** Not fewer than {@code least}, and not more than were tried. */
  void requireCounts(SchemaRegistry registry, String where, long least) {
    long kept =
        registry.subjects().find(CrashingProcess.COUNTED).isEmpty()
            ? 0
            : registry.subjects().history(CrashingProcess.COUNTED).get(0).seenCount();
    assertThat(kept).as(where).isBetween(least, tried);
  }
}
