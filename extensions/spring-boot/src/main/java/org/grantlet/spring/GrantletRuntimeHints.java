package org.grantlet.spring;

import org.grantlet.Grants;
import org.grantlet.Integrations;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image keeps: the types of the keys, late beans and the texts of pages. */
final class GrantletRuntimeHints implements RuntimeHintsRegistrar {
  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
    hints
        .reflection()
        .registerType(GrantletProperties.class, MemberCategory.INVOKE_DECLARED_METHODS);
    for (Class<?> nested : GrantletProperties.class.getDeclaredClasses()) {
      hints.reflection().registerType(nested, MemberCategory.INVOKE_DECLARED_METHODS);
    }
    hints.proxies().registerJdkProxy(Grants.class).registerJdkProxy(Integrations.class);
    hints.resources().registerPattern("grantlet_pages_*.properties");
    hints.resources().registerPattern("grantlet.properties");
  }
}
