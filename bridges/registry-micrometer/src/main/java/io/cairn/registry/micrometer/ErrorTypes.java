package io.cairn.registry.micrometer;

import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.error.MalformedStatementException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.error.ReadOnlyException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.SchemaCollisionException;
import io.cairn.registry.error.StillReferencedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.StoreLockedException;
import io.cairn.registry.error.UnsupportedFormatException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.operation.Measurements;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What errors are told apart by: a set that is known beforehand, as meters are. */
final class ErrorTypes {
  /** Whatever else was thrown. */
  static final String OTHER = "other";

  static final NavigableSet<String> ALL = Collections.unmodifiableNavigableSet(all());

  private ErrorTypes() {}

  private static NavigableSet<String> all() {
    NavigableSet<String> names = new TreeSet<>();
    Stream.<Class<? extends RegistryException>>of(
            CommitOutcomeUnknownException.class,
            CorruptDataException.class,
            DeletedException.class,
            DiscoveryException.class,
            IllegalTransitionException.class,
            ImportConflictException.class,
            IncompatibleSchemaException.class,
            InvalidInputException.class,
            MalformedExportException.class,
            MalformedStatementException.class,
            NotFoundException.class,
            OverloadedException.class,
            ReadOnlyException.class,
            RegistryClosedException.class,
            SchemaCollisionException.class,
            StillReferencedException.class,
            StoreException.class,
            StoreLockedException.class,
            UnsupportedFormatException.class,
            VersionConflictException.class)
        .map(Class::getSimpleName)
        .forEach(names::add);
    names.add(OTHER);
    return names;
  }

  static double count(Measurements measured, String type) {
    if (!type.equals(OTHER)) {
      return measured.errors().getOrDefault(type, 0L);
    }
    return measured.errors().entrySet().stream()
        .filter(error -> !ALL.contains(error.getKey()))
        .mapToLong(error -> error.getValue())
        .sum();
  }
}
