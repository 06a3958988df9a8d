package io.cairn.registry.sqlite;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import java.util.List;

/**
 * What became of every field that a release of the Elastic Common Schema no longer has, as its
 * makers tell it. Only the first list is of renames: there the values live on under a name that
 * some older release did not have yet.
 */
final class EcsRemovals {
  /**
   * A field that goes on under another name.
   *
   * @param removedIn the first release without the old name
   * @param evidence where its makers say so, in Markdown
   */
  record Rename(String from, String to, String removedIn, String evidence) {
    /** Whether the name changes between the two; not if either knows both names, or neither. */
    boolean isBetween(EcsRelease older, EcsRelease newer) {
      return older.has(from) && !older.has(to) && newer.has(to) && !newer.has(from);
    }

    /** Whether the older one has both names, so that the field just goes. */
    boolean isRemovalBetween(EcsRelease older, EcsRelease newer) {
      return older.has(from) && older.has(to) && !newer.has(from);
    }
  }

  /**
   * Fields that are gone without another name taking over.
   *
   * @param names the fields; one that ends in a dot means all whose names start with it
   * @param fate why they went, and why that is no rename, in Markdown
   */
  record Gone(List<String> names, String removedIn, String fate) {
    boolean holds(String field) {
      return names.stream()
          .anyMatch(name -> name.endsWith(".") ? field.startsWith(name) : field.equals(name));
    }
  }

  static final List<Rename> RENAMES =
      List.of(
          new Rename(
              "process.ppid",
              "process.parent.pid",
              "8.0.0",
              "“Both fields serve the same purpose”; use `process.parent.pid` instead: "
                  + "[RFC 0022](https://github.com/elastic/ecs/blob/v9.0.0/rfcs/text/0022-remove-process-ppid.md). "
                  + changelog("8.0.0")
                  + ": “Remove `process.ppid` field. "
                  + pull(1596)
                  + "”"),
          new Rename(
              "process.pgid",
              "process.group_leader.pid",
              "9.0.0",
              "“This field is superseded by `process.group_leader.pid`”: "
                  + "[its description](https://github.com/elastic/ecs/blob/v8.2.0/schemas/process.yml) since 8.2.0. "
                  + changelog("9.0.0")
                  + ": “Remove deprecated fields from previous major release; `process.pgid`, … "
                  + pull(2410)
                  + "”"),
          new Rename(
              "process.parent.pgid",
              "process.parent.group_leader.pid",
              "9.0.0",
              "“this directly replaces parent.pgid”: "
                  + "[RFC 0030](https://github.com/elastic/ecs/blob/v9.0.0/rfcs/text/0030-linux-event-model.md). "
                  + "Removed in 9.0.0 together with `process.pgid`: "
                  + pull(2410)));

  static final List<Gone> GONE =
      List.of(
          new Gone(
              List.of("as.", "geo.", "hash.", "os."),
              "1.8.0",
              "Were never meant to stand at the top, only within others (`source.geo.*`, `file.hash.*`), where they "
                  + "already stood. "
                  + changelog("1.6.0")
                  + ": “Removed field definitions at the root of documents for fieldsets that had "
                  + "`reusable.top_level:false`. "
                  + pull(813)
                  + "”"),
          new Gone(
              List.of("host.user."),
              "8.0.0",
              "Dropped because of “[minimal use](https://github.com/elastic/ecs/issues/1362)”; no field takes over. "
                  + changelog("8.0.0")
                  + ": “Remove `host.user.*` field reuse. "
                  + pull(1439)
                  + "”"),
          new Gone(
              List.of("log.original"),
              "8.0.0",
              "Superseded by `event.original`, but every release that has the old field has both, so that one "
                  + "record may have a value under each name. "
                  + changelog("8.0.0")
                  + ": “Remove `log.original` field. "
                  + pull(1580)
                  + "”"),
          new Gone(
              List.of("process.parent.ppid"),
              "8.0.0",
              "Went along with `process.ppid`, “without an equivalent, replacement field” (RFC 0022)."),
          new Gone(
              List.of("faas.trigger"),
              "8.11.0",
              "Only the entry for the container; `faas.trigger.type` and `faas.trigger.request_id` stay. "
                  + changelog("8.9.0")
                  + ": “Removed `faas.trigger: nested` since we only have one trigger. "
                  + pull(2194)
                  + "”"));

  private EcsRemovals() {}

  static String changelog(String release) {
    return "[" + release + "](https://github.com/elastic/ecs/blob/v9.0.0/CHANGELOG.md)";
  }

  static String pull(int number) {
    return "[#" + number + "](https://github.com/elastic/ecs/pull/" + number + ")";
  }

  /**
   * The schema as it should have been published: a field has its former name as an alias, where the
   * schema has no field of that name any more.
   */
  static Schema withAliases(Schema schema) {
    List<Field> fields = schema.fields().stream().map(field -> withAlias(schema, field)).toList();
    return new Schema(schema.kind(), fields, schema.traits());
  }

  private static Field withAlias(Schema schema, Field field) {
    return RENAMES.stream()
        .filter(rename -> rename.to().equals(field.name()))
        .filter(rename -> schema.findField(rename.from()).isEmpty())
        .findFirst()
        .map(rename -> field.toBuilder().alias(rename.from()).build())
        .orElse(field);
  }
}
