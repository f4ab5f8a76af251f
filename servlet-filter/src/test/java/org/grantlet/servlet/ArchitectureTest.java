package org.grantlet.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {
  private static final JavaClasses FILTER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.grantlet.servlet");

  @Test
  void filter_knowsNoSql() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(FILTER);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("org.grantlet.servlet.(*)..").should().beFreeOfCycles().check(FILTER);
  }

  @Test
  void parts_knowNothingOfTheFilterAroundThem() {
    noClasses()
        .that()
        .resideInAPackage("org.grantlet.servlet.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.grantlet.servlet")
        .check(FILTER);
  }
}
