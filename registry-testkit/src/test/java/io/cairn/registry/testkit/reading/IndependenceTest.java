package io.cairn.registry.testkit.reading;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who shares code with the checker repeats its mistakes. */
@Tag("C9")
class IndependenceTest {
  @Test
  void readerAndRecordsKnowTheValuesOfTheApiAndNothingElse() {
    classes()
        .that()
        .belongToAnyOf(
            NaiveReader.class,
            Understanding.class,
            Records.class,
            Validity.class,
            Numbers.class,
            Edges.class,
            Stored.class,
            Place.class,
            Misreading.class)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.cairn.registry",
            "io.cairn.registry.evolution",
            "io.cairn.registry.schema",
            "io.cairn.registry.testkit.reading")
        .check(new ClassFileImporter().importPackagesOf(NaiveReader.class));
  }
}
