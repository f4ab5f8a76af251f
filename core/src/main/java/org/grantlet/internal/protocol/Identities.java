package org.grantlet.internal.protocol;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
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
 * Finds out who authenticated: by the ID token, and by UserInfo, or what the entry has in its
 * place, for what that lacks. Thread-safe.
 */
public final class Identities {
  /** The setting of the grant that keeps the account's name, where the entry says what it is. */
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
   * Who the tokens are of.
   *
   * @param openId whether this is OpenID Connect, so that an ID token must be there
   * @param nonce the one of the authorization request; null where there was none
   * @param idTokenAlgorithm the integration's {@code id_token_signed_response_alg}
   * @throws GrantletException {@link ErrorCode#EXCHANGE_FAILED} if the ID token does not validate,
   *     or UserInfo is of somebody else
   * @throws ProviderException if UserInfo cannot be had
   */
  public Identity of(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse reply,
      boolean openId,
      @Nullable String nonce,
      @Nullable String idTokenAlgorithm) {
    IdentityRules rules = provider.entry().identity();
    JWTClaimsSet claims =
        openId ? idTokens.verify(provider, client, reply, nonce, idTokenAlgorithm) : null;
    String subject = claims == null ? null : claims.getSubject();
    Email email = Email.of(claims, provider);
    Object profile = Map.of();
    Template endpoint = provider.userinfo();
    if (endpoint != null && (email == null || needsProfile(provider, subject))) {
      boolean standard = rules.subject().isEmpty();
      boolean required = openId && standard;
      Object told = ask(endpoint, provider, client, reply, required, subject != null);
      if (told != null) {
        subject = sameSubject(subject, told, standard);
        profile = told;
      }
    }
    if (!rules.subject().isEmpty()) {
      subject = put(rules.subject(), provider, reply, profile);
    }
    if (email == null) {
      email = told(provider, client, reply, profile, claims);
    }
    Map<String, String> kept = new LinkedHashMap<>(provider.kept(Origin.PROFILE, profile));
    String name = rules.name() == null ? null : value(rules.name(), provider, reply, profile);
    if (name != null) {
      kept.put(ACCOUNT_NAME, Reason.clean(name));
    }
    return new Identity(
        claims == null ? provider.expectedIssuer(null) : claims.getIssuer(),
        subject,
        email == null ? null : email.address(),
        email == null ? null : email.verified(),
        kept);
  }

  /** OpenID Connect Core 1.0 section 5.3.4. */
  private static @Nullable String sameSubject(
      @Nullable String known, Object profile, boolean standard) {
    String told = standard ? first(profile) : SUB.text(profile);
    if (known != null && (standard || told != null) && !known.equals(told)) {
      throw new GrantletException(
          ErrorCode.EXCHANGE_FAILED, "UserInfo is of another subject than the ID token");
    }
    return told;
  }

  private @Nullable Email told(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse reply,
      Object profile,
      @Nullable JWTClaimsSet claims) {
    IdentityRules rules = provider.entry().identity();
    Object place = profile;
    String address;
    if (rules.emailEndpoint() == null) {
      address = value(rules.email(), provider, reply, profile);
    } else {
      Object answer = ask(rules.emailEndpoint(), provider, client, reply, false, true);
      place = answer == null ? Map.of() : answer;
      address = rules.email().path().text(place);
    }
    return address == null ? null : Email.of(address, place, claims, provider);
  }

  /**
   * Checks the ID token of a refresh response, if it has one (OpenID Connect Core 1.0 section
   * 12.2): nothing of a response that fails is to be kept.
   *
   * @param subject the grant's; null where it is not known
   * @param issuer the grant's; null where it is not known
   * @throws ProviderException if it is not of the login that made the grant
   */
  public void checkRefreshed(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse reply,
      @Nullable String subject,
      @Nullable String issuer) {
    boolean standard = provider.entry().identity().subject().isEmpty();
    RefreshedIdToken.check(provider, client, reply, standard ? subject : null, issuer);
  }

  /** Whether there is more to learn than an email address. */
  private static boolean needsProfile(ResolvedProvider provider, @Nullable String subject) {
    IdentityRules rules = provider.entry().identity();
    return rules.subject().isEmpty()
        ? subject == null
        : rules.sources().stream().anyMatch(source -> source.origin() == Origin.PROFILE);
  }

  /** The values together, each the first of several that is told; null if one is not told. */
  private static @Nullable String put(
      List<List<ValueSource>> parts,
      ResolvedProvider provider,
      TokenResponse reply,
      Object profile) {
    StringBuilder together = new StringBuilder();
    for (List<ValueSource> sources : parts) {
      Optional<String> value =
          sources.stream()
              .flatMap(source -> Stream.ofNullable(value(source, provider, reply, profile)))
              .findFirst();
      if (value.isEmpty()) {
        return null;
      }
      together.append(together.length() == 0 ? "" : ":").append(value.get());
    }
    return together.toString();
  }

  private static @Nullable String value(
      ValueSource source, ResolvedProvider provider, TokenResponse reply, Object profile) {
    return switch (source.origin()) {
      case PROFILE -> source.path().text(profile);
      case TOKEN -> reply.told().get(source.path().toString());
      case SETTINGS -> provider.setting(source.path().toString());
      case CALLBACK -> null; // kept in the settings, if at all
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
   * What an endpoint says; null if this token is not for it. Where the provider need not tell an
   * identity that is no error, and neither is it once the ID token has told who it is: tokens for
   * another API are refused so by Microsoft and ADFS.
   */
  private @Nullable Object ask(
      Template endpoint,
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse reply,
      boolean required,
      boolean known) {
    IdentityRules rules = provider.entry().identity();
    VariableValues values = provider.values(client, reply.accessToken());
    HttpRequest request =
        ProviderResponse.request(
            rules.method(),
            endpoint.uri(values),
            rules.parameters().isEmpty() ? BodyFormat.NONE : BodyFormat.FORM,
            values.fill(rules.parameters()),
            rules.credentials(),
            provider,
            client,
            reply.accessToken());
    if (!rules.body().isEmpty()) {
      request.body("application/json", Json.text(rules.body()));
    }
    values.fill(rules.headers()).forEach(request::header);
    ProviderResponse call = ProviderResponse.send(transport, request);
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
}
