package org.grantlet.internal.standin;

import java.net.URI;
import java.util.Map;
import org.grantlet.Grants;

/**
 * OpenID providers of this JVM that take the places of others, found by {@link
 * java.util.ServiceLoader}. No key of a configuration names one. Implementations are thread-safe.
 */
public interface StandIn {
  /**
   * Those that run now, by the names of the providers whose places they take: each issuer, {@code
   * http://127.0.0.1:PORT}.
   */
  Map<String, URI> running();

  /**
   * Tells that an application has started.
   *
   * @param baseUrl where its users find it
   */
  void started(Grants grants, String baseUrl);

  /** Tells that it has ended. */
  void ended(Grants grants);
}
