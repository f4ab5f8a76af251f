package org.grantlet;

/**
 * Hosted authentication without servlets: integrations and grants, on the stores that the builder
 * was given. Thread-safe; close it with the application.
 */
public interface Grantlet extends AutoCloseable {
  /** A builder with the defaults of the configuration reference. */
  static GrantletBuilder builder() {
    return new GrantletBuilder();
  }

  /** The providers that the application has connected. */
  Integrations integrations();

  /** The authenticated accounts. */
  Grants grants();

  /**
   * A client for the API of a grant's provider. Nothing is looked up before it is used.
   *
   * @param grantId the grant whose access token it sends
   */
  GrantClient client(String grantId);

  /** Events that somebody did not hear. */
  Events events();

  /** How often listeners have thrown something since the start. */
  long listenerFailures();

  /**
   * Encrypts everything again that is not under the newest key. Safe while requests are served, on
   * any number of nodes; when it returns, older keys are no longer needed for what was there.
   *
   * @return how many values were encrypted again
   */
  int reencrypt();

  /**
   * Ends what runs in the background, and closes the stores. Calls to providers that are under way
   * are waited for, and their results kept: at most {@code grantlet.provider-timeout} and five
   * seconds.
   */
  @Override
  void close();
}
