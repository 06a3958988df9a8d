package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.StillReferencedException;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schemas that refer to versions of other subjects. */
public interface ReferenceContract extends StoreUnderTest {
  private static Schema basketOf(Subject subject, int version) {
    return Schema.of(
        Field.required(
            "orders", DataType.array(new ReferenceType(new VersionRef(subject, version)))));
  }

  @Test
  @Tag("R5")
  default void aReferencedVersionIsNotPurged() {
    Subject basket = Subject.of("com.acme", "basket");
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(basket, basketOf(ORDERS, 1));
      registry.subjects().delete(ORDERS);
    }
    try (SchemaRegistry registry = openRegistry()) {
      for (Runnable purge :
          List.<Runnable>of(
              () -> registry.subjects().purge(ORDERS),
              () -> registry.subjects().purge(ORDERS, 1))) {
        assertThatThrownBy(purge::run)
            .isInstanceOfSatisfying(
                StillReferencedException.class,
                refused ->
                    assertThat(refused.referrers()).containsExactly(new VersionRef(basket, 1)));
      }
      registry.subjects().delete(basket);
      registry.subjects().purge(basket);
      registry.subjects().purge(ORDERS);
      assertThat(registry.subjects().list()).isEmpty();
    }
  }

  @Test
  @Tag("R5")
  default void aSubjectThatRefersToItselfCanBePurged() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(
          ORDERS,
          V1.toBuilder()
              .field(Field.nullable("previous", new ReferenceType(new VersionRef(ORDERS, 1))))
              .build());
      registry.subjects().delete(ORDERS);
      registry.subjects().purge(ORDERS);
      assertThat(registry.subjects().list()).isEmpty();
    }
  }

  @Test
  @Tag("R1")
  default void aReferenceMustLeadToALiveVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThatThrownBy(() -> registry.register(CUSTOMERS, basketOf(ORDERS, 1)))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("version 1 of com.acme.orders");
      registry.register(ORDERS, V1);
      registry.subjects().delete(ORDERS, 1);
      assertThatThrownBy(() -> registry.register(CUSTOMERS, basketOf(ORDERS, 1)))
          .isInstanceOf(DeletedException.class);
      assertThat(registry.subjects().find(CUSTOMERS)).isEmpty();
    }
  }

  @Test
  @Tag("R17")
  default void requestsOfOneCallMayReferToEachOther() {
    try (SchemaRegistry registry = openRegistry()) {
      registry
          .schemas()
          .registerAll(
              List.of(
                  RegistrationRequest.of(ORDERS, V1),
                  RegistrationRequest.of(CUSTOMERS, basketOf(ORDERS, 1))));
      assertThat(registry.latest(CUSTOMERS).schema()).isEqualTo(basketOf(ORDERS, 1));
    }
  }

  @Test
  @Tag("C2")
  default void theCheckFollowsReferences() {
    Schema incompatible = Schema.of(Field.required("id", ScalarType.TEXT));
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      registry.register(Subject.of("com.acme", "other"), incompatible);
      registry.register(CUSTOMERS, basketOf(ORDERS, 1));

      assertThat(registry.evolution().check(CUSTOMERS, basketOf(ORDERS, 2)).isCompatible())
          .isTrue();
      assertThat(
              registry
                  .evolution()
                  .check(CUSTOMERS, basketOf(Subject.of("com.acme", "other"), 1))
                  .violations())
          .extracting(Violation::rule, Violation::location)
          .containsExactly(Tuple.tuple(Rule.TYPE_CHANGED, "orders[].id"));
    }
  }

  @Test
  @Tag("R10")
  default void aRevertFollowsReferencesAsARegistrationDoes() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      registry.register(CUSTOMERS, basketOf(ORDERS, 1));
      registry.register(CUSTOMERS, basketOf(ORDERS, 2));
      registry.subjects().delete(ORDERS, 1);

      assertThatThrownBy(() -> registry.schemas().revertTo(CUSTOMERS, 1, "", ""))
          .isInstanceOf(DeletedException.class);
      registry.subjects().restore(ORDERS, 1);
      assertThat(registry.schemas().revertTo(CUSTOMERS, 1, "", "").version().version())
          .isEqualTo(3);
    }
  }
}
