package org.grantlet.internal.grant;

import static org.grantlet.GrantletException.invalidField;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.internal.catalog.CapturedSetting;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.catalog.ValueSource.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Settings of grants that the provider alone writes, such as {@code instance_url}: tokens are sent
 * there. Thread-safe.
 */
record CapturedSettings(ProviderDefinitions catalog) {

  /** Refuses to change one of a grant. */
  void checkUnchanged(Grant grant, Map<String, ?> changes) {
    for (CapturedSetting captured : of(grant.provider())) {
      String name = captured.setting();
      Object known = grant.settings().get(name);
      if (changes.containsKey(name) && !Objects.equals(changes.get(name), known)) {
        throw invalidField(
            "settings." + name,
            "must stay as it is: "
                + grant.provider()
                + " says it at a login, and the grant's tokens go there");
      }
    }
  }

  /**
   * Leaves only the values that the grant has already. Those that come with a callback, or are
   * inputs, are given with a refresh token or a request, too.
   */
  void keep(String provider, Map<String, Object> settings, @Nullable Grant before) {
    for (CapturedSetting captured : of(provider)) {
      String name = captured.setting();
      boolean given =
          captured.from().origin() == Origin.CALLBACK
              || catalog.find(provider).flatMap(entry -> entry.input(name)).isPresent();
      if (!given) {
        settings.remove(name);
        Object known = before == null ? null : before.settings().get(name);
        if (known != null) {
          settings.put(name, known);
        }
      }
    }
  }

  private List<CapturedSetting> of(String provider) {
    return catalog.find(provider).map(entry -> entry.captured()).orElse(List.of());
  }
}
