package org.grantlet;

import java.util.List;
import java.util.Optional;

/** The providers that the application has connected, one integration each. Thread-safe. */
public interface Integrations {
  /**
   * Makes an integration.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} naming the member, or {@link
   *     ErrorCode#INTEGRATION_ALREADY_EXISTS}
   */
  Integration create(String provider, IntegrationSpec spec);

  /**
   * Changes what the spec says and leaves the rest; writes nothing if that changes nothing.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} naming the member, or {@link
   *     ErrorCode#INTEGRATION_NOT_FOUND}
   */
  Integration update(String provider, IntegrationSpec spec);

  /** Makes an integration, or brings it up to date if there is one. */
  Integration put(String provider, IntegrationSpec spec);

  /** The integration of a provider. */
  Optional<Integration> find(String provider);

  /**
   * The integration of a provider.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}
   */
  Integration get(String provider);

  /** All integrations, by provider. */
  List<Integration> list();

  /**
   * Deletes an integration. Grants made through it stay readable and can no longer be refreshed.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}
   */
  void delete(String provider);
}
