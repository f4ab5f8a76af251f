package org.grantlet.provider;

import java.util.List;
import java.util.Map;

/**
 * Does for a provider what its entry cannot say as data; the entry names it by {@code "hook"}.
 * Found by {@link java.util.ServiceLoader}, or given to the builder. Implementations are
 * thread-safe.
 */
public interface ProviderHook {

  /** The name by which entries ask for it. */
  String name();

  /**
   * Checks the provider's answer, before its code is used and after state, browser, owner and
   * issuer were found right.
   *
   * @param parameters all parameters of the answer
   * @return false if the answer is not the provider's
   */
  default boolean acceptsAnswer(ClientCredentials client, Map<String, List<String>> parameters) {
    return true;
  }

  /**
   * Changes the parameters of a token request as it is about to be sent: to add a {@code
   * client_assertion} (RFC 7523), for example, or to replace {@code client_secret} by one that was
   * minted. The integration's secret settings are in {@link ClientCredentials#secrets}.
   *
   * @param provider knows the token endpoint, which is the audience of assertions, and settings
   * @param parameters what would be sent, client authentication in the body included
   * @return what is sent
   */
  default Map<String, String> tokenRequest(
      Provider provider, ClientCredentials client, Map<String, String> parameters) {
    return parameters;
  }
}
