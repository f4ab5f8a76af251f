package org.grantlet.internal.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.text.FormText;
import org.jspecify.annotations.Nullable;

/**
 * How a login ended, as the redirect to the application says it. Immutable.
 *
 * @param redirectUri the application's page, as registered
 * @param success whether there is a grant
 * @param grantId the grant
 * @param provider the integration's provider; null if none was chosen
 * @param email the account's email address, if known
 * @param state the application's own state, of the hosted auth request
 * @param error the wire string of an {@link org.grantlet.ErrorCode}
 * @param replayed whether this browser has seen it before
 */
public record LoginResult(
    String redirectUri,
    boolean success,
    @Nullable String grantId,
    @Nullable String provider,
    @Nullable String email,
    @Nullable String state,
    @Nullable String error,
    boolean replayed) {

  static LoginResult success(HostedAuthRequest request, Grant grant) {
    String email = Boolean.FALSE.equals(grant.emailVerified()) ? null : grant.email();
    return new LoginResult(
        request.redirectUri(),
        true,
        grant.id(),
        grant.provider(),
        email,
        request.state(),
        null,
        false);
  }

  static LoginResult failure(HostedAuthRequest request, ErrorCode error) {
    return new LoginResult(
        request.redirectUri(),
        false,
        null,
        LoginStep.provider(request),
        null,
        request.state(),
        error.wire(),
        false);
  }

  public String location() {
    char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
    StringBuilder location = new StringBuilder(256).append(redirectUri).append(separator);
    for (Map.Entry<String, List<String>> each : query().entrySet()) {
      FormText.add(location, each.getKey(), each.getValue().get(0));
    }
    return location.toString();
  }

  private Map<String, List<String>> query() {
    Map<String, List<String>> query = new LinkedHashMap<>();
    put(query, "success", String.valueOf(success));
    put(query, "grant_id", grantId);
    put(query, "provider", provider);
    put(query, "email", email);
    put(query, "error", error);
    put(query, "state", state);
    return query;
  }

  boolean saysExactly(Map<String, List<String>> query) {
    if (redirectUri.indexOf('?') < 0) {
      return query.equals(query());
    }
    String location = location();
    return query.equals(FormText.parse(location.substring(location.indexOf('?') + 1)));
  }

  LoginResult asReplayed() {
    return new LoginResult(redirectUri, success, grantId, provider, email, state, error, true);
  }

  void write(StepWriter out, AppUrls urls) {
    out.text(urls.shorten(redirectUri))
        .text(grantId)
        .text(provider)
        .text(email)
        .text(state)
        .text(error);
  }

  static LoginResult read(StepReader in, AppUrls urls, boolean success) {
    return new LoginResult(
        urls.resolve(in.required()),
        success,
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        false);
  }

  private static void put(Map<String, List<String>> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, List.of(value));
    }
  }
}
