package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools that {@link PublicLogsTest} measures with. */
@Tag("T7")
class LabelledLogsTest {
  @TempDir private Path folder;

  @Test
  void linesAndTheirTemplatesAreRead() throws IOException {
    Path file = folder.resolve("Tiny_2k.log_structured.csv");
    Files.writeString(
        file,
        """
        LineId,Level,Content,EventId,EventTemplate
        1,INFO,"Took 3 s, done",E1,"Took <*> s, done"
        2,INFO,"Took 5 s, done",E1,"Took <*> s, done"
        3,WARN,"He said ""no"" twice",E2,none
        """);

    LabelledLogs logs = LabelledLogs.read(file);

    assertThat(logs.lines())
        .containsExactly("Took 3 s, done", "Took 5 s, done", "He said \"no\" twice");
    assertThat(logs.truth()).containsExactly("E1", "E1", "E2");
    assertThat(logs.accuracy(TemplateSettings.DEFAULTS)).isEqualTo(1.0);
  }

  @Test
  void aGroupCountsIfItHasAllOfItsLinesAndNoOthers() {
    List<String> truth = List.of("a", "a", "b", "b", "c");
    assertThat(GroupingAccuracy.of(List.of(1, 1, 2, 2, 3), truth)).isEqualTo(1.0);
    assertThat(GroupingAccuracy.of(List.of(1, 2, 3, 3, 4), truth)).isEqualTo(0.6);
    assertThat(GroupingAccuracy.of(List.of(1, 1, 2, 2, 2), truth)).isEqualTo(0.4);
    assertThat(GroupingAccuracy.of(List.of(1, 1, 1, 1, 1), truth)).isEqualTo(0.0);
  }
}
