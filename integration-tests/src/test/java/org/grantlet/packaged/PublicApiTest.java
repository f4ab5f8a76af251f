package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What semantic versioning will bind fits on one page, and stands on its own. */
class PublicApiTest {
  private static final int MAX_TYPES = 52;

  @Test
  void exportedTypes_ofCoreAndTheFilter_fitOnOnePage() {
    List<String> types =
        Stream.of("org.grantlet.core", "org.grantlet.servlet")
            .flatMap(module -> PublicApi.types(module).stream())
            .map(Class::getName)
            .sorted()
            .toList();

    assertThat(types)
        .as("public types, %d of them", types.size())
        .hasSizeLessThanOrEqualTo(MAX_TYPES);
  }

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

  @Test
  void extensions_areGivenJsonAndText() {
    Set<String> extensions = Set.of("org.grantlet.jdbc", "org.grantlet.redis");
    assertThat(PackagedJars.modules().findAll())
        .flatMap(module -> module.descriptor().exports())
        .filteredOn(exports -> exports.targets().stream().anyMatch(extensions::contains))
        .extracting(Exports::source)
        .isSubsetOf("org.grantlet.internal.json", "org.grantlet.internal.text");
  }
}
