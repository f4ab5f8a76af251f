package org.grantlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("org.grantlet");

  @Test
  void core_knowsNoServlet() {
    noClasses().should().dependOnClassesThat().resideInAPackage("jakarta..").check(CORE);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("org.grantlet.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void jsonLibrary_isKnownInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.grantlet.internal.json..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.minidev..")
        .check(CORE);
  }

  @Test
  void stores_knowNeitherProvidersNorTheFlow() {
    classes()
        .that()
        .resideInAPackage("org.grantlet.store..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.grantlet", "org.grantlet.store..", "org.jspecify..", "com.github..")
        .check(CORE);
  }
}
