package org.grantlet.provider;

import java.io.IOException;

/**
 * Sends the requests to providers. Grantlet has one; an application that has a reason to may give
 * its own, which then answers for what Grantlet's does: it verifies certificates, connects to no
 * address that {@link EndpointPolicy#refusal(java.net.InetAddress)} refuses, ends in time, reads no
 * endless answer, follows no redirect, and sends nothing twice that was answered. Thread-safe.
 */
public interface HttpSender extends AutoCloseable {

  /**
   * Sends a request and waits for the whole answer.
   *
   * @return the answer, of whatever status
   * @throws IOException if there is none within {@link ProviderRequest#timeout}; its message is
   *     shown to the operator, so it has no part of the request but the host
   */
  ProviderResponse send(ProviderRequest request) throws IOException;

  /** Ends with the application. */
  @Override
  default void close() {}
}
