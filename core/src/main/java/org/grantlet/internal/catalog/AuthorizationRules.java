package org.grantlet.internal.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about a provider's authorization requests. Immutable.
 *
 * @param parameters sent with every request; those that come out empty are left out
 * @param parameterNames other names for standard parameters
 * @param scopeParameter what the parameter of the scopes is called
 * @param scopeSeparator what stands between scopes
 * @param requiredScope added to the scopes that are asked for
 * @param scopeAliases scopes that mean the same, by which the provider may name what it granted
 * @param offline whether these requests ask for a refresh token, by a parameter or a scope
 * @param pkce false if the provider breaks on a code challenge
 * @param nonce false if the provider's ID tokens do not repeat it
 * @param denied errors that mean {@code access_denied}
 * @param responseMode how the provider answers, unless the integration says otherwise
 */
public record AuthorizationRules(
    Map<String, Template> parameters,
    Map<String, String> parameterNames,
    String scopeParameter,
    String scopeSeparator,
    List<String> requiredScope,
    List<List<String>> scopeAliases,
    boolean offline,
    boolean pkce,
    boolean nonce,
    List<String> denied,
    @Nullable String responseMode) {

  static AuthorizationRules read(EntryObject json) {
    AuthorizationRules rules =
        new AuthorizationRules(
            json.templates("parameters"),
            json.stringsByName("parameter_names"),
            json.text("scope_parameter", "scope"),
            Objects.requireNonNullElse(json.string("scope_separator"), " "),
            json.texts("required_scope"),
            json.lists("scope_aliases"),
            json.flag("offline", false),
            json.flag("pkce", true),
            json.flag("nonce", true),
            json.texts("denied"),
            json.word("response_mode", List.of("query", "form_post")));
    json.end();
    return rules;
  }

  /** Whether a scope is among those granted, by whatever name. */
  public boolean isGranted(String scope, Collection<String> granted) {
    return granted.contains(scope)
        || scopeAliases.stream()
            .anyMatch(names -> names.contains(scope) && names.stream().anyMatch(granted::contains));
  }
}
