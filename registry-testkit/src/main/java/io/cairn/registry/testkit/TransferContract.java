package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.ExportedText.export;
import static io.cairn.registry.testkit.ExportedText.read;
import static io.cairn.registry.testkit.ExportedText.readIntoNothing;
import static io.cairn.registry.testkit.ExportedText.stream;
import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.registry.Deprecation;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.transfer.StoreImport;
import io.cairn.registry.core.transfer.TransferCounts;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.UnsupportedFormatException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything a store keeps comes out of it, and into any other, as lines of JSON. */
public interface TransferContract extends ObservedTransferContract, UsedTransferContract {

  @Test
  @Tag("X2")
  default void everythingGoesIntoAnotherStoreAndBack() {
    try (MemoryStore first = new MemoryStore();
        RegistryStore middle = openStore();
        MemoryStore last = new MemoryStore()) {
      String exported = export(filled(first));
      List<TransferCounts> progress = new ArrayList<>();
      TransferCounts counts =
          StoreImport.read(middle, Identity.create(), stream(exported), progress::add);
      String again = export(middle);
      read(last, again);

      assertThat(again).isEqualTo(exported);
      assertThat(export(last)).isEqualTo(exported);
      assertThat(counts).isEqualTo(new TransferCounts(7, 9, 1, 3, 5, 2, 5));
      assertThat(progress).endsWith(counts).hasSize(11);
      VersionRef target = new VersionRef(CUSTOMERS, 1);
      assertThat(middle.versions().referrers(target)).isEqualTo(first.versions().referrers(target));
    }
  }

