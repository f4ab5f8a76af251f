package org.grantlet.internal.login;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.AuthorizationRules;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.text.FormText;

/**
 * The part of an authorization request that is the same for each login which asks for the same.
 * Immutable.
 *
 * @param asked what these logins ask for
 * @param text the URL with the parameters that are the same
 * @param names the names of the others, in their order
 * @param formPost whether the response comes as a form
 */
record ConstantParameters(Asked asked, String text, Map<String, Changing> names, boolean formPost) {

  /** A parameter that is another one in each login. */
  enum Changing {
    STATE,
    CODE_CHALLENGE,
    NONCE,
    LOGIN_HINT
  }

  /** What a login asks for, and where. */
  record Asked(
      URI endpoint,
      String callback,
      List<String> scope,
      Map<String, Object> settings,
      boolean withVerifier,
      boolean withNonce,
      boolean withHint) {
    static Asked of(ResolvedProvider provider, PendingAuthorization pending) {
      return new Asked(
          provider.authorizationEndpoint(),
          pending.callbackUri(),
          pending.request().scope(),
          pending.request().settings(),
          pending.withVerifier(),
          pending.withNonce(),
          pending.request().loginHint() != null);
    }
  }

  static ConstantParameters of(Asked asked, Integration integration, ResolvedProvider provider) {
    AuthorizationRules rules = provider.authorization();
    boolean formPost = "form_post".equals(provider.responseMode());
    Map<String, Object> standard = new LinkedHashMap<>();
    standard.put("response_type", "code");
    standard.put("client_id", integration.clientId());
    standard.put("redirect_uri", asked.callback());
    if (!asked.scope().isEmpty()) {
      standard.put(rules.scopeParameter(), String.join(rules.scopeSeparator(), asked.scope()));
    }
    if (asked.withVerifier()) {
      standard.put("code_challenge_method", "S256");
      standard.put("code_challenge", Changing.CODE_CHALLENGE);
    }
    if (formPost) {
      standard.put("response_mode", "form_post");
    }
    standard.put("state", Changing.STATE);
    if (asked.withNonce()) {
      standard.put("nonce", Changing.NONCE);
    }
    if (asked.withHint()) {
      standard.put("login_hint", Changing.LOGIN_HINT);
    }
    return written(asked, all(standard, provider), formPost);
  }

  /** By the provider's names, and with what the entry and the settings add. */
  private static Map<String, Object> all(Map<String, Object> standard, ResolvedProvider provider) {
    AuthorizationRules rules = provider.authorization();
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map.Entry<String, Object> each : standard.entrySet()) {
      all.put(rules.parameterNames().getOrDefault(each.getKey(), each.getKey()), each.getValue());
    }
    Set<String> own = Set.copyOf(all.keySet()); // settings must not override these
    all.putAll(provider.fill(rules.parameters()));
    for (Map.Entry<String, String> added : provider.authorizationParameters().entrySet()) {
      if (!own.contains(added.getKey())) {
        all.put(added.getKey(), added.getValue());
      }
    }
    return all;
  }

  private static ConstantParameters written(
      Asked asked, Map<String, Object> parameters, boolean formPost) {
    StringBuilder text = new StringBuilder(asked.endpoint().toString());
    text.append(asked.endpoint().getRawQuery() == null ? '?' : '&');
    Map<String, Changing> names = new LinkedHashMap<>();
    for (Map.Entry<String, Object> each : parameters.entrySet()) {
      if (each.getValue() instanceof Changing changing) {
        names.put(each.getKey(), changing);
      } else {
        FormText.add(text, each.getKey(), String.valueOf(each.getValue()));
      }
    }
    return new ConstantParameters(asked, text.toString(), names, formPost);
  }
}
