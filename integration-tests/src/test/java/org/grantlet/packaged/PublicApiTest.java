package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What semantic versioning will bind fits on one page, and stands on its own. */
class PublicApiTest {
  @Test
  void exportedSignatures_mentionOnlyWhatIsExported() {
    Set<String> exported = PublicApi.exportedPackages();
    List<String> problems =
        PublicApi.modules().stream()
            .flatMap(module -> PublicApi.types(module).stream())
            .flatMap(type -> new Signatures(type, exported).problems().stream())
            .toList();

    assertThat(problems).isEmpty();
  }

  @Test
  void modules_askNoUserForAnOptionalModule() {
    assertThat(PackagedJars.modules().findAll())
        .isNotEmpty()
        .flatMap(module -> module.descriptor().requires())
        .noneMatch(
            required ->
                required.modifiers().containsAll(Set.of(Modifier.STATIC, Modifier.TRANSITIVE)));
  }
}
