package org.grantlet.internal.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a provider. Endpoints may hold {@code {inputs}}, which the settings of
 * an integration or of a request fill in. Immutable.
 *
 * @param provider the name applications use
 * @param name for people
 * @param guide what people should know
 * @param domains email domains that are this provider's, such as {@code gmail.com}
 * @param mx what the names of its mail servers end with, such as {@code google.com}: whose domain's
 *     MX records end so has its mailbox here
 * @param inputs what may be filled in
 * @param endpoints where it is
 * @param tokenEndpointAuthMethod how the client authenticates; null if discovery tells
 * @param issInResponse whether answers always name the issuer (RFC 9207)
 * @param authorization what is odd about authorization requests
 * @param token what is odd about token requests
 * @param refresh what is odd about refreshing
 * @param revocation what is odd about revoking
 * @param identity what is odd about identities
 * @param kept what the grant's settings keep of what the provider says
 * @param success members that all replies have which are no errors
 * @param hook the name of the {@code ProviderHook} that does what data cannot say
 */
public record ProviderDefinition(
    String provider,
    String name,
    Guide guide,
    List<String> domains,
    List<String> mx,
    List<Input> inputs,
    Endpoints endpoints,
    @Nullable ClientAuthMethod tokenEndpointAuthMethod,
    boolean issInResponse,
    AuthorizationRules authorization,
    TokenRules token,
    RefreshRules refresh,
    RevocationRules revocation,
    IdentityRules identity,
    List<CapturedSetting> kept,
    Map<String, Object> success,
    @Nullable String hook) {

  /**
   * Reads an entry.
   *
   * @param provider the name of its file, without {@code .json}
   * @throws org.grantlet.ConfigurationException naming the file and each member that is wrong
   */
  public static ProviderDefinition parse(String provider, String json) {
    return EntryReader.read(provider, json);
  }

  /** All URLs of the entry, by their members, with the inputs' examples filled in. */
  public Map<String, String> exampleUrls() {
    Map<String, @Nullable Template> templates = new LinkedHashMap<>();
    templates.put("issuer", endpoints.issuer());
    templates.put("authorization_endpoint", endpoints.authorization());
    templates.put("token_endpoint", endpoints.token());
    templates.put("userinfo_endpoint", endpoints.userinfo());
    templates.put("revocation_endpoint", endpoints.revocation());
    templates.put("jwks_uri", endpoints.jwks());
    templates.put("refresh.endpoint", refresh.endpoint());
    templates.put("identity.email_endpoint", identity.emailEndpoint());
    Map<String, String> urls = new LinkedHashMap<>();
    templates.forEach(
        (member, template) -> {
          if (template != null) {
            urls.put(member, template.uri(this::example).toString());
          }
        });
    return urls;
  }

  private String example(String hole) {
    return inputs.stream()
        .filter(input -> input.name().equals(hole))
        .map(Input::example)
        .findFirst()
        .orElse(hole);
  }

  /** The vendor's page about OAuth. */
  public @Nullable String documentation() {
    return guide.documentation();
  }

  /** Scopes to start with. */
  public List<String> scopeExample() {
    return guide.scopeExample();
  }

  /** Whether a login needs this input from the settings. */
  public boolean requires(Input input) {
    String name = input.name();
    return input.defaultValue() == null
        && (isAskedWith(name) || kept.stream().noneMatch(keep -> keep.setting().equals(name)));
  }

  /** Whether an authorization request needs this input, so that no answer can tell it in time. */
  private boolean isAskedWith(String input) {
    Template endpoint = endpoints.authorization();
    return (endpoint != null && endpoint.holes().contains(input))
        || authorization.parameters().values().stream()
            .anyMatch(template -> template.holes().contains(input));
  }

  /**
   * A setting that stands in an endpoint or a parameter.
   *
   * @param name the member of {@code settings}
   * @param pattern what it must look like
   * @param example a value that people understand
   * @param defaultValue what it is if nobody says; null if somebody must
   * @param about what it is, for people
   */
  public record Input(
      String name,
      Pattern pattern,
      String example,
      @Nullable String defaultValue,
      @Nullable String about) {

    /** Says what the input should look like. */
    public GrantletException invalid(@Nullable String value) {
      return GrantletException.invalidField(
          "settings." + name,
          value == null
              ? "is required: it looks like " + example
              : "must look like " + example + ", not '" + value + "'");
    }
  }

  /**
   * Where a provider is, by the names of RFC 8414 and OpenID Connect Discovery; what is null is
   * discovered from the issuer, or not there.
   *
   * @param issuer to the letter, or with {@code {tenantid}} for the ID token's {@code tid}
   * @param authorization where the browser goes
   * @param token where codes and refresh tokens are exchanged
   * @param userinfo where the account is told
   * @param revocation where tokens are revoked
   * @param jwks the keys of ID tokens
   */
  public record Endpoints(
      @Nullable Template issuer,
      @Nullable Template authorization,
      @Nullable Template token,
      @Nullable Template userinfo,
      @Nullable Template revocation,
      @Nullable Template jwks) {}

  /**
   * What people should know.
   *
   * @param documentation the vendor's page about OAuth
   * @param register how to register an application there
   * @param pitfalls what goes wrong most often
   * @param verified what was checked, and what was not
   * @param sources where the values come from
   * @param scopeExample scopes to start with
   */
  public record Guide(
      @Nullable String documentation,
      @Nullable String register,
      List<String> pitfalls,
      @Nullable String verified,
      List<String> sources,
      List<String> scopeExample) {}
}
