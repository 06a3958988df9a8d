package io.cairn.registry.sqlite;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.core.versions.Bodies;
import io.cairn.registry.core.versions.Columns;
import io.cairn.registry.error.RegistryException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What this store may know, and what no class of it does. */
class ArchitectureTest {
  private static final JavaClasses STORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cairn.registry.sqlite");

  /** Verifying derives again what is kept of schemas. */
  private static final DescribedPredicate<JavaClass> DERIVING =
      equivalentTo(Columns.class)
          .or(equivalentTo(SchemaWalk.class))
          .or(equivalentTo(Bodies.class))
          .or(equivalentTo(Bodies.Whole.class));

  @Test
  void theStoreKnowsTheApiTheCoreAndItsDriver() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "io.cairn.registry",
                    "io.cairn.registry.catalog",
                    "io.cairn.registry.discovery",
                    "io.cairn.registry.error",
                    "io.cairn.registry.evolution",
                    "io.cairn.registry.lineage",
                    "io.cairn.registry.operation",
                    "io.cairn.registry.schema",
                    "io.cairn.registry.telemetry",
                    "io.cairn.registry.core",
                    "io.cairn.registry.core.cache",
                    "io.cairn.registry.core.cardinality",
                    "io.cairn.registry.core.identity",
                    "io.cairn.registry.core.json",
                    "io.cairn.registry.core.store",
                    "io.cairn.registry.core.telemetry",
                    "io.cairn.registry.sqlite",
                    "java..",
                    "javax.sql..",
                    "org.jspecify.annotations",
                    "org.slf4j",
                    "org.sqlite..",
                    "com.zaxxer.hikari..")
                .or(DERIVING)
                .or(equivalentTo(RegistryMove.class)))
        .check(STORE);
  }

  @Test
  void staticFieldsAreFinal() {
    fields().that().areStatic().should().beFinal().check(STORE);
  }

  @Test
  void publicExceptionsHaveOneRoot() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .and()
        .arePublic()
        .should()
        .beAssignableTo(RegistryException.class)
        .allowEmptyShould(true)
        .check(STORE);
  }

  @Test
  void noAbstractClassSharesCode() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .should()
        .notHaveModifier(JavaModifier.ABSTRACT)
        .check(STORE);
  }

  @Test
  void thereIsOnePackageAndItIsNullMarked() {
    JavaPackage root = STORE.getPackage("io.cairn.registry.sqlite");
    assertThat(root.getSubpackages()).isEmpty();
    assertThat(root.getPackageInfo().isAnnotatedWith(NullMarked.class)).isTrue();
  }
}
