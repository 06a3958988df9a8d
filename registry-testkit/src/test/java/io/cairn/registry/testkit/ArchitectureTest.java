package io.cairn.registry.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.cairn.registry.discovery.MalformedDataException;
import io.cairn.registry.error.RegistryException;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the house is built: who may know whom, and what no class of it does. */
class ArchitectureTest {
  private static final String CORE = "io.cairn.registry.core..";
  private static final String TESTKIT = "io.cairn.registry.testkit..";
  private static final String SQLITE = "io.cairn.registry.sqlite..";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cairn.registry");

  private static final DescribedPredicate<JavaClass> API =
      resideInAPackage("io.cairn.registry..")
          .and(not(resideInAnyPackage(CORE, TESTKIT, SQLITE)))
          .as("the api");

  @Test
  void everyModuleIsLookedAt() {
    assertThat(HOUSE.stream().filter(API)).hasSizeGreaterThan(50);
    assertThat(HOUSE.stream().filter(resideInAPackage(CORE))).hasSizeGreaterThan(50);
    assertThat(HOUSE.stream().filter(resideInAPackage(TESTKIT))).hasSizeGreaterThan(10);
    assertThat(HOUSE.stream().filter(resideInAPackage(SQLITE))).isEmpty();
  }

  @Test
  void theApiNeedsTheJdkAlone() {
    classes()
        .that(API)
        .should()
        .onlyDependOnClassesThat(API.or(resideInAnyPackage("java..", "org.jspecify.annotations")))
        .check(HOUSE);
  }

  @Test
  void theCoreKnowsNeitherStoresOutsideItNorTests() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SQLITE, TESTKIT, "org.junit..", "org.assertj..", "net.jqwik..")
        .check(HOUSE);
  }

  @Test
  void theTestkitKnowsNoStoreOutsideTheCore() {
    noClasses()
        .that()
        .resideInAPackage(TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SQLITE)
        .check(HOUSE);
  }

  @Test
  void theRoomsOfTheCoreAreFreeOfCycles() {
    slices().matching("io.cairn.registry.core.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void noRoomOfTheCoreKnowsItsRoof() {
    noClasses()
        .that()
        .resideInAPackage("io.cairn.registry.core.(*)..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.cairn.registry.core")
        .check(HOUSE);
  }

  @Test
  void rulesKnowNoStoreClockOrThread() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.cairn.registry.core.evolution..", "io.cairn.registry.core.identity..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.cairn.registry.core.store..",
                    "io.cairn.registry.core.versions..",
                    "java.util.concurrent..")
                .and(not(equivalentTo(ConcurrentMap.class)))
                .or(equivalentTo(java.time.Clock.class))
                .or(equivalentTo(Thread.class))
                .as("are a store, a clock or threads (a concurrent map aside)"))
        .check(HOUSE);
  }

  @Test
  void onlyTheSqliteStoreSpeaksSql() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
        .check(HOUSE);
  }

  @Test
  void packagesAreNamedAfterWhatTheyDo() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..model..")
        .check(HOUSE);
  }

  @Test
  void staticFieldsAreFinal() {
    fields().that().areStatic().should().beFinal().check(HOUSE);
  }

  @Test
  void publicExceptionsHaveOneRoot() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .and()
        .arePublic()
        .and(not(equivalentTo(MalformedDataException.class)))
        .should()
        .beAssignableTo(RegistryException.class)
        .check(HOUSE);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes().should(bePartOfANullMarkedPackage()).check(HOUSE);
  }

  @Test
  void noAbstractClassSharesCode() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and(not(equivalentTo(RegistryException.class)))
        .should()
        .notHaveModifier(JavaModifier.ABSTRACT)
        .check(HOUSE);
  }

  @Test
  void publicMethodsDoNotShowTheJsonLibrary() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(notShow("com.fasterxml.jackson"))
        .check(HOUSE);
  }

  private static ArchCondition<JavaClass> bePartOfANullMarkedPackage() {
    return new ArchCondition<>("be part of a @NullMarked package") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        events.add(
            new SimpleConditionEvent(
                item, marked, item.getPackageName() + " is " + (marked ? "" : "not ") + "marked"));
      }
    };
  }

  private static ArchCondition<JavaMethod> notShow(String library) {
    return new ArchCondition<>("not show " + library) {
      @Override
      public void check(JavaMethod item, ConditionEvents events) {
        boolean shown =
            item.getReturnType().getAllInvolvedRawTypes().stream()
                    .anyMatch(type -> type.getPackageName().startsWith(library))
                || item.getParameterTypes().stream()
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .anyMatch(type -> type.getPackageName().startsWith(library));
        events.add(new SimpleConditionEvent(item, !shown, item.getFullName() + " shows it"));
      }
    };
  }
}
