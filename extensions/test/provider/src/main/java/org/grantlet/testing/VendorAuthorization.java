package org.grantlet.testing;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.grantlet.testing.IssuedTokens.Consent;
import org.grantlet.testing.VendorDescription.Authorization;
import org.grantlet.testing.VendorDescription.Incremental;
import org.grantlet.testing.VendorDescription.Pkce;
import org.grantlet.testing.VendorUser.Agreement;
import org.jspecify.annotations.Nullable;

/** The page where the user consents, or says no; a request that is wrong shows an error there. */
final class VendorAuthorization {
  private final VendorDescription vendor;
  private final Authorization rules;
  private final VendorRegistration client;
  private final IssuedTokens tokens;
  private final VendorUser user;

  VendorAuthorization(
      VendorDescription vendor, VendorRegistration client, IssuedTokens tokens, VendorUser user) {
    this.vendor = vendor;
    rules = vendor.authorization();
    this.client = client;
    this.tokens = tokens;
    this.user = user;
  }

  Reply answer(VendorRequest request) {
    List<String> scope = scope(request.parameter(rules.scopeParameter()));
    String problem = problem(request, scope);
    if (problem != null) {
      return AuthorizationEndpoint.refusal(problem);
    }
    Map<String, Object> response = new LinkedHashMap<>();
    if (user.denies()) {
      response.put("error", rules.denied());
    } else {
      response.put("code", tokens.code(consent(request, scope)));
      response.putAll(rules.callback());
    }
    response.put("state", String.valueOf(request.parameter("state")));
    if (rules.hmac() != null) {
      response.put(rules.hmac(), client.hmac(new TreeMap<>(response)));
    }
    return AuthorizationEndpoint.send(
        client.callbackUri(), AuthorizationEndpoint.parameters(response), null);
  }

  private List<String> scope(@Nullable String parameter) {
    String separator = rules.scopeSeparator();
    return separator == null || parameter == null || parameter.isEmpty()
        ? List.of()
        : Arrays.asList(parameter.split(Pattern.quote(separator), -1));
  }

  private @Nullable String problem(VendorRequest request, List<String> scope) {
    if (!client.id().equals(request.parameter("client_id"))) {
      return "unknown client";
    }
    if (!client.callbackUri().toString().equals(request.parameter("redirect_uri"))) {
      return "redirect_uri is not registered";
    }
    if (!"code".equals(request.parameter("response_type"))) {
      return "response_type is not code";
    }
    if (request.parameter("state") == null) {
      return "no state";
    }
    if (!request.has(rules.parameters())) {
      return "not all of " + rules.parameters();
    }
    Set<String> known = new HashSet<>(vendor.scopes());
    known.addAll(vendor.otherScopes());
    known.addAll(offlineScope());
    if (!known.containsAll(scope)) {
      return "invalid scope: " + scope + " are not all of " + known;
    }
    return pkceProblem(request);
  }

  private @Nullable String pkceProblem(VendorRequest request) {
    String challenge = request.parameter("code_challenge");
    if (challenge == null) {
      return rules.pkce() == Pkce.REQUIRED ? "no code_challenge" : null;
    }
    if (rules.pkce() == Pkce.REFUSED) {
      return "code_challenge is not allowed for this client";
    }
    return "S256".equals(request.parameter("code_challenge_method")) ? null : "not S256";
  }

  private List<String> offlineScope() {
    String scope = rules.offline().get("scope");
    return scope == null ? List.of() : List.of(scope);
  }

  private Consent consent(VendorRequest request, List<String> scope) {
    Map<String, String> wanted = new LinkedHashMap<>(rules.offline());
    String offlineScope = wanted.remove("scope");
    Incremental incremental = rules.incremental();
    Agreement agreement = user.agree(scope, request, incremental);
    boolean offline =
        request.has(wanted)
            && (offlineScope == null || scope.contains(offlineScope))
            && !(agreement.again() && incremental != null && !request.has(incremental.again()));
    String challenge = request.parameter("code_challenge");
    return new Consent(
        agreement.user(),
        client.id(),
        String.join(" ", agreement.scope()),
        offline,
        client.callbackUri().toString(),
        request.parameter("nonce"),
        rules.pkce() == Pkce.UNKNOWN ? null : challenge);
  }
}
