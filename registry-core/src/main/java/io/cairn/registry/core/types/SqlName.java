package io.cairn.registry.core.types;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type name of SQL, such as {@code timestamp(3) with time zone} or {@code int[4]}, taken apart.
 *
 * @param base its words in lower case, without what stands in parentheses
 * @param parameters the numbers in parentheses
 * @param dimensions how many arrays there are around it
 */
record SqlName(String base, List<Integer> parameters, int dimensions) {
  private static final Pattern PARAMETERS = Pattern.compile(" ?\\(([^()]*)\\) ?");
  private static final Pattern NUMBER =
      Pattern.compile(" ?([+-]?[0-9]{1,9})(?: ?[kmgtp])?(?: (?:char(?:acters)?|octets|byte))? ?");
  private static final Pattern ARRAY =
      Pattern.compile(" ?(?:\\[ ?[0-9]{0,9} ?\\]|(?<= |\\))array(?: ?\\[ ?[0-9]{0,9} ?\\])?)$");

  /** Takes a name apart; null if something other than numbers stands in parentheses. */
  static @Nullable SqlName parse(String name) {
    String rest = name.toLowerCase(Locale.ROOT);
    int dimensions = 0;
    for (Matcher array = ARRAY.matcher(rest); array.find(); array = ARRAY.matcher(rest)) {
      rest = rest.substring(0, array.start());
      dimensions++;
    }
    List<Integer> parameters = new ArrayList<>();
    StringBuilder base = new StringBuilder();
    Matcher group = PARAMETERS.matcher(rest);
    while (group.find()) {
      if (!readNumbers(group.group(1), parameters)) {
        return null;
      }
      group.appendReplacement(base, " ");
    }
    group.appendTail(base);
    return dimensions >= Schema.MAX_DEPTH
        ? null
        : new SqlName(base.toString().strip(), parameters, dimensions);
  }

  private static boolean readNumbers(String list, List<Integer> into) {
    for (String part : list.split(",", -1)) {
      Matcher number = NUMBER.matcher(part);
      if (!number.matches()) {
        return false;
      }
      into.add(Integer.valueOf(number.group(1)));
    }
    return true;
  }

  /** The first parameter, or {@code otherwise} if there is none. */
  int first(int otherwise) {
    return parameters.isEmpty() ? otherwise : parameters.get(0);
  }

  /** The type of the whole name when {@code element} is that of its base. */
  @Nullable DataType arrayed(@Nullable DataType element) {
    DataType type = element;
    for (int i = 0; type != null && i < dimensions; i++) {
      type = new ArrayType(type, Nullability.NULLABLE);
    }
    return type;
  }
}
