package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.IssuedTokens.Consent;
import org.jspecify.annotations.Nullable;

/** Signs the test's user in without a question and sends the browser back. */
final class AuthorizationEndpoint {
  private AuthorizationEndpoint() {}

  static Reply answer(
      RecordedRequest received,
      String issuer,
      ProviderSettings settings,
      IssuedTokens tokens,
      Behavior behavior) {
    AuthorizationRequest request;
    try {
      request = AuthorizationRequest.parse(received.parameters());
    } catch (ParseException e) {
      return refusal(String.valueOf(e.getMessage()));
    }
    String problem = problem(request, settings);
    if (problem != null) {
      return refusal(problem);
    }
    LoginPage page = new LoginPage(received, settings.asked);
    if (!page.isAnswered()) {
      return page.show(request.getClientID().getValue(), String.valueOf(request.getScope()));
    }
    Map<String, Object> response = new LinkedHashMap<>();
    if (page.isDenied()) {
      response.put("error", "access_denied");
    } else {
      response.put("code", tokens.code(consent(request, received, page.user(settings.user))));
    }
    if (request.getState() != null) {
      response.put("state", request.getState().getValue());
    }
    if (settings.sendsIssuer) {
      response.put("iss", issuer);
    }
    behavior.apply(response);
    return send(request.getRedirectionURI(), parameters(response), request.getResponseMode());
  }

  private static @Nullable String problem(AuthorizationRequest request, ProviderSettings settings) {
    if (!settings.anyClient && !request.getClientID().getValue().equals(settings.clientId)) {
      return "unknown client";
    }
    if (request.getRedirectionURI() == null) {
      return "no redirect_uri";
    }
    if (!request.getResponseType().equals(ResponseType.CODE)) {
      return "response_type is not code";
    }
    if (request.getCodeChallenge() != null
        && !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
      return "code_challenge_method is not S256";
    }
    return null;
  }

  private static Consent consent(
      AuthorizationRequest request, RecordedRequest received, TestUser user) {
    return new Consent(
        user,
        request.getClientID().getValue(),
        request.getScope() == null ? "" : request.getScope().toString(),
        true,
        request.getRedirectionURI().toString(),
        received.parameter("nonce"),
        request.getCodeChallenge() == null ? null : request.getCodeChallenge().getValue());
  }

  /** The page that a user sees when a client is not to be trusted with an answer. */
  static Reply refusal(String problem) {
    return Reply.of(400, "text/html; charset=utf-8", "<h1>" + html(problem) + "</h1>");
  }

  static Map<String, List<String>> parameters(Map<String, Object> response) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    response.forEach(
        (name, value) ->
            parameters.put(
                name,
                value instanceof List<?> several
                    ? several.stream().map(String::valueOf).toList()
                    : List.of(String.valueOf(value))));
    return parameters;
  }

  static Reply send(
      URI redirectUri, Map<String, List<String>> parameters, @Nullable ResponseMode mode) {
    if (!ResponseMode.FORM_POST.equals(mode)) {
      String separator = redirectUri.getRawQuery() == null ? "?" : "&";
      return Reply.redirect(
          302, redirectUri + separator + URLUtils.serializeParameters(parameters));
    }
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><title>Continue</title><form method=\"post\" action=\"")
        .append(html(redirectUri.toString()))
        .append("\">");
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    page.append("<input type=\"hidden\" name=\"")
                        .append(html(name))
                        .append("\" value=\"")
                        .append(html(value))
                        .append("\">")));
    page.append("<button>Continue</button></form><script>document.forms[0].submit()</script>");
    return Reply.of(200, "text/html; charset=utf-8", page.toString());
  }

  static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
