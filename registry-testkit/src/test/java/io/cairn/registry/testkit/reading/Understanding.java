package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import io.cairn.registry.testkit.reading.Misreading.Flaw;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What two schemas say about the same record beside its values: of which kind the thing is, in
 * which unit it is measured, which rows are the same. No record shows a change of these, as all of
 * its values stay what they are; so both schemas are laid beside each other.
 */
final class Understanding {
  private final Function<VersionRef, Schema> schemas;
  private final Set<Misreading> misreadings = new LinkedHashSet<>();

  /** How many references lead here; the keys of a schema referred to are those of its own rows. */
  private int references;

  private Understanding(Function<VersionRef, Schema> schemas) {
    this.schemas = schemas;
  }

  /** Where reader and writer understand the same record differently. */
  static Set<Misreading> differences(
      Schema reader, Schema writer, Function<VersionRef, Schema> schemas) {
    Understanding both = new Understanding(schemas);
    both.descriptions("", reader, writer);
    both.fields(Place.RECORD, reader.fields(), writer.fields());
    return both.misreadings;
  }

  private void descriptions(String prefix, Schema reader, Schema writer) {
    if (reader.kind() != writer.kind()) {
      misreadings.add(new Misreading(Flaw.KIND, prefix + "kind"));
    }
    Set<String> traits = new TreeSet<>(reader.traits().keySet());
    traits.addAll(writer.traits().keySet());
    for (String trait : traits) {
      if (!Objects.equals(reader.traits().get(trait), writer.traits().get(trait))) {
        misreadings.add(new Misreading(Flaw.TRAIT, prefix + "trait " + trait));
      }
    }
  }

  private void fields(Place place, List<Field> readers, List<Field> writers) {
    Set<Field> read = new LinkedHashSet<>();
    for (Field reader : readers) {
      Place at = place.then(reader);
      Field writer = writersOf(reader, writers);
      if (writer == null) {
        keysIn(at, reader);
        continue;
      }
      read.add(writer);
      if (references == 0 && !reader.keys().equals(writer.keys())) {
        misreadings.add(new Misreading(Flaw.KEYS, at.toString()));
      }
      types(at, reader.type(), writer.type());
    }
    for (Field writer : writers) {
      if (!read.contains(writer)) {
        keysIn(place.then(writer), writer);
      }
    }
  }

  private static @Nullable Field writersOf(Field reader, List<Field> writers) {
    Set<String> names = new LinkedHashSet<>(List.of(reader.name()));
    names.addAll(reader.aliases());
    for (String name : names) {
      for (Field writer : writers) {
        if (writer.source() == reader.source() && writer.name().equals(name)) {
          return writer;
        }
      }
    }
    return null;
  }

  private void types(Place at, DataType reader, DataType writer) {
    if (reader instanceof ReferenceType to && writer instanceof ReferenceType from) {
      descriptions(at + " ", schemas.apply(to.target()), schemas.apply(from.target()));
    }
    if (reader instanceof ReferenceType != writer instanceof ReferenceType) {
      keysIn(at, reader);
      keysIn(at, writer);
    }
    List<Field> readers = fieldsOf(reader);
    List<Field> writers = fieldsOf(writer);
    if (readers != null && writers != null) {
      boolean refers = reader instanceof ReferenceType || writer instanceof ReferenceType;
      references += refers ? 1 : 0;
      fields(at, readers, writers);
      references -= refers ? 1 : 0;
    } else if (reader instanceof ArrayType to && writer instanceof ArrayType from) {
      types(at.then(FieldPath.Inside.ELEMENT), to.element(), from.element());
    } else if (reader instanceof MapType to && writer instanceof MapType from) {
      types(at.then(FieldPath.Inside.VALUE), to.value(), from.value());
    } else if (reader instanceof UnionType to && writer instanceof UnionType from) {
      branches(at, to, from);
    }
  }

  private void branches(Place at, UnionType reader, UnionType writer) {
    for (DataType to : reader.branches()) {
      String branch = UnionType.branchName(to);
      if (writer.branches().stream().map(UnionType::branchName).noneMatch(branch::equals)) {
        keysIn(at.then(new FieldPath.Branch(branch)), to);
      }
      for (DataType from : writer.branches()) {
        String name = UnionType.branchName(from);
        if (UnionType.branchName(to).equals(name)) {
          types(at.then(new FieldPath.Branch(name)), to, from);
        }
      }
    }
  }

  private @Nullable List<Field> fieldsOf(DataType type) {
    if (type instanceof ReferenceType reference) {
      return schemas.apply(reference.target()).fields();
    }
    return type instanceof StructType struct ? struct.fields() : null;
  }

  /** A field that only one side has makes rows the same, or places them, for that side alone. */
  private void keysIn(Place at, Field field) {
    Set<FieldKey> keys = field.keys();
    if (!keys.isEmpty() && references == 0) {
      misreadings.add(new Misreading(Flaw.KEYS, at.toString()));
    }
    keysIn(at, field.type());
  }

  /** The keys of a schema that is only referred to are those of its own rows. */
  private void keysIn(Place at, DataType type) {
    if (references > 0) {
      return;
    }
    if (type instanceof StructType struct) {
      struct.fields().forEach(field -> keysIn(at.then(field), field));
    } else if (type instanceof ArrayType array) {
      keysIn(at.then(FieldPath.Inside.ELEMENT), array.element());
    } else if (type instanceof MapType map) {
      keysIn(at.then(FieldPath.Inside.VALUE), map.value());
    } else if (type instanceof UnionType union) {
      for (DataType branch : union.branches()) {
        keysIn(at.then(new FieldPath.Branch(UnionType.branchName(branch))), branch);
      }
    }
  }
}
