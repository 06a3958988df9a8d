package io.cairn.registry.testkit;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.CommitOutcome.Applied;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small commits for the contracts of stores. */
final class Commits {
  private static final Field FIELD = Field.nullable("field", ScalarType.TEXT);

  private Commits() {}

  static Operation put(Subject subject) {
    return new Operation.PutSubject(SubjectRow.fresh(subject));
  }

  static Operation append(Subject subject, int version, VersionRef... references) {
    return new Operation.AppendVersion(
        subject,
        new VersionHead(version, new SchemaId(version, 0), VersionState.LIVE),
        new VersionBody(SchemaJson.write(Schema.of()), List.of(), SemanticLabel.FIRST),
        new VersionFacts(VersionOrigin.CREATED, 0, "[]", TestClock.START, "", ""),
        List.of(),
        Set.of(references),
        Map.of());
  }

  static Operation enable(VersionRef ref) {
    return new Operation.EnableDraft(
        ref,
        new VersionBody(
            SchemaJson.write(Schema.of()),
            List.of(new StoredField(SchemaJson.writeField(FIELD), "[1]")),
            SemanticLabel.FIRST),
        new VersionFacts(VersionOrigin.EVOLVED, 5, "[2]", TestClock.START, "mia", "because"),
        List.of());
  }

  static CommitOutcome commit(RegistryStore store, Commit commit) {
    return store.commit(commit).join();
  }

  static long applied(RegistryStore store, Operation... operations) {
    return ((Applied) commit(store, Commit.of(operations))).revision();
  }

  static Commit expecting(StoreKey key, long revision, Operation... operations) {
    return new Commit(Map.of(key, revision), List.of(), List.of(operations));
  }

  static StoreKey key(Subject subject) {
    return new StoreKey.OfSubject(subject);
  }
}
