package org.grantlet.internal.protocol;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.BodyFormat;
import org.grantlet.internal.catalog.IdentityRules;
import org.grantlet.internal.catalog.JsonPath;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.catalog.ValueSource;
import org.grantlet.internal.catalog.ValueSource.Origin;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the account: by the ID token, and for what it lacks by UserInfo, or what the entry has
 * in its place. Thread-safe.
 */
public final class Identities {
  /** The setting of the grant that holds the account's name, where the entry says where it is. */
  public static final String ACCOUNT_NAME = "account_name";

  private static final List<JsonPath> SUBJECTS =
      List.of(JsonPath.of("sub"), JsonPath.of("id"), JsonPath.of("user_id"));

  private static final Set<Integer> NOT_FOR_THIS_TOKEN = Set.of(401, 403, 404);

  private static final JsonPath SUB = SUBJECTS.get(0);

  private final HttpTransport transport;
  private final IdTokenVerifier idTokens;

  Identities(HttpTransport transport, IdTokenVerifier idTokens) {
    this.transport = transport;
    this.idTokens = idTokens;
  }

  /**
   * The account of these tokens.
   *
   * @param openId whether this is OpenID Connect, which requires an ID token
   * @param nonce the authorization request's; null if it had none
   * @param idTokenAlgorithm the integration's {@code id_token_signed_response_alg}
   */
  public Identity of(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse response,
      boolean openId,
      @Nullable String nonce,
      @Nullable String idTokenAlgorithm) {
    IdentityRules rules = provider.entry().identity();
    JWTClaimsSet claims =
        openId ? idTokens.verify(provider, client, response, nonce, idTokenAlgorithm) : null;
    String subject = claims == null ? null : claims.getSubject();
    Email email = Email.of(claims, provider);
    Object profile = Map.of();
    boolean isComplete = email != null && !needsProfile(provider, subject);
    Template endpoint = isComplete ? null : provider.userinfo();
    if (endpoint != null) {
      boolean standard = rules.subject().isEmpty();
      boolean required = openId && standard;
      Object found = ask(endpoint, provider, client, response, required, subject != null);
      if (found != null) {
        subject = sameSubject(subject, found, standard);
        profile = found;
      }
    }
    if (!rules.subject().isEmpty()) {
      subject = join(rules.subject(), provider, response, profile);
    }
    if (email == null) {
      email = findEmail(provider, client, response, profile, claims);
    }
    Map<String, String> settings = new LinkedHashMap<>(provider.captured(Origin.PROFILE, profile));
    String name = rules.name() == null ? null : value(rules.name(), provider, response, profile);
    if (name != null) {
      settings.put(ACCOUNT_NAME, Reason.clean(name));
    }
    return new Identity(
        claims == null ? provider.expectedIssuer(null) : claims.getIssuer(),
        subject,
        email == null ? null : email.address(),
        email == null ? null : email.verified(),
        settings);
  }

  /** OpenID Connect Core 1.0 section 5.3.4. */
  private static @Nullable String sameSubject(
      @Nullable String known, Object profile, boolean standard) {
    String found = standard ? first(profile) : SUB.text(profile);
    if (known != null && (standard || found != null) && !known.equals(found)) {
      throw new GrantletException(
          ErrorCode.EXCHANGE_FAILED, "UserInfo is of another subject than the ID token");
    }
    return found;
  }

  private @Nullable Email findEmail(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse response,
      Object profile,
      @Nullable JWTClaimsSet claims) {
    IdentityRules rules = provider.entry().identity();
    Object place = profile;
    String address;
    if (rules.emailEndpoint() == null) {
      address = value(rules.email(), provider, response, profile);
    } else {
      Object found = ask(rules.emailEndpoint(), provider, client, response, false, true);
      place = found == null ? Map.of() : found;
      address = rules.email().path().text(place);
    }
    return address == null ? null : Email.of(address, place, claims, provider);
  }

  /**
   * Checks the ID token of a refresh response, if it has one (OpenID Connect Core 1.0 section
   * 12.2): nothing of a response that fails may be stored.
   *
   * @param subject the grant's; null if unknown
   * @param issuer the grant's; null if unknown
   */
  public void checkRefreshed(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse response,
      @Nullable String subject,
      @Nullable String issuer) {
    boolean standard = provider.entry().identity().subject().isEmpty();
    RefreshedIdToken.check(provider, client, response, standard ? subject : null, issuer);
  }

