package io.cairn.registry.core.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Lines of templates with typed parameters, from a seed. */
final class GeneratedLogs {
  private static final String[] WORDS = {
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet",
    "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango"
  };

  private final Random random;
  private final List<String[]> templates = new ArrayList<>();

  GeneratedLogs(long seed, int templates) {
    random = new Random(seed);
    for (int i = 0; i < templates; i++) {
      this.templates.add(template(i));
    }
  }

  /** So many lines, each of a template by chance. */
  LabelledLogs lines(int count) {
    List<String> lines = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int template = random.nextInt(templates.size());
      lines.add(line(templates.get(template)));
      truth.add("E" + template);
    }
    return new LabelledLogs(lines, truth);
  }

  /** Begins with two words that no other template has; up to three of its tokens are parameters. */
  private String[] template(int number) {
    String[] tokens = new String[8 + random.nextInt(5)];
    tokens[0] = WORDS[number % WORDS.length] + "-" + WORDS[number / WORDS.length % WORDS.length];
    for (int i = 1; i < tokens.length; i++) {
      tokens[i] = WORDS[random.nextInt(WORDS.length)];
    }
    for (int i = 0; i < 3; i++) {
      tokens[1 + random.nextInt(tokens.length - 1)] = "%" + random.nextInt(9);
    }
    return tokens;
  }

  private String line(String[] template) {
    StringBuilder line = new StringBuilder();
    for (String token : template) {
      line.append(line.isEmpty() ? "" : " ");
      line.append(token.charAt(0) == '%' ? value(token.charAt(1) - '0') : token);
    }
    return line.toString();
  }

  private String value(int type) {
    return switch (type) {
      case 0 -> "size=" + random.nextInt(100_000) + ",";
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> random.nextInt(256) + ".0." + random.nextInt(256) + ".7:" + random.nextInt(65_536);
      case 3 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 4 -> String.format("2024-%02d-%02dT10:00:%02dZ", month(), month(), random.nextInt(60));
      case 5 -> "0x" + Long.toHexString(random.nextLong());
      case 6 -> "user=" + WORDS[random.nextInt(WORDS.length)];
      case 7 -> random.nextInt(5_000) + "ms";
      default -> "[" + random.nextDouble() + "]";
    };
  }

  private int month() {
    return 1 + random.nextInt(12);
  }
}
