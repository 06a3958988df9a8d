package io.cairn.examples.telemetry;

import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Observes the lines of a log as log records of one service. A date and a time of day at the begin
 * of a line say when it was written, in UTC if they do not say otherwise; a word like {@code WARN}
 * says how bad it is. Lines that begin with a blank, or without a time though one before has it,
 * belong to the one before, and are skipped, as are empty ones. Not thread-safe.
 */
final class LogLines {
  /** What is longer is cut. */
  private static final int MAX_LINE = 65_536;

  private static final Pattern STAMP =
      Pattern.compile(
          "\\[?(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
              + "(Z|[+-]\\d\\d:\\d\\d)?]?\\s+");

  private static final Pattern LEVEL =
      Pattern.compile("\\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)\\b");

  private static final int LEVEL_WITHIN = 100;

  private static final Map<String, Severity> LEVELS =
      Map.of(
          "TRACE", Severity.TRACE,
          "DEBUG", Severity.DEBUG,
          "INFO", Severity.INFO,
          "NOTICE", Severity.INFO,
          "WARN", Severity.WARN,
          "WARNING", Severity.WARN,
          "ERROR", Severity.ERROR,
          "SEVERE", Severity.ERROR,
          "FATAL", Severity.FATAL,
          "CRITICAL", Severity.FATAL);

  private final Intake intake;
  private final String service;
  private boolean hasTimes;

  LogLines(Intake intake, String service) {
    this.intake = intake;
    this.service = service;
  }

  /** Observes all lines. */
  void observe(Reader lines) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c == '\n' || c == '\r') {
        observe(line.toString());
        line.setLength(0);
      } else if (line.length() < MAX_LINE) {
        line.append((char) c);
      }
    }
    observe(line.toString());
  }

  private void observe(String line) {
    if (line.isEmpty() || Character.isWhitespace(line.charAt(0))) {
      return;
    }
    Matcher stamp = STAMP.matcher(line);
    Optional<Instant> time = stamp.lookingAt() ? findTime(stamp) : Optional.empty();
    if (time.isEmpty() && hasTimes) {
      return;
    }
    hasTimes = time.isPresent();
    String body = time.isPresent() ? line.substring(stamp.end()) : line;
    Observation unused = intake.observation().log(severity(body), body).service(service);
    time.ifPresentOrElse(intake::observe, intake::observe);
  }

  private static Optional<Instant> findTime(Matcher stamp) {
    String fraction = stamp.group(3) == null ? "" : "." + stamp.group(3);
    String zone = stamp.group(4) == null ? "Z" : stamp.group(4);
    try {
      String text = stamp.group(1) + "T" + stamp.group(2) + fraction + zone;
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static Severity severity(String body) {
    Matcher level = LEVEL.matcher(body.substring(0, Math.min(LEVEL_WITHIN, body.length())));
    return level.find()
        ? LEVELS.getOrDefault(level.group(1), Severity.UNSPECIFIED)
        : Severity.UNSPECIFIED;
  }
}
