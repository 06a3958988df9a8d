package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  @TempDir private Path folder;

  private static String between(Path file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(file));
    assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
    return matcher.group(1).stripTrailing().stripIndent();
  }

  @Test
  void theLinesInTheReadmeAreTheCompiledOnes() throws Exception {
    assertThat(between(Path.of("..", "README.md"), "```java\n(.*?)```"))
        .isEqualTo(
            between(
                Path.of("src/main/java/io/cairn/examples/ReadmeExample.java"),
                "// README\n(.*?)[ ]*// README"));
  }

  @Test
  void theyRun() {
    ReadmeExample.run(folder.resolve("registry.db"));
    assertThat(folder.resolve("registry.db")).isNotEmptyFile();
  }
}
