package org.grantlet.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** These are for everybody who tests an OAuth client. */
class TestingPackageTest {
  @Test
  void package_knowsNothingOfGrantlet() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.grantlet..")
                .and(resideOutsideOfPackage("org.grantlet.testing..")))
        .check(new ClassFileImporter().importPackages("org.grantlet.testing"));
  }
}
