package io.cairn.examples.telemetry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.registry.discovery.DiscoveryListener;
import io.cairn.registry.discovery.DiscoveryListener.Progress;
import io.cairn.registry.error.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of telemetry. What its first bytes look like tells what it is: requests of OpenTelemetry's
 * protocol as JSON, one or one after the other as its collector writes them into files; or else a
 * log, line by line, of a service with the name of the file.
 */
final class TelemetryFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEAD = 65_536;
  private static final Pattern REQUEST = Pattern.compile("\"resource(Metrics|Logs|Spans)\"\\s*:");

  private final Path path;

  TelemetryFile(Path path) {
    this.path = path;
  }

  /**
   * Observes all of it, and says what it is.
   *
   * @param listener is told how far it is
   * @throws InvalidInputException if it cannot be read, or something in it is not as it should be;
   *     it names the file and the place, and what stands before that has been observed
   */
  String observe(Intake intake, DiscoveryListener listener) {
    try (InputStream in = open(intake, listener)) {
      String head = head(in);
      if (head.indexOf('\0') >= 0) {
        throw unreadable("it is binary; give OTLP as JSON, or a log as text", null);
      }
      if (head.stripLeading().startsWith("{") && REQUEST.matcher(head).find()) {
        observeRequests(in, new OtlpJson(intake));
        return "OTLP";
      }
      Reader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      new LogLines(intake, String.valueOf(path.getFileName())).observe(lines);
      return "log";
    } catch (NoSuchFileException missing) {
      throw unreadable("there is no such file", missing);
    } catch (IOException failed) {
      throw unreadable(String.valueOf(failed.getMessage()), failed);
    }
  }

  private InputStream open(Intake intake, DiscoveryListener listener) throws IOException {
    long before = intake.count();
    InputStream watched =
        new WatchedStream(
            Files.newInputStream(path),
            bytes ->
                listener.progress(
                    new Progress(
                        bytes, OptionalLong.of(path.toFile().length()), intake.count() - before)));
    return new BufferedInputStream(watched, HEAD);
  }

  private static String head(InputStream in) throws IOException {
    in.mark(HEAD);
    String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
    in.reset();
    return head;
  }

  private void observeRequests(InputStream in, OtlpJson reader) throws IOException {
    int line = 1;
    try (JsonParser parser = JSON.createParser(in)) {
      while (parser.nextToken() != null) {
        line = parser.currentTokenLocation().getLineNr();
        JsonNode request = JSON.readTree(parser);
        reader.observe(request);
      }
    } catch (JacksonException malformed) {
      throw unreadable(
          "line "
              + malformed.getLocation().getLineNr()
              + ", column "
              + malformed.getLocation().getColumnNr()
              + ": "
              + malformed.getOriginalMessage(),
          malformed);
    } catch (InvalidInputException wrong) {
      throw unreadable("the request in line " + line + ": " + wrong.getMessage(), wrong);
    }
  }

  private InvalidInputException unreadable(String why, @Nullable Throwable cause) {
    String message = "Cannot read " + path + ": " + why + ".";
    return cause == null
        ? new InvalidInputException(message)
        : new InvalidInputException(message, cause);
  }
}
