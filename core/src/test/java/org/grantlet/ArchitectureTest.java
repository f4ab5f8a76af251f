package org.grantlet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.grantlet.architecture.ArchitectureDocument;
import org.grantlet.architecture.Rooms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may know what: docs/architecture.md. */
class ArchitectureTest {
  private static final String ROOT = "org.grantlet";

  /** What an application begins with; the engine is behind it. */
  private static final Set<String> FACE_OF_THE_ENGINE =
      Set.of(ROOT + ".Grantlet", ROOT + ".GrantletBuilder");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);

  private static final Rooms ROOMS = Rooms.of(CORE, ArchitectureTest::room);

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    if (FACE_OF_THE_ENGINE.contains(type.getName().replaceFirst("\\$.*", ""))) {
      return "internal.engine";
    }
    return name.equals(ROOT) ? name : name.substring(ROOT.length() + 1);
  }

  @Test
  void rooms_useWhatTheDocumentSays() {
    assertThat(ROOMS).isEqualTo(new ArchitectureDocument("core").rooms());
  }

  @Test
  void rooms_haveNoCycles() {
    assertThat(ROOMS.onCycles()).isEmpty();
  }

  @Test
  void picture_showsTheRooms() {
    assertThat(new ArchitectureDocument("core").picture()).isEqualTo(ROOMS.picture());
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta..,                        ",
    "java.sql..,                       ",
    "javax.naming..,                   provider",
    "net.minidev..,                    internal.json",
    "org.grantlet.httpclient..,        internal.http",
    "com.nimbusds.jose..,              internal.protocol",
    "com.nimbusds.jwt..,               internal.protocol",
    "com.nimbusds.openid..,            internal.protocol",
    "com.nimbusds.oauth2..,            internal.protocol internal.login",
  })
  void library_isKnownOnlyWhereItIsNeeded(String library, @Nullable String places) {
    String[] rooms = places == null ? new String[0] : places.split(" ");
    noClasses()
        .that(areOutsideOf(rooms))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CORE);
  }

  private static DescribedPredicate<JavaClass> areOutsideOf(String... rooms) {
    return describe(
        "are outside of " + List.of(rooms), type -> !List.of(rooms).contains(room(type)));
  }
}
