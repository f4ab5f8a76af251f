package org.grantlet.internal.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalog. Endpoints may hold {@code {inputs}}, which the settings of an
 * integration or of a request fill in. Immutable.
 *
 * @param provider the name applications use
 * @param name its display name
 * @param mark its mark on pages; null to make one from the name
 * @param guide what operators should know
 * @param domains email domains that are this provider's, such as {@code gmail.com}
 * @param mx what the names of its mail servers end with, such as {@code google.com}
 * @param inputs what may be filled in
 * @param endpoints its endpoints
 * @param tokenEndpointAuthMethod how the client authenticates; null to discover it
 * @param issInResponse whether authorization responses always name the issuer (RFC 9207)
 * @param authorization how authorization requests differ
 * @param token how token requests differ
 * @param refresh how refreshing differs
 * @param revocation how revocation differs
 * @param identity how identities differ
 * @param api where its API is
 * @param captured values that go into the grant's settings
 * @param success members that every successful response has
 * @param hook the name of the {@code ProviderHook} that does what data cannot express
 */
public record ProviderDefinition(
    String provider,
    String name,
    @Nullable Mark mark,
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
    ApiRules api,
    List<CapturedSetting> captured,
    Map<String, Object> success,
    @Nullable String hook) {

  /**
   * Reads an entry.
   *
   * @param provider the name of its file, without {@code .json}
   */
  public static ProviderDefinition parse(String provider, String json) {
    return EntryReader.read(provider, json);
  }

  /** This provider if it behaved as another one: what applications know of it stays. */
  public ProviderDefinition behavingAs(ProviderDefinition other) {
    return new ProviderDefinition(
        provider,
        name,
        mark,
        guide,
        domains,
        mx,
        inputs,
        other.endpoints,
        other.tokenEndpointAuthMethod,
        other.issInResponse,
        other.authorization,
        other.token,
        other.refresh,
        other.revocation,
        other.identity,
        api,
        captured,
        other.success,
        other.hook);
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

  private String example(String variable) {
    return input(variable).map(Input::example).orElse(variable);
  }

  /** The input of this name. */
  public Optional<Input> input(String name) {
    return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
  }

  /** The captured setting of this name that is no input, and so has its value from nowhere else. */
  public Optional<CapturedSetting> capturedOnly(String name) {
    return input(name).isPresent()
        ? Optional.empty()
        : captured.stream().filter(each -> each.setting().equals(name)).findFirst();
  }

  /** Whether a login needs this input from the settings. */
  public boolean requires(Input input) {
    String name = input.name();
    return input.defaultValue() == null
        && (isAskedWith(name) || captured.stream().noneMatch(each -> each.setting().equals(name)));
  }

  /** Whether an authorization request needs this input: too early to capture it. */
  private boolean isAskedWith(String input) {
    Template endpoint = endpoints.authorization();
    return (endpoint != null && endpoint.variables().contains(input))
        || authorization.parameters().values().stream()
            .anyMatch(template -> template.variables().contains(input));
  }

  /**
   * A setting that stands in an endpoint or a parameter.
   *
   * @param name the member of {@code settings}
   * @param pattern matches it
   * @param example a plausible value
   * @param defaultValue the default; null if it is required
   * @param about what it is
   */
  public record Input(
      String name,
      Pattern pattern,
      String example,
      @Nullable String defaultValue,
      @Nullable String about) {

    /** The error of a wrong value. */
    public GrantletException invalid(@Nullable String value) {
      return GrantletException.invalidField(
          "settings." + name,
          value == null
              ? "is required: it looks like " + example
              : "must look like " + example + ", not '" + value + "'");
    }
  }

  /**
   * A mark of our own, which is not the vendor's logo.
   *
   * @param letters one or two
   * @param color its background, {@code #rrggbb}, on which white is readable
   */
  public record Mark(String letters, String color) {}

  /**
   * Where a provider is, by the names of RFC 8414 and OpenID Connect Discovery; null if it is
   * discovered from the issuer, or absent.
   *
   * @param issuer exactly, or with {@code {tenantid}} for the ID token's {@code tid}
   * @param authorization where the browser goes
   * @param token where codes and refresh tokens are exchanged
   * @param userinfo where the account is described
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
   * What operators should know.
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
