package io.cairn.registry.core.statements;

import io.cairn.registry.Subject;
import io.cairn.registry.core.statements.Token.Kind;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Nullability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a statement by recursive descent; nothing of its grammar nests without a bound. */
final class Parser {
  private final TokenReader tokens;
  private final ColumnParser columns;

  private Parser(TokenReader tokens) {
    this.tokens = tokens;
    columns = new ColumnParser(tokens);
  }

  static Statement parse(String text) {
    if (text.length() > Statements.MAX_LENGTH) {
      throw new InvalidInputException(
          "The statement has "
              + text.length()
              + " characters; at most "
              + Statements.MAX_LENGTH
              + " are read.");
    }
    Parser parser = new Parser(new TokenReader(text));
    Statement statement = parser.statement();
    parser.tokens.accept(';');
    if (parser.tokens.peek().kind() != Kind.END) {
      throw parser.tokens.malformed("the end of the statement");
    }
    return statement;
  }

  private Statement statement() {
    if (tokens.accept("SHOW")) {
      return show();
    } else if (tokens.accept("DESCRIBE")) {
      return describe();
    } else if (tokens.accept("CREATE")) {
      return create();
    } else if (tokens.accept("ALTER")) {
      return alter();
    }
    throw tokens.malformed("SHOW, DESCRIBE, CREATE or ALTER");
  }

  private Statement show() {
    if (tokens.accept("SCHEMAS")) {
      return Show::schemas;
    }
    if (!tokens.accept("SCHEMA")) {
      throw tokens.malformed("SCHEMAS or SCHEMA");
    }
    boolean versions = tokens.accept("VERSIONS");
    if (!versions && !tokens.accept("COMPATIBILITY")) {
      throw tokens.malformed("VERSIONS or COMPATIBILITY");
    }
    tokens.expect("FOR");
    Subject subject = tokens.subject();
    return versions
        ? registry -> Show.versions(registry, subject)
        : registry -> Show.compatibility(registry, subject);
  }

  private Statement describe() {
    Subject subject = tokens.subject();
    if (!tokens.accept("VERSION")) {
      return registry -> Show.columns(registry.latest(subject));
    }
    int version = version();
    return registry -> Show.columns(registry.schemas().version(subject, version));
  }

  private int version() {
    Token token = tokens.peek();
    try {
      return Integer.parseInt(tokens.number());
    } catch (NumberFormatException tooLarge) {
      throw tokens.malformed(token, "the number of a version");
    }
  }

  private Statement create() {
    tokens.expect("SCHEMA");
    Subject subject = tokens.subject();
    tokens.expect('(');
    Map<String, Field> fields = new LinkedHashMap<>();
    do {
      if (!acceptKey(fields)) {
        Token token = tokens.peek();
        Field field = columns.column();
        if (fields.putIfAbsent(field.name(), field) != null) {
          throw tokens.malformed(token, "a name that is not taken");
        }
      }
    } while (tokens.accept(','));
    tokens.expect(')');
    return registry -> Define.create(registry, subject, List.copyOf(fields.values()));
  }

  /** PRIMARY KEY or PARTITION KEY with names of columns that stand before it. */
  private boolean acceptKey(Map<String, Field> fields) {
    Token word = tokens.peek();
    boolean primary = word.isWord("PRIMARY");
    if (!tokens.peekSecond().isWord("KEY") || !(primary || word.isWord("PARTITION"))) {
      return false;
    }
    tokens.next();
    tokens.next();
    tokens.expect('(');
    do {
      Token token = tokens.peek();
      Field field = fields.get(tokens.name());
      if (field == null) {
        throw tokens.malformed(token, "the name of a column before it");
      }
      Field.Builder keyed = field.toBuilder();
      if (primary) {
        keyed.nullability(Nullability.REQUIRED);
      }
      keyed.key(primary ? FieldKey.PRIMARY : FieldKey.PARTITION);
      fields.put(field.name(), keyed.build());
    } while (tokens.accept(','));
    tokens.expect(')');
    return true;
  }

  private Statement alter() {
    tokens.expect("SCHEMA");
    Subject subject = tokens.subject();
    List<Consumer<ColumnList>> actions = new ArrayList<>();
    do {
      if (actions.size() == Statements.MAX_ACTIONS) {
        throw tokens.malformed("the end, after " + Statements.MAX_ACTIONS + " changes,");
      }
      actions.add(action());
    } while (tokens.accept(','));
    return registry -> Define.alter(registry, subject, actions);
  }

  private Consumer<ColumnList> action() {
    if (tokens.accept("ADD")) {
      tokens.accept("COLUMN");
      Field field = columns.column();
      return list -> list.add(field);
    } else if (tokens.accept("DROP")) {
      return drop();
    } else if (tokens.accept("RENAME")) {
      tokens.accept("COLUMN");
      String name = tokens.name();
      tokens.expect("TO");
      String next = tokens.name();
      return list -> list.rename(name, next);
    } else if (tokens.accept("ALTER")) {
      tokens.accept("COLUMN");
      return changeDefault(tokens.name());
    }
    throw tokens.malformed("ADD, DROP, RENAME or ALTER");
  }

  private Consumer<ColumnList> drop() {
    tokens.accept("COLUMN");
    boolean ifExists = tokens.peek().isWord("IF") && tokens.peekSecond().isWord("EXISTS");
    if (ifExists) {
      tokens.next();
      tokens.next();
    }
    String name = tokens.name();
    return ifExists ? list -> list.dropIfExists(name) : list -> list.drop(name);
  }

  private Consumer<ColumnList> changeDefault(String name) {
    if (tokens.accept("SET")) {
      tokens.expect("DEFAULT");
      DefaultValue value = columns.defaultValue();
      return list -> list.setDefault(name, value);
    } else if (tokens.accept("DROP")) {
      tokens.expect("DEFAULT");
      return list -> list.setDefault(name, DefaultValue.NONE);
    }
    throw tokens.malformed("SET DEFAULT or DROP DEFAULT");
  }
}
