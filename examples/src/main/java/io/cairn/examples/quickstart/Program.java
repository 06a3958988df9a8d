package io.cairn.examples.quickstart;

import io.cairn.registry.error.RegistryException;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that shows something on samples when it gets no arguments, and otherwise works on the
 * files that it gets.
 *
 * @param usage is printed for {@code --help}, and when the arguments are wrong
 * @param registry the registry's file if {@code --registry} does not name another one
 */
public record Program(String usage, Path registry, OnSamples onSamples, OnFiles onFiles) {

  /** Shows something on samples, which are below the home of this project. */
  public interface OnSamples {
    void show(Path home, Console console) throws IOException;
  }

  /** Works on files; returns the exit code. */
  public interface OnFiles {
    int run(List<Path> files, Path registry, Console console);
  }

  /** Where a program writes to, and how. */
  public record Console(Style style, PrintStream out, PrintStream err) {}

  /** Runs it, and ends the process by its exit code. */
  public void start(String... arguments) {
    Style style = Boolean.getBoolean("examples.terminal") ? Style.TERMINAL : Style.PLAIN;
    Console console = new Console(style, stream(FileDescriptor.out), stream(FileDescriptor.err));
    System.exit(
        run(List.of(arguments), Path.of(System.getProperty("examples.home", ".")), console));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Runs it; returns the exit code, which is 2 if the arguments are wrong. */
  public int run(List<String> arguments, Path home, Console console) {
    try {
      if (arguments.isEmpty()) {
        onSamples.show(home, console);
        return 0;
      }
      return withArguments(arguments, console);
    } catch (RegistryException | IOException failed) {
      console.err.println(console.style.bad("error: ") + failed.getMessage());
      return 2;
    }
  }

  private int withArguments(List<String> arguments, Console console) {
    Path chosen = registry;
    List<Path> files = new ArrayList<>();
    try {
      for (int i = 0; i < arguments.size(); i++) {
        String argument = arguments.get(i);
        if (argument.equals("--help") || argument.equals("-h")) {
          console.out.print(usage);
          return 0;
        } else if (argument.equals("--registry") && i + 1 < arguments.size()) {
          chosen = Path.of(arguments.get(++i));
        } else if (argument.startsWith("-")) {
          return wrong("unknown option " + argument, console);
        } else {
          files.add(Path.of(argument));
        }
      }
    } catch (InvalidPathException notAPath) {
      return wrong(String.valueOf(notAPath.getMessage()), console);
    }
    return files.isEmpty()
        ? wrong("no file is given", console)
        : onFiles.run(files, chosen, console);
  }

  private int wrong(String what, Console console) {
    console.err.print(console.style.bad("error: ") + what + "\n" + usage);
    return 2;
  }

  /** The path as one would type it here. */
  private static Path nearest(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  /**
   * Where samples are kept, which begin anew each time. Opening what is there refuses a file that
   * is in use, or no registry.
   */
  public static Path freshRegistry(Path path) throws IOException {
    Path file = nearest(path);
    Files.createDirectories(file.toAbsolutePath().getParent());
    SqliteRegistry.open(file).close();
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
    return file;
  }
}
