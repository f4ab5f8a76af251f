package org.grantlet.internal.login;

import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.internal.protocol.ProviderException;
import org.jspecify.annotations.Nullable;

/** What mends a failed login: a key of the configuration, or a place at the provider. */
final class Mend {
  private final String keys;
  private final String callback;

  private Mend(String provider, @Nullable String callback) {
    keys = "grantlet.integration." + provider + ".";
    this.callback = callback == null ? "the callback URI" : callback;
  }

  /**
   * One or two sentences, without a full stop at the end.
   *
   * @param callback the callback URI that the provider got; null if it got none
   */
  static String of(GrantletException failure, String provider, @Nullable String callback) {
    Mend mend = new Mend(provider, callback);
    Map<String, Object> said = failure.providerError();
    return said == null ? mend.without(failure) : mend.of(String.valueOf(said.get("error")));
  }

  /** By the provider's error (RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6). */
  private String of(String error) {
    return switch (error) {
      case "invalid_client" ->
          "Check %sclient-id and %sclient-secret against the client that is registered at the provider"
              .formatted(keys, keys);
      case "unauthorized_client", "unsupported_response_type", "unsupported_grant_type" ->
          "Allow the client %sclient-id, at the provider, to use the authorization code flow"
              .formatted(keys);
      case "invalid_grant" ->
          "If every login ends so, register %s at the provider, and check that %sclient-id and"
                  .formatted(callback, keys)
              + " .client-secret are of one client; if few do, the code had expired or was used";
      case "redirect_uri_mismatch", "invalid_redirect_uri" ->
          "Register %s at the provider, exactly so".formatted(callback);
      case "invalid_scope" ->
          "Check %sscope: the provider does not know one of the scopes, or does not allow it to this"
                  .formatted(keys)
              + " client";
      case "access_denied" ->
          "The user, or an administrator at the provider, said no. If every user gets this, let"
              + " users in at the provider: publish the application, add test users, or ask for an"
              + " administrator's consent";
      case "login_required",
          "consent_required",
          "interaction_required",
          "account_selection_required" ->
          "The user did not finish at the provider, and can start again";
      case "server_error", "temporarily_unavailable" ->
          "The provider has a problem of its own: try again later";
      default ->
          "Compare %s, %sclient-id and %sscope with what is registered at the provider"
              .formatted(callback, keys, keys);
    };
  }

  private String without(GrantletException failure) {
    return switch (failure.code()) {
      case PROVIDER_ERROR ->
          failure instanceof ProviderException known && known.isTransient()
              ? "Check that this machine reaches the provider (grantlet.proxy,"
                  + " grantlet.trust-store, grantlet.provider-timeout), or try again later"
              : "Check %sissuer, which must be exactly what the provider calls itself, and the provider's"
                      .formatted(keys)
                  + " other settings";
      case EXCHANGE_FAILED ->
          "Check %sclient-id and %sissuer, and the clock of this machine".formatted(keys, keys);
      case SCOPES_CONFLICT ->
          "The user left scopes out, or the provider does not allow them to this client;"
              + " %srequire-all-scopes demands all".formatted(keys);
      case STATE_INVALID -> "Register %s at the provider, exactly so".formatted(callback);
      case REAUTH_EMAIL_INVALID ->
          "The user chose another account at the provider, and can start again";
      case INVALID_FIELD -> "Mend that member of the integration, or of the request";
      case INTEGRATION_NOT_FOUND -> "Make an integration for this provider again";
      default -> "The user can start again";
    };
  }
}