  @Test
  @Tag("X2")
  default void whatWasImportedIsUsedLikeWhatWasRegistered() {
    RegistryStore store = openStore();
    try (MemoryStore first = new MemoryStore()) {
      read(store, export(filled(first)));
    }
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(V2);
      assertThat(registry.register(ORDERS, V1).findDeprecation().map(Deprecation::notice))
          .contains(DeprecationContract.NOTICE);
      registry.subjects().enable(ORDERS, 3);
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(V3);
      assertThat(registry.register(Subject.of("", "purged"), V1).version().version()).isEqualTo(2);
      assertThatThrownBy(() -> registry.subjects().purge(CUSTOMERS, 1)).isNotNull();
    }
  }

  @Test
  @Tag("X2")
  default void importingTwiceChangesNothing() {
    try (MemoryStore first = new MemoryStore();
        RegistryStore store = openStore()) {
      String exported = export(filled(first));
      read(store, exported);
      long newest =
          store.changesSince(0, 100).stream().mapToLong(c -> c.revision()).max().orElse(0);
      read(store, exported);

      assertThat(store.changesSince(newest, 100)).isEmpty();
      assertThat(export(store)).isEqualTo(exported);
    }
  }

  @Test
  @Tag("X2")
  default void anotherContentOfTheSameVersionIsRefusedByItsName() {
    RegistryStore store = openStore();
    try (MemoryStore first = new MemoryStore();
        MemoryStore other = new MemoryStore()) {
      try (SchemaRegistry registry = on(other)) {
        registry.register(ORDERS, BREAKING);
      }
      read(store, export(other));
      String before = export(store);
      String exported = export(filled(first)).replaceFirst("\\{\"type\":\"settings.*\n", "");

      assertThatThrownBy(() -> read(store, exported))
          .isInstanceOfSatisfying(
              ImportConflictException.class,
              refused -> assertThat(refused.findVersion()).contains(new VersionRef(ORDERS, 1)));
      assertThat(before.lines().filter(line -> line.contains("orders")))
          .allMatch(line -> export(store).contains(line));
    } finally {
      store.close();
    }
  }

  @Test
  @Tag("X2")
  default void anImportThatEndedAnywhereIsRepeated() {
    try (MemoryStore first = new MemoryStore();
        RegistryStore store = openStore()) {
      String exported = export(filled(first));
      List<String> lines = exported.lines().toList();
      for (int kept = 1; kept < lines.size(); kept++) {
        String part = String.join("\n", lines.subList(0, kept)) + "\n";
        MalformedExportException cut =
            catchThrowableOfType(MalformedExportException.class, () -> read(store, part));
        assertThat(cut.line()).isEqualTo(kept + 1L);
      }
      read(store, exported);
      assertThat(export(store)).isEqualTo(exported);
    }
  }

  @Test
  @Tag("X2")
  default void anImportIntoAStoreThatFailsIsRepeated() {
    try (MemoryStore first = new MemoryStore();
        FaultyStore store = new FaultyStore(openStore())) {
      String exported = export(filled(first));
      store.failNext(Fault.CONFLICT, Fault.UNKNOWN_WRITTEN);
      assertThatThrownBy(() -> read(store, exported)).hasMessageContaining("Import again");
      store.failNext(Fault.NOT_WRITTEN);
      assertThatThrownBy(() -> read(store, exported)).isInstanceOf(StoreException.class);
      read(store, exported);
      assertThat(export(store)).isEqualTo(exported);
    }
  }

  @Test
  @Tag("X2")
  default void aDamagedLineIsRefusedByItsNumber() {
    try (MemoryStore first = new MemoryStore()) {
      String exported = export(filled(first));
      List<String> lines = exported.lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        for (String damaged :
            List.of(
                "",
                "null",
                "{}",
                lines.get(i) + "x",
                lines.get(i).substring(1),
                lines.get(i).replaceFirst("\\{", "{\"odd\":1,"),
                lines.get(i).replaceFirst("\\{", "{\"type\":1,"),
                lines.get(i).replaceFirst("[0-9a-f]{32}", "0123456789abcdef0123456789abcdef0"),
                lines.get(i).replaceFirst("LIVE", "GONE"))) {
          if (!damaged.equals(lines.get(i))) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, damaged);
            long line = i + 1L;
            assertThatThrownBy(() -> readIntoNothing(String.join("\n", changed)))
                .as(damaged)
                .isInstanceOfSatisfying(
                    MalformedExportException.class,
                    refused -> assertThat(refused.line()).isEqualTo(line));
          }
        }
      }
    }
  }

  @Test
  @Tag("X2")
  default void whatIsNoExportIsRefused() {
    for (String other :
        List.of(
            "",
            "{}\n",
            "{\"type\":\"export\",\"format\":\"other\",\"version\":1}\n",
            "{\"type\":\"export\",\"format\":\"cairn-registry\",\"version\":0}\n",
            "{\"type\":\"export\",\"format\":\"cairn-registry\",\"version\":3}\n")) {
      assertThatThrownBy(() -> readIntoNothing(other))
          .isInstanceOf(UnsupportedFormatException.class);
    }
  }

  /** A registry that leaves its store open. */
  private static SchemaRegistry on(MemoryStore store) {
    return EmbeddedRegistry.builder(new KeptMemoryStore(store)).clock(new TestClock()).build();
  }

  /** Orders and customers that refer to one another, and what is deleted, purged or empty. */
  private static RegistryStore filled(MemoryStore store) {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(new KeptMemoryStore(store)).clock(clock).build()) {
      registry.register(CUSTOMERS, Schema.of(ID));
      registry.register(
          RegistrationRequest.builder(ORDERS, V1)
              .author("mia")
              .reason("größer \u2028 \"now\"\n")
              .document(new SourceDocument("avro", new byte[] {0, -1, 10}))
              .build());
      registry.register(CUSTOMERS, Schema.of(ID, to("order", ORDERS, 1)));
      clock.advance(Duration.ofMinutes(1).plusNanos(1_000));
      registry.register(ORDERS, V2);
      registry.register(ORDERS, V2);
      registry.register(ORDERS, V2);
      registry.register(RegistrationRequest.builder(ORDERS, V3).draft().build());
      registry.subjects().deprecate(ORDERS, 1, DeprecationContract.NOTICE);
      Subject referrer = Subject.of("a", "first").ownedBy("tenant");
      registry.register(referrer, Schema.of(ID, to("customer", CUSTOMERS, 2)));
      registry.subjects().activate(ORDERS, 1);
      annotate(registry);
      circle(registry);
      registry.register(Subject.of("", "purged"), V1);
      registry.subjects().delete(Subject.of("", "purged"));
      registry.subjects().purge(Subject.of("", "purged"));
      registry.evolution().changeMode(Subject.of("", "empty"), CompatibilityMode.FULL);
      registry.evolution().changeGlobalMode(CompatibilityMode.FORWARD);
    }
    ObservedTransferContract.fill(store);
    UsedTransferContract.fill(store);
    return store;
  }

  /** Annotations of a subject, a version and a field, four changes of them. */
  private static void annotate(SchemaRegistry registry) {
    AnnotationEdit.Builder edit =
        AnnotationEdit.builder().tag("größe").property("a \"key\"", "\u2028").author("mia");
    registry.catalog().edit(Target.of(ORDERS), edit.owner("otto").description("\n").build());
    registry.catalog().edit(Target.of(new VersionRef(ORDERS, 2)), edit.reason("why").build());
    registry.catalog().edit(new Target.OfField(ORDERS, 3), edit.build());
    registry.catalog().edit(Target.of(ORDERS), AnnotationEdit.builder().tag("more").build());
  }

  @Test
  @Tag("X2")
  @Tag("R14")
  default void anImportBringsWhatIsSaidAndItsAudit() {
    RegistryStore store = openStore();
    try (MemoryStore first = new MemoryStore()) {
      read(store, export(filled(first)));
      try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build();
          SchemaRegistry original = on(first)) {
        assertThat(registry.catalog().annotationsOf(ORDERS))
            .isEqualTo(original.catalog().annotationsOf(ORDERS))
            .hasSize(3);
        assertThat(registry.catalog().audit(ORDERS, PageRequest.FIRST))
            .isEqualTo(original.catalog().audit(ORDERS, PageRequest.FIRST));
        assertThat(
                registry
                    .catalog()
                    .annotated(AnnotationQuery.tagged("größe"), PageRequest.FIRST)
                    .items())
            .hasSize(3);
      }
    }
  }

  @Test
  @Tag("X2")
  @Tag("R14")
  default void otherAnnotationsOfTheSameSubjectAreRefused() {
    try (MemoryStore first = new MemoryStore();
        RegistryStore store = openStore()) {
      String exported = export(filled(first));
      read(store, exported);
      for (String other :
          List.of(
              exported.replaceFirst("\"owner\":\"otto\"", "\"owner\":\"eve\""),
              exported.replaceFirst("\"reason\":\"why\"", "\"reason\":\"\""))) {
        assertThat(other).isNotEqualTo(exported);
        assertThatThrownBy(() -> read(store, other))
            .isInstanceOf(ImportConflictException.class)
            .hasMessageContaining("what is said about com.acme.orders");
      }
    }
  }

  /** Two subjects neither of which can be written before the other. */
  private static void circle(SchemaRegistry registry) {
    Subject left = Subject.of("circle", "left");
    Subject right = Subject.of("circle", "right");
    registry.register(left, Schema.of(ID));
    registry.register(right, Schema.of(ID, to("left", left, 1)));
    registry.register(left, Schema.of(ID, to("right", right, 1)));
    registry.subjects().delete(left, 2);
  }

  private static Field to(String name, Subject subject, int version) {
    return Field.nullable(name, new ReferenceType(new VersionRef(subject, version)));
  }
}
