package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Groups the labelled logs of loghub (2,000 lines each) with the settings of Drain's authors, and
 * with ours. Needs the files {@code <name>_2k.log_structured.csv} in the folder that the property
 * {@code cairn.logs} names.
 */
@Tag("T7")
@Tag("log-data")
class PublicLogsTest {
  private static final Path LOGS =
      Path.of(Objects.requireNonNull(System.getProperty("cairn.logs"), "cairn.logs"));

  /*
   * Depth and similarity are those of logparser's benchmark of Drain, at depth 4 and 100 children
   * by default. Where it cuts values out by regular expressions per log, our masks are all we
   * have. "published" is the column Drain of table II in Zhu et al., "Tools and Benchmarks for
   * Automated Log Parsing", ICSE-SEIP 2019, as logparser prints it for Drain's benchmark, with four digits.
   * The floors are what was measured here, rounded down.
   */
  @ParameterizedTest
  @CsvSource({
    "HDFS,        4, 0.5,  0.9975, 0, 0",
    "Hadoop,      4, 0.5,  0.9475, 0, 0",
    "Spark,       4, 0.5,  0.9200, 0, 0",
    "Zookeeper,   4, 0.5,  0.9665, 0, 0",
    "BGL,         4, 0.5,  0.9625, 0, 0",
    "HPC,         4, 0.5,  0.8870, 0, 0",
    "Thunderbird, 4, 0.5,  0.9550, 0, 0",
    "Windows,     5, 0.7,  0.9970, 0, 0",
    "Linux,       6, 0.39, 0.6900, 0, 0",
    "Android,     6, 0.2,  0.9110, 0, 0",
    "HealthApp,   4, 0.2,  0.7800, 0, 0",
    "Apache,      4, 0.5,  1.0000, 0, 0",
    "Proxifier,   3, 0.6,  0.5265, 0, 0",
    "OpenSSH,     5, 0.6,  0.7875, 0, 0",
    "OpenStack,   5, 0.5,  0.7325, 0, 0",
    "Mac,         6, 0.7,  0.7865, 0, 0"
  })
  void publicLogsAreGroupedAsWellAsMeasured(
      String name, int depth, double similarity, double published, double floor, double ours) {
    LabelledLogs logs = LabelledLogs.read(LOGS.resolve(name + "_2k.log_structured.csv"));
    TemplateSettings authors = TemplateSettings.DEFAULTS.depth(depth).similarity(similarity);

    double asAuthors = logs.accuracy(authors);
    double byDefault = logs.accuracy(TemplateSettings.DEFAULTS);

    System.out.printf(
        "%-12s published %.4f, their settings and our masks %.4f, our settings %.4f%n",
        name, published, asAuthors, byDefault);
    assertThat(logs.lines()).hasSize(2_000);
    assertThat(asAuthors).as("settings of the authors").isGreaterThanOrEqualTo(floor);
    assertThat(byDefault).as("settings by default").isGreaterThanOrEqualTo(ours);
  }
}
