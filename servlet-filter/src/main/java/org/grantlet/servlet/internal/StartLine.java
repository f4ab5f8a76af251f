package org.grantlet.servlet.internal;

import java.util.ArrayList;
import java.util.List;
import org.grantlet.Integration;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.servlet.internal.config.FilterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says when the filter has started: one line, for the person who set it up. */
public record StartLine(Engine engine, FilterOptions options, List<Integration> integrations) {
  private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

  /** Integrations that are named; there may be thousands. */
  private static final int AT_MOST = 20;

  public void log() {
    AppUrls urls = engine.flow().urls();
    LOG.info(
        "Grantlet {} serves {}{}; {}; {}{}",
        Engine.version(),
        urls.baseUrl(),
        urls.path(),
        callbacks(urls),
        engine.places(),
        notForProduction());
  }

  private String callbacks(AppUrls urls) {
    if (integrations.isEmpty()) {
      return "there is no integration yet";
    }
    List<String> named = new ArrayList<>();
    for (Integration each : integrations.subList(0, Math.min(integrations.size(), AT_MOST))) {
      named.add(each.provider() + " " + urls.callback(each));
    }
    int more = integrations.size() - AT_MOST;
    return "callback URIs to register at the providers: "
        + String.join(", ", named)
        + (more > 0 ? ", and those of " + more + " more" : "");
  }

  private String notForProduction() {
    List<String> keys = engine.notForProduction();
    if (options.api() != null && options.api().revealSecrets()) {
      keys.add("grantlet.reveal-secrets=true");
    }
    return keys.isEmpty() ? "" : "; not for production: " + String.join(", ", keys);
  }
}
