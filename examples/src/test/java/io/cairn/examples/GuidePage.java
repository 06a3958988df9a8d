package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of documentation and the examples in it. */
record GuidePage(Path file, String text) {

  static GuidePage read(Path file) {
    try {
      return new GuidePage(file, Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What the pattern's first group finds, in order. */
  List<String> all(String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The only thing that the pattern's first group finds. */
  String only(String pattern) {
    List<String> found = all(pattern);
    assertThat(found).as("%s in %s", pattern, file).hasSize(1);
    return found.get(0);
  }

  /** The one fenced block that begins with this line, without its fences. */
  String block(String info) {
    return only("(?s)\n```" + Pattern.quote(info) + "\n(.*?)\n```");
  }
}
