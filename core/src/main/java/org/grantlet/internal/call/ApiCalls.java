package org.grantlet.internal.call;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantClient;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.grant.GrantService;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;

/** Makes the clients of grants. Thread-safe. */
public final class ApiCalls {
  private static final Pattern ERROR = Pattern.compile("\\b(error(?:_description)?)=\"([^\"]*)\"");

  private final GrantService grants;
  private final IntegrationService integrations;
  private final Providers providers;
  private final LastingRefusals lasting;

  public ApiCalls(
      GrantService grants, IntegrationService integrations, Providers providers, Clock clock) {
    this.grants = grants;
    this.integrations = integrations;
    this.providers = providers;
    lasting = new LastingRefusals(clock);
  }

  /** The client of a grant. */
  public GrantClient client(String grantId) {
    return new Client(grantId);
  }

  private Integration integration(Grant grant) {
    return integrations
        .find(grant.provider(), grant.integrationId())
        .orElseThrow(
            () ->
                new GrantletException(
                    ErrorCode.INTEGRATION_NOT_FOUND,
                    "The integration that made this grant was deleted: its API is not called"));
  }

  private ApiAddresses addresses(Grant grant) {
    return new ApiAddresses(
        providers.policy(),
        providers.catalog().find(grant.provider()).orElse(null),
        integration(grant),
        grant);
  }

  /** The headers that carry the token, with {@code {token}} in them. */
  private Map<String, Template> credentials(Grant grant) {
    return providers
        .catalog()
        .find(grant.provider())
        .map(ProviderDefinition::api)
        .map(api -> api.headers())
        .orElse(Map.of());
  }

  /** Whether the provider takes a token for no API at all, and not only not for this call. */
  private boolean isDead(Grant grant, AccessToken token, HttpSender.Response refusal) {
    String challenge = String.join(",", refusal.headers().allValues("WWW-Authenticate"));
    if (challenge.contains("insufficient_scope")) { // RFC 6750 section 3.1
      return false;
    }
    Integration integration = integration(grant);
    Optional<Boolean> refused = Optional.empty();
    if (grant.providerUserId() != null) { // else UserInfo may never have taken its tokens
      try {
        ResolvedProvider provider = providers.resolver().resolve(integration, grant.settings());
        refused =
            providers
                .identities()
                .refuses(provider, integrations.credentials(integration), token.secret());
      } catch (GrantletException e) {
        return false;
      }
    }
    return refused.orElse(challenge.contains("invalid_token"));
  }

  /** The challenge's error (RFC 6750 section 3), else the status. */
  private static @Nullable Map<String, Object> said(
      HttpSender.Response refusal, AccessToken token) {
    String challenge = String.join(",", refusal.headers().allValues("WWW-Authenticate"));
    Map<String, String> said = new HashMap<>();
    Matcher error = ERROR.matcher(Reason.without(challenge, List.of(token.value())));
    while (error.find()) {
      said.putIfAbsent(error.group(1), error.group(2));
    }
    return ProviderException.said(
        said.getOrDefault("error", "HTTP status " + refusal.status()),
        said.get("error_description"));
  }

  private final class Client implements GrantClient {
    private final String grantId;

    Client(String grantId) {
      this.grantId = grantId;
    }

    @Override
    public URI uri(String reference) {
      return addresses(grants.get(grantId)).resolve(reference);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
        throws IOException {
      URI uri = request.uri(); // once: it is the application's class
      Grant grant = grants.get(grantId);
      ApiAddresses addresses = addresses(grant);
      addresses.check(uri);
      Map<String, Template> credentials = credentials(grant);
      Set<String> names = new HashSet<>();
      credentials.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
      ApiRequest read = ApiRequest.of(request, uri, names, providers.timeout());
      ApiExchange exchange =
          new ApiExchange(providers.transport(), addresses, credentials, grant.provider(), read);
      AccessToken token = grants.accessToken(grantId);
      ApiExchange.Answer answer = exchange.send(read, token);
      if (answer.isUnauthorized() && !lasting.has(grantId, token)) {
        answer = again(grant, exchange, read, token, answer);
      }
      return ApiResponse.of(request, answer.uri(), answer.response(), handler, exchange.timeLeft());
    }

    private ApiExchange.Answer again(
        Grant grant,
        ApiExchange exchange,
        ApiRequest request,
        AccessToken refused,
        ApiExchange.Answer first)
        throws IOException {
      AccessToken next = grants.afterRefusal(grantId, refused).orElse(null);
      if (next == null) {
        return first;
      }
      boolean same = next.secret().equals(refused.secret());
      ApiExchange.Answer answer = same ? first : exchange.send(request, next);
      if (answer.isUnauthorized()) {
        if (isDead(grant, next, answer.response())) {
          grants.end(grantId, next, said(answer.response(), next));
        } else {
          lasting.add(grantId, next);
        }
      }
      return answer;
    }
  }
}
