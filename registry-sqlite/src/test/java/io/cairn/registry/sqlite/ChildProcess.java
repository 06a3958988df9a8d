package io.cairn.registry.sqlite;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM with the same class path, whose lines can be read and which can be killed. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;

  private ChildProcess(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  static ChildProcess start(Class<?> main, Path temporary, String... arguments) throws IOException {
    return start(main, temporary, Map.of(), arguments);
  }

  /** With more in its environment. */
  static ChildProcess start(
      Class<?> main, Path temporary, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-XX:TieredStopAtLevel=1");
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start());
  }

  /** The next line it prints, waiting for it; null when it has ended. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** Writes a line to what it reads. */
  void writeLine(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  /** Everything it prints until it ends. */
  List<String> readAll() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = readLine(); line != null; line = readLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Kills it with SIGKILL and returns what it had still printed. */
  List<String> kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly();
    List<String> rest = readAll();
    process.waitFor();
    return rest;
  }

  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
