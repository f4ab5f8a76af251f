package org.grantlet.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.grantlet.architecture.ArchitectureDocument;
import org.grantlet.architecture.Rooms;
import org.junit.jupiter.api.Test;

/** What may know what: docs/architecture.md. */
class ArchitectureTest {
  private static final String ROOT = "org.grantlet.servlet";

  private static final JavaClasses FILTER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static final Rooms ROOMS = Rooms.of(FILTER, ArchitectureTest::room);

  /** A room is a package, but for the two exceptions of ADR 18. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    if (type.getName().startsWith(RequestOwner.class.getName())) {
      return RequestOwner.class.getSimpleName();
    }
    if (name.equals(ROOT + ".internal.pages")) {
      return "pages";
    }
    return name.equals(ROOT) ? name : name.substring(ROOT.length() + 1);
  }

  @Test
  void rooms_useWhatTheDocumentSays() {
    assertThat(ROOMS).isEqualTo(new ArchitectureDocument("servlet").rooms());
  }

  @Test
  void rooms_haveNoCycles() {
    assertThat(ROOMS.onCycles()).isEmpty();
  }

  @Test
  void picture_showsTheRooms() {
    assertThat(new ArchitectureDocument("servlet").picture()).isEqualTo(ROOMS.picture());
  }

  @Test
  void filter_knowsNoSql() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(FILTER);
  }

  @Test
  void parts_knowNothingOfTheFilterAroundThem() {
    ROOMS
        .uses()
        .forEach(
            (room, used) -> {
              if (room.startsWith("internal") && !room.equals("internal.registration")) {
                assertThat(used).as(room).doesNotContain(ROOT);
              }
            });
  }
}
