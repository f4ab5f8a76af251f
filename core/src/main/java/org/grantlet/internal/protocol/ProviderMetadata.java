package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The members of a provider's metadata (OpenID Connect Discovery 1.0 section 3, RFC 9207 section 3)
 * that are used. Others are ignored: many documents are wrong in those. Immutable.
 *
 * @param issuer as in the document
 * @param authorization {@code authorization_endpoint}
 * @param token {@code token_endpoint}
 * @param userinfo {@code userinfo_endpoint}
 * @param revocation {@code revocation_endpoint}
 * @param jwks {@code jwks_uri}
 * @param authMethods {@code token_endpoint_auth_methods_supported}; empty if it does not say
 * @param idTokenAlgorithms {@code id_token_signing_alg_values_supported}; empty if it does not say
 * @param issInResponse {@code authorization_response_iss_parameter_supported}
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

  /**
   * Reads a document.
   *
   * @throws ProviderException naming a wrong member
   */
  static ProviderMetadata of(Map<String, Object> json) {
    if (!(json.get("issuer") instanceof String issuer) || issuer.isBlank()) {
      throw wrong("issuer", "is not a string");
    }
    return new ProviderMetadata(
        issuer,
        uri(json, "authorization_endpoint"),
        uri(json, "token_endpoint"),
        uri(json, "userinfo_endpoint"),
        uri(json, "revocation_endpoint"),
        uri(json, "jwks_uri"),
        texts(json.get("token_endpoint_auth_methods_supported")),
        texts(json.get("id_token_signing_alg_values_supported")),
        isTrue(json.get("authorization_response_iss_parameter_supported")));
  }

  private static @Nullable URI uri(Map<String, Object> json, String member) {
    Object value = json.get(member);
    if (value == null || value.equals("")) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw wrong(member, "is not a string");
    }
    try {
      URI uri = URI.create(text);
      if (uri.isAbsolute() && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw wrong(member, "is not a URL: " + Reason.clean(text));
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

  private static ProviderException wrong(String member, String how) {
    return ProviderException.malformed("its " + member + " " + how, null);
  }
}
