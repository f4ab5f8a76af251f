package org.grantlet.testing;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.testing.IssuedTokens.Consent;
import org.grantlet.testing.VendorDescription.Call;
import org.jspecify.annotations.Nullable;

/** Calls with a token: who is it of, and its end. */
final class VendorCalls {
  private static final List<String> CLIENT_METHODS =
      List.of("client_secret_basic", "client_secret_post", "none");

  private final VendorRegistration client;
  private final IssuedTokens tokens;
  private final Clock clock;

  VendorCalls(VendorRegistration client, IssuedTokens tokens, Clock clock) {
    this.client = client;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The call whose URL has this path; null if none has. */
  @Nullable Call at(List<Call> calls, String base, String path, @Nullable String method) {
    for (Call call : calls) {
      if (path(call, base).matcher(path).matches()
          && (method == null || method.equals(call.method()))) {
        return call;
      }
    }
    return null;
  }

  private Pattern path(Call call, String base) {
    String path = call.url().substring(base.length()).replace("{client_id}", client.id());
    return Pattern.compile(
        Pattern.quote(path)
            .replace("{token}", "\\E([^/]+)\\Q")
            .replace("{version}", "\\E[^/]+\\Q"));
  }

  Reply profile(Call call, String base, VendorRequest request) {
    String token = token(call, base, request);
    Consent consent = token == null ? null : tokens.consent(token, clock.instant());
    if (consent == null) {
      return Reply.json(call.unknown(), Map.of("error", "invalid_token"));
    }
    if (!isWellFormed(call, request)) {
      return Reply.json(400, Map.of("error", "invalid_request"));
    }
    if (call.scope() != null && !consent.includes(call.scope())) {
      return Reply.json(403, Map.of("error", "insufficient_scope"));
    }
    return reply(call);
  }

  private static Reply reply(Call call) {
    Object response = call.response();
    if (response == null) {
      return Reply.status(call.status());
    }
    return response instanceof List<?> list
        ? Reply.json(call.status(), JSONArrayUtils.toJSONString(list))
        : Reply.json(call.status(), VendorTemplates.fill((Map<?, ?>) response, Map.of()));
  }

  Reply revoke(Call call, String base, VendorRequest request) {
    String token = token(call, base, request);
    if (token == null) {
      return Reply.json(401, Map.of("error", "invalid_client"));
    }
    if (!isWellFormed(call, request)) {
      return Reply.json(400, Map.of("error", "invalid_request"));
    }
    boolean known =
        (call.takes().contains("refresh_token") && tokens.isLiveRefreshToken(token))
            || (call.takes().contains("access_token")
                && tokens.consent(token, clock.instant()) != null);
    if (!known) {
      return Reply.json(call.unknown(), Map.of("error", "invalid_token"));
    }
    tokens.endAll(token);
    return reply(call);
  }

  private static boolean isWellFormed(Call call, VendorRequest request) {
    String body = call.body();
    return request.hasHeaders(call.headers())
        && (body == null || body.equals(request.bodyFormat()))
        && request.body().contains(call.contains());
  }

  /** The token of a request that may have one, in the place where this call has it. */
  private @Nullable String token(Call call, String base, VendorRequest request) {
    Matcher path = path(call, base).matcher(request.path());
    String inPath = path.matches() && path.groupCount() > 0 ? path.group(1) : null;
    for (String way : call.authentication()) {
      String token = null;
      if (CLIENT_METHODS.contains(way)) {
        if (request.isAuthenticated(List.of(way), client.id(), client.secret())) {
          token = inPath == null ? request.parameter(call.token()) : inPath;
        }
      } else if (way.startsWith("X-")) {
        token = request.header(way);
      } else {
        String header = String.valueOf(request.header("Authorization"));
        token = header.startsWith(way + " ") ? header.substring(way.length() + 1) : null;
      }
      if (token != null) {
        return token;
      }
    }
    return null;
  }
}