  /**
   * Whether the provider refuses an access token at its UserInfo endpoint, which is for all of
   * them. No answer, and one that names a missing scope (RFC 6750 section 3.1), is no refusal.
   *
   * @return empty if it has none, or refuses with status 200
   */
  public Optional<Boolean> refuses(
      ResolvedProvider provider, ClientCredentials client, Secret accessToken) {
    Template endpoint = provider.userinfo();
    if (endpoint == null) {
      return Optional.empty();
    }
    try {
      ProviderResponse call = call(endpoint, provider, client, accessToken);
      if (call.hasSuccessStatus() && call.failure(provider.entry()) != null) {
        return Optional.empty(); // it refuses something, in words of its own
      }
      String challenge = call.http().header("WWW-Authenticate");
      return Optional.of(
          call.status() == 401 && (challenge == null || !challenge.contains("insufficient_scope")));
    } catch (ProviderException e) {
      return Optional.of(false);
    }
  }

  /** Whether more than an email address is missing. */
  private static boolean needsProfile(ResolvedProvider provider, @Nullable String subject) {
    IdentityRules rules = provider.entry().identity();
    return rules.subject().isEmpty()
        ? subject == null
        : rules.sources().stream().anyMatch(source -> source.origin() == Origin.PROFILE);
  }

  /**
   * The parts of a value joined, each from its first source that has it; null if one is missing.
   */
  private static @Nullable String join(
      List<List<ValueSource>> parts,
      ResolvedProvider provider,
      TokenResponse response,
      Object profile) {
    StringBuilder together = new StringBuilder();
    for (List<ValueSource> sources : parts) {
      Optional<String> value =
          sources.stream()
              .flatMap(source -> Stream.ofNullable(value(source, provider, response, profile)))
              .findFirst();
      if (value.isEmpty()) {
        return null;
      }
      together.append(together.length() == 0 ? "" : ":").append(value.get());
    }
    return together.toString();
  }

  private static @Nullable String value(
      ValueSource source, ResolvedProvider provider, TokenResponse response, Object profile) {
    return switch (source.origin()) {
      case PROFILE -> source.path().text(profile);
      case TOKEN -> response.values().get(source.path().toString());
      case SETTINGS -> provider.setting(source.path().toString());
      case CALLBACK -> null; // captured in the settings, if at all
    };
  }

  private static @Nullable String first(Object profile) {
    for (JsonPath path : SUBJECTS) {
      if (path.find(profile) != null) {
        return path.text(profile);
      }
    }
    return null;
  }

  /**
   * The response of an endpoint; null if this token is not for it. That is an error only where an
   * identity is required and the ID token gives none: Microsoft and ADFS refuse tokens for another
   * API in this way.
   */
  private @Nullable Object ask(
      Template endpoint,
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse response,
      boolean required,
      boolean known) {
    ProviderResponse call = call(endpoint, provider, client, response.accessToken());
    boolean refused = call.hasSuccessStatus() && call.failure(provider.entry()) != null;
    if (!required && (refused || call.status() / 100 == 4)) {
      return null;
    }
    if (known && NOT_FOR_THIS_TOKEN.contains(call.status())) {
      return null;
    }
    if (!call.hasSuccessStatus()) {
      throw ProviderException.unreachable("UserInfo answered HTTP status " + call.status(), null);
    }
    String jwt = call.jwt();
    if (jwt != null) {
      return idTokens.verifyUserInfo(jwt, provider, client).getClaims();
    }
    if (call.isEmpty()) {
      throw ProviderException.malformed("UserInfo is not a JSON object", null);
    }
    return call.json();
  }

  private ProviderResponse call(
      Template endpoint, ResolvedProvider provider, ClientCredentials client, Secret accessToken) {
    IdentityRules rules = provider.entry().identity();
    UnaryOperator<String> values = provider.values(client, accessToken);
    HttpRequest request =
        ProviderResponse.request(
            rules.method(),
            endpoint.uri(values),
            rules.parameters().isEmpty() ? BodyFormat.NONE : BodyFormat.FORM,
            Template.fill(rules.parameters(), values),
            rules.credentials(),
            provider,
            client,
            accessToken);
    if (!rules.body().isEmpty()) {
      request.body("application/json", Json.text(rules.body()));
    }
    Template.fill(rules.headers(), values).forEach(request::header);
    return ProviderResponse.send(transport, request, provider, "userinfo");
  }
}
