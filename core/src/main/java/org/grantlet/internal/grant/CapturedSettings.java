package org.grantlet.internal.grant;

import static org.grantlet.GrantletException.invalidField;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.internal.catalog.CapturedSetting;
import org.grantlet.internal.catalog.ProviderDefinition.Input;
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
      checkUnchanged(
          grant,
          changes,
          captured.setting(),
          grant.provider() + " says it at a login, and the grant's tokens go there");
    }
  }

  /** Refuses to send the tokens of a grant to another server than the one that issued them. */
  void checkSameServer(Grant grant, Map<String, ?> changes) {
    for (Input input : inputs(grant.provider())) {
      checkUnchanged(
          grant,
          changes,
          input.name(),
          "the grant's tokens are of there; give a refresh_token with it, or let the user log in"
              + " again");
    }
  }

  private static void checkUnchanged(
      Grant grant, Map<String, ?> changes, String name, String reason) {
    Object known = grant.settings().get(name);
    if (changes.containsKey(name) && !Objects.equals(changes.get(name), known)) {
      throw invalidField("settings." + name, "must stay as it is: " + reason);
    }
  }

  /**
   * Leaves only the values that the grant has already. Inputs are given with a request, too; and
   * what comes with a callback is given with a refresh token, which has none.
   */
  void keep(
      String provider, Map<String, Object> settings, @Nullable Grant before, boolean imported) {
    for (CapturedSetting captured : of(provider)) {
      String name = captured.setting();
      boolean given =
          (imported && captured.from().origin() == Origin.CALLBACK)
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

  private List<Input> inputs(String provider) {
    return catalog.find(provider).map(entry -> entry.inputs()).orElse(List.of());
  }

  private List<CapturedSetting> of(String provider) {
    return catalog.find(provider).map(entry -> entry.captured()).orElse(List.of());
  }
}
