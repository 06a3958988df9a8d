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
   * Columns: log; depth and similarity of logparser's benchmark of Drain (100 children); the
   * accuracy that its page on Drain gives; the accuracy here with these settings; the one with our
   * defaults. Logparser also cuts values out by regular expressions made for each log,
   * where all we have is our masks: one line in a wrong group then counts for all lines of that
   * group, as on Windows. The last two are floors.
   */
  @ParameterizedTest
  @CsvSource({
    "HDFS,        4, 0.5,  0.9975, 0.9975, 0.9975",
    "Hadoop,      4, 0.5,  0.9475, 0.9630, 0.9600",
    "Spark,       4, 0.5,  0.9200, 0.9225, 0.9225",
    "Zookeeper,   4, 0.5,  0.9665, 0.9665, 0.9885",
    "BGL,         4, 0.5,  0.9625, 0.9685, 0.8805",
    "HPC,         4, 0.5,  0.8870, 0.8870, 0.9055",
    "Thunderbird, 4, 0.5,  0.9550, 0.9575, 0.9600",
    "Windows,     5, 0.7,  0.9970, 0.6885, 0.6885",
    "Linux,       6, 0.39, 0.6900, 0.6925, 0.6925",
    "Android,     6, 0.2,  0.9110, 0.8195, 0.8855",
    "HealthApp,   4, 0.2,  0.7800, 0.9005, 1.0000",
    "Apache,      4, 0.5,  1.0000, 1.0000, 1.0000",
    "Proxifier,   3, 0.6,  0.5265, 0.5035, 0.0180",
    "OpenSSH,     5, 0.6,  0.7875, 0.7875, 0.9250",
    "OpenStack,   5, 0.5,  0.7325, 0.8070, 0.3725",
    "Mac,         6, 0.7,  0.7865, 0.7665, 0.7525"
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
