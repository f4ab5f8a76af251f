package org.grantlet.internal.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's authorization requests differ from RFC 6749. Immutable.
 *
 * @param parameters sent with every request; empty ones are left out
 * @param parameterNames other names for standard parameters
 * @param scopeParameter the name of the scope parameter
 * @param scopeSeparator separates scopes
 * @param requiredScope added to the requested scopes
 * @param scopeAliases scopes with the same meaning: the provider may grant one for another
 * @param scopePrefix what may stand before any scope without changing its meaning; null for nothing
 * @param offline whether these requests ask for a refresh token
 * @param pkce false if the provider fails on a code challenge
 * @param nonce false if the provider's ID tokens lack it
 * @param denied errors that mean {@code access_denied}
 * @param responseMode the {@code response_mode}, unless the integration says otherwise
 */
public record AuthorizationRules(
    Map<String, Template> parameters,
    Map<String, String> parameterNames,
    String scopeParameter,
    String scopeSeparator,
    List<String> requiredScope,
    List<List<String>> scopeAliases,
    @Nullable String scopePrefix,
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
            json.text("scope_prefix"),
            json.flag("offline", false),
            json.flag("pkce", true),
            json.flag("nonce", true),
            json.texts("denied"),
            json.word("response_mode", List.of("query", "form_post")));
    json.end();
    return rules;
  }

  /** Whether a scope is granted, under its own name or another one of the same meaning. */
  public boolean isGranted(String scope, Collection<String> granted) {
    return granted.stream().anyMatch(other -> means(scope, other));
  }

  private boolean means(String scope, String other) {
    String bare = bare(scope);
    String otherBare = bare(other);
    return bare.equals(otherBare)
        || scopeAliases.stream()
            .anyMatch(names -> names.contains(bare) && names.contains(otherBare));
  }

  private String bare(String scope) {
    return scopePrefix != null && scope.startsWith(scopePrefix)
        ? scope.substring(scopePrefix.length())
        : scope;
  }
}
