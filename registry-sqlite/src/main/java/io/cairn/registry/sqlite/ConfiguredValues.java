package io.cairn.registry.sqlite;

import io.cairn.registry.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What system properties and the environment say, properties first. A setting {@code
 * REGISTRY_CACHE_TTL} of the environment is the property {@code registry.cache.ttl}. A blank value
 * says nothing.
 */
final class ConfiguredValues {
  private static final String PREFIX = "REGISTRY_";

  /** How many letters may be wrong in a name that is taken for a misspelling. */
  private static final int FEW = 2;

  private final Map<String, String> properties;
  private final Map<String, String> environment;

  /**
   * A value, and what it is called where it was found.
   *
   * @param name the name of the property or of the variable
   * @param text the value without blanks around it
   */
  record Value(String name, String text) {
    InvalidInputException refused(String range) {
      return new InvalidInputException(
          name
              + " is \""
              + InvalidInputException.abbreviate(text)
              + "\"; it must be "
              + range
              + ".");
    }
  }

  ConfiguredValues(Map<String, String> properties, Map<String, String> environment) {
    this.properties = Map.copyOf(properties);
    this.environment = Map.copyOf(environment);
  }

  /** Those of this process, as they are now. */
  static ConfiguredValues ofProcess() {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = System.getProperty(name);
      if (value != null) {
        properties.put(name, value);
      }
    }
    return new ConfiguredValues(properties, System.getenv());
  }

  /** What is said of a setting, by its name in the environment. */
  Optional<Value> find(String setting) {
    return Stream.of(value(properties, property(setting)), value(environment, setting))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Value> value(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name))
        .filter(text -> !text.isBlank())
        .map(text -> new Value(name, text.strip()));
  }

  static String property(String setting) {
    return setting.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /**
   * A whole number.
   *
   * @param unit what it counts, for people
   * @throws InvalidInputException if there is a value that is none, or out of range
   */
  Optional<Integer> findWhole(String setting, int min, int max, String unit) {
    return find(setting)
        .map(
            value -> {
              String range = "a whole number of " + unit + " from " + min + " to " + max;
              try {
                int number = Integer.parseInt(value.text());
                if (number < min || number > max) {
                  throw value.refused(range);
                }
                return number;
              } catch (NumberFormatException none) {
                throw value.refused(range);
              }
            });
  }

  /** Names that are no settings, but nearly are: one sentence for each, in their order. */
  List<String> misspellings(List<String> settings) {
    List<String> found = new ArrayList<>();
    environment.keySet().stream()
        .sorted()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> suspect(name, settings).ifPresent(found::add));
    List<String> names = settings.stream().map(ConfiguredValues::property).toList();
    properties.keySet().stream()
        .sorted()
        .filter(name -> name.startsWith(property(PREFIX)))
        .forEach(name -> suspect(name, names).ifPresent(found::add));
    return found;
  }

  private static Optional<String> suspect(String name, List<String> settings) {
    return settings.contains(name)
        ? Optional.empty()
        : settings.stream()
            .filter(setting -> distance(name, setting) <= FEW)
            .findFirst()
            .map(
                setting -> name + " is no setting and says nothing; did you mean " + setting + "?");
  }

  /** How many letters have to be added, taken away or changed. */
  private static int distance(String some, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= some.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = above[j - 1] + (some.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
