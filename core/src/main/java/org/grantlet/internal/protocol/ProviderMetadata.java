package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The members of a provider's metadata (OpenID Connect Discovery 1.0 section 3, RFC 9207 section 3)
 * that are used. Others are ignored: many documents are wrong in those. Immutable.
 */
record ProviderMetadata(
    String issuer,
    @Nullable URI authorization,
    @Nullable URI token,
    @Nullable URI userinfo,
    @Nullable URI revocation,
    @Nullable URI jwks,
    Set<String> authMethods,
    Set<String> idTokenAlgorithms,
    boolean issInResponse) {

  static ProviderMetadata of(Map<String, Object> document) {
    JsonObject json =
        new JsonObject(
            document,
            (member, rule) -> {
              throw ProviderException.malformed("its " + member + " " + rule, null);
            });
    String issuer = json.required("issuer");
    return new ProviderMetadata(
        issuer,
        uri(json, "authorization_endpoint"),
        uri(json, "token_endpoint"),
        uri(json, "userinfo_endpoint"),
        uri(json, "revocation_endpoint"),
        uri(json, "jwks_uri"),
        texts(json.value("token_endpoint_auth_methods_supported")),
        texts(json.value("id_token_signing_alg_values_supported")),
        isTrue(json.value("authorization_response_iss_parameter_supported")));
  }

  private static @Nullable URI uri(JsonObject json, String member) {
    String text = json.string(member);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      if (uri.isAbsolute() && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    json.problem(member, "is not a URL: " + Reason.clean(text));
    return null;
  }

  /** A string in place of a list is a list of one. */
  private static Set<String> texts(@Nullable Object value) {
    Collection<?> all =
        value instanceof Collection<?> list ? list : value == null ? List.of() : List.of(value);
    Set<String> texts = new LinkedHashSet<>();
    for (Object each : all) {
      if (each instanceof String text && !text.isBlank()) {
        texts.add(text);
      }
    }
    return Set.copyOf(texts);
  }

  /** The string counts, too: what is promised is required, so this is the stricter reading. */
  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }
}
