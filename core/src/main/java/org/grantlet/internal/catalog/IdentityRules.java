package org.grantlet.internal.catalog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a provider identifies the account, where it differs from OpenID Connect. Immutable.
 *
 * @param method the HTTP method of the UserInfo request
 * @param credentials how the request authenticates
 * @param headers sent with the request; {@code {token}} is the access token
 * @param body JSON to send, such as a GraphQL query; empty for none
 * @param parameters a form to send, likewise; empty for none
 * @param subject the parts of the account's id, each with alternative sources; empty for the usual
 *     members
 * @param email the account's email address
 * @param emailVerified the member beside the address that says whether it is verified
 * @param emailTenants where administrators of a tenant can give an account any address: the tenants
 *     whose addresses need no verification; empty elsewhere
 * @param emailEndpoint where the email address is, if not at the userinfo endpoint
 * @param name the account's display name
 */
public record IdentityRules(
    String method,
    CallCredentials credentials,
    Map<String, Template> headers,
    Map<String, Object> body,
    Map<String, Template> parameters,
    List<List<ValueSource>> subject,
    ValueSource email,
    JsonPath emailVerified,
    List<String> emailTenants,
    @Nullable Template emailEndpoint,
    @Nullable ValueSource name) {

  /** All sources. */
  public List<ValueSource> sources() {
    List<ValueSource> sources = new ArrayList<>();
    for (List<ValueSource> part : subject) {
      sources.addAll(part);
    }
    sources.add(email);
    if (name != null) {
      sources.add(name);
    }
    return sources;
  }

  static IdentityRules read(EntryObject json) {
    Map<String, Object> body = json.any("body");
    Map<String, Template> parameters = json.templates("parameters");
    String method = body.isEmpty() && parameters.isEmpty() ? "GET" : "POST";
    IdentityRules rules =
        new IdentityRules(
            Objects.requireNonNullElse(json.word("method", List.of("GET", "POST")), method),
            json.oneOf("credentials", CallCredentials.BEARER, EnumSet.allOf(CallCredentials.class)),
            json.templates("headers"),
            body,
            parameters,
            json.sources("subject"),
            Objects.requireNonNullElse(json.source("email"), ValueSource.of("email")),
            Objects.requireNonNullElse(
                json.parsed("email_verified", JsonPath::of), JsonPath.of("email_verified")),
            json.texts("email_tenants"),
            json.url("email_endpoint"),
            json.source("name"));
    json.end();
    return rules;
  }
}
