package org.grantlet.servlet;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.engine.Engine;

/** What those who operate an application ask of Grantlet. Thread-safe. */
public final class Operations {
  private final Engine engine;

  Operations(Engine engine) {
    this.engine = engine;
  }

  /** Grantlet's version. */
  public String version() {
    return Engine.version();
  }

  /** {@code grantlet.base-url}. */
  public String baseUrl() {
    return engine.flow().urls().baseUrl();
  }

  /**
   * What to register at each provider, by the integration's provider; reads the integrations.
   *
   * @throws GrantletException {@link org.grantlet.ErrorCode#UNAVAILABLE}
   */
  public Map<String, URI> callbackUris() {
    Map<String, URI> uris = new LinkedHashMap<>();
    for (Integration integration : engine.integrations().list()) {
      uris.put(integration.provider(), URI.create(engine.flow().urls().callback(integration)));
    }
    return Collections.unmodifiableMap(uris);
  }

  /**
   * What is wrong with the stores and the keys right now, for a health check. Each store is asked
   * once, and the keys are tried on what is in them; providers are not asked.
   *
   * @return sentences by {@code store}, {@code oneTimeStore} and {@code encryptionKey}; empty if
   *     all is well
   */
  public Map<String, String> problems() {
    return engine.problems();
  }
}
